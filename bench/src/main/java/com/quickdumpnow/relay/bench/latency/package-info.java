/** From the status call to the carrier. */
@NullMarked
package com.quickdumpnow.relay.bench.latency;

import org.jspecify.annotations.NullMarked;
