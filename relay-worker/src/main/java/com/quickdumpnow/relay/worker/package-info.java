/**
 * The long-running relay: drains the queue, walks the carrier chain, falls back to email, sweeps
 * up.
 */
@NullMarked
package com.quickdumpnow.relay.worker;

import org.jspecify.annotations.NullMarked;
