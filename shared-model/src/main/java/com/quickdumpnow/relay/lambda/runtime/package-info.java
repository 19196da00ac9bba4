/** A Lambda's process where we bring the runtime along. */
@NullMarked
package com.quickdumpnow.relay.lambda.runtime;

import org.jspecify.annotations.NullMarked;
