/** The versions of maintenance.json: looking at them, and going back to one. */
@NullMarked
package com.quickdumpnow.relay.ops.history;

import org.jspecify.annotations.NullMarked;
