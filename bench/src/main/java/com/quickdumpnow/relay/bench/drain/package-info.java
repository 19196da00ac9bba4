/** From the queue to the carrier. */
@NullMarked
package com.quickdumpnow.relay.bench.drain;

import org.jspecify.annotations.NullMarked;
