/**
 * Moves an installation from one store to another while it runs: what a store has to offer for
 * that, and the store that follows.
 */
@NullMarked
package com.quickdumpnow.relay.store.move;

import org.jspecify.annotations.NullMarked;
