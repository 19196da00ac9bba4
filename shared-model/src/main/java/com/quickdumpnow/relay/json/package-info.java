/**
 * The wire forms of our own making: {@code maintenance.json} and the bodies of the two queues.
 * Hand-written over Jackson's tokens, without reflection: it has to start fast in a Lambda.
 */
@NullMarked
package com.quickdumpnow.relay.json;

import org.jspecify.annotations.NullMarked;
