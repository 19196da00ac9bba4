/** Which store a program has, by its configuration alone. */
@NullMarked
package com.quickdumpnow.relay.store.place;

import org.jspecify.annotations.NullMarked;
