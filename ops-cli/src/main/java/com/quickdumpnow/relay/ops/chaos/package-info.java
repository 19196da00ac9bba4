/**
 * The relay in real processes that are killed, over services that fail, and three accounts of it
 * that have to agree afterwards.
 */
@NullMarked
package com.quickdumpnow.relay.ops.chaos;

import org.jspecify.annotations.NullMarked;
