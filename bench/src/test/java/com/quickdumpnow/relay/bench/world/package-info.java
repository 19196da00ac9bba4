@NullMarked
package com.quickdumpnow.relay.bench.world;

import org.jspecify.annotations.NullMarked;
