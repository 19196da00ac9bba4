/** A deployment of the relay as its operators reach it: in AWS, or a {@code qdn up} here. */
@NullMarked
package com.quickdumpnow.relay.ops.deployment;

import org.jspecify.annotations.NullMarked;
