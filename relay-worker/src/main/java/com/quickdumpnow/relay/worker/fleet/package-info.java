/**
 * Which workers there are: how they share the routes' pace, tell each other what they find out of
 * routes, and agree on one that does what is to be done once.
 */
@NullMarked
package com.quickdumpnow.relay.worker.fleet;

import org.jspecify.annotations.NullMarked;
