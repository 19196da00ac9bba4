/**
 * Lambda and what invokes it, on one machine: packaged handlers in class loaders of their own, an
 * API Gateway HTTP API (payload 2.0) and an SQS event source in front of them.
 */
@NullMarked
package com.quickdumpnow.relay.localcloud.lambda;

import org.jspecify.annotations.NullMarked;
