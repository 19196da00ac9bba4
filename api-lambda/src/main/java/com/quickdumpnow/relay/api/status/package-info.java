/**
 * {@code POST /jobs/{jobId}/status}: a job changes its status, and its customer is to be told. The
 * decision is pure; the route commits it and wakes the worker.
 */
@NullMarked
package com.quickdumpnow.relay.api.status;

import org.jspecify.annotations.NullMarked;
