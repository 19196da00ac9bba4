/**
 * The store as one document in an object store that compares and sets: {@code maintenance.json}.
 * Knows no vendor; {@link com.quickdumpnow.relay.store.document.ObjectStore} is the port to one.
 */
@NullMarked
package com.quickdumpnow.relay.store.document;

import org.jspecify.annotations.NullMarked;
