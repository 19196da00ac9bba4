/** The job API behind API Gateway: status in, history out; it enqueues and never sends. */
@NullMarked
package com.quickdumpnow.relay.api;

import org.jspecify.annotations.NullMarked;
