/** Calls, and dollars. */
@NullMarked
package com.quickdumpnow.relay.bench.requests;

import org.jspecify.annotations.NullMarked;
