/** Moves a live installation from one store to another. */
@NullMarked
package com.quickdumpnow.relay.ops.migration;

import org.jspecify.annotations.NullMarked;
