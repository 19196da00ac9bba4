/** The smoke test: one job's way through a deployment, seen from outside. */
@NullMarked
package com.quickdumpnow.relay.ops.smoke;

import org.jspecify.annotations.NullMarked;
