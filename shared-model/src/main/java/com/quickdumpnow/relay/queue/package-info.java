/**
 * The ports to the queues: triggers towards the worker, receipts towards the recorder. They carry
 * wake-up calls and news, not truth.
 */
@NullMarked
package com.quickdumpnow.relay.queue;

import org.jspecify.annotations.NullMarked;
