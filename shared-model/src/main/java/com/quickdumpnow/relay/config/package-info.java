/**
 * How a program reads its settings: from a map of variables, every problem reported at once, and no
 * secret in a message, a log or a {@code toString()}.
 */
@NullMarked
package com.quickdumpnow.relay.config;

import org.jspecify.annotations.NullMarked;
