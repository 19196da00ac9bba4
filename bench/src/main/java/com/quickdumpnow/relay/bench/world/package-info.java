/** The outside world in a process of its own, the same for every contender. */
@NullMarked
package com.quickdumpnow.relay.bench.world;

import org.jspecify.annotations.NullMarked;
