/**
 * A register: one short text that several programs change by compare-and-set, kept beside the
 * store.
 */
@NullMarked
package com.quickdumpnow.relay.store.register;

import org.jspecify.annotations.NullMarked;
