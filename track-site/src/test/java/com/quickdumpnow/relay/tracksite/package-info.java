/**
 * Holds the static files to their promises: what the page says, what it may load, and what the edge
 * rewrites.
 */
@NullMarked
package com.quickdumpnow.relay.tracksite;

import org.jspecify.annotations.NullMarked;
