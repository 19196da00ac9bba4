/**
 * How a request reaches a Lambda and how it answers: API Gateway's HTTP events (payload 2.0) and
 * RFC 9457 problems. Read and written token by token, without reflection: a Lambda has to start
 * fast.
 */
@NullMarked
package com.quickdumpnow.relay.lambda;

import org.jspecify.annotations.NullMarked;
