/** A trace of what becomes of a notification: its spans, and how they follow each other. */
@NullMarked
package com.quickdumpnow.relay.trace;

import org.jspecify.annotations.NullMarked;
