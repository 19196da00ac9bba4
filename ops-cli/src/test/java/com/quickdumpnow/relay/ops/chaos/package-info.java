/** The comparison of the ledgers, row by row, and short runs with real processes. */
@NullMarked
package com.quickdumpnow.relay.ops.chaos;

import org.jspecify.annotations.NullMarked;
