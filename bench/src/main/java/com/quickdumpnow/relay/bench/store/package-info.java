/** Changes a second, and what one costs. */
@NullMarked
package com.quickdumpnow.relay.bench.store;

import org.jspecify.annotations.NullMarked;
