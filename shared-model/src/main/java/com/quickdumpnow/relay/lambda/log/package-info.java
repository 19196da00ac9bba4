/** How a Lambda logs. */
@NullMarked
package com.quickdumpnow.relay.lambda.log;

import org.jspecify.annotations.NullMarked;
