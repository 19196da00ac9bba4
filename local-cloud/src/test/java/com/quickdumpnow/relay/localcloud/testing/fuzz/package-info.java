/** Hostile input for parsers: mutations of what is right, and what a parser may do with them. */
@NullMarked
package com.quickdumpnow.relay.localcloud.testing.fuzz;

import org.jspecify.annotations.NullMarked;
