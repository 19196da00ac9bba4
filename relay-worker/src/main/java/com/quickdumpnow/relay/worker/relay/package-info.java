/**
 * The worker's core: takes triggers, walks the carrier chain, sweeps up. It owns the ports to the
 * queue, the text carrier, the mailer and the staff, and knows none of their vendors.
 */
@NullMarked
package com.quickdumpnow.relay.worker.relay;

import org.jspecify.annotations.NullMarked;
