/**
 * What the relay decides: which hop is next, what a failure means, what a receipt changes. Pure
 * functions of state, event and time; they know no vendor, no clock and no thread, and every
 * decision says why.
 */
@NullMarked
package com.quickdumpnow.relay.decision;

import org.jspecify.annotations.NullMarked;
