/** From the start of a process to the first answer. */
@NullMarked
package com.quickdumpnow.relay.bench.lambda;

import org.jspecify.annotations.NullMarked;
