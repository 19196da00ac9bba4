/** Tells in words what became of a job's notifications, why, and what comes next. */
@NullMarked
package com.quickdumpnow.relay.ops.explain;

import org.jspecify.annotations.NullMarked;
