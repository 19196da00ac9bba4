/** The {@code qdn} command: the relay on one machine, and the tools to run it anywhere. */
@NullMarked
package com.quickdumpnow.relay.ops;

import org.jspecify.annotations.NullMarked;
