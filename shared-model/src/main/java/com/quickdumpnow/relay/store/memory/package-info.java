/** The store as a fake for tests: everything in memory, every change at once. */
@NullMarked
package com.quickdumpnow.relay.store.memory;

import org.jspecify.annotations.NullMarked;
