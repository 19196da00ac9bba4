/**
 * The one seam through which programs ask for time, sleep and wait, so that a simulation can answer
 * instead.
 */
@NullMarked
package com.quickdumpnow.relay.time;

import org.jspecify.annotations.NullMarked;
