/** Whom texts are kept from, and how staff lift that. */
@NullMarked
package com.quickdumpnow.relay.api.suppression;

import org.jspecify.annotations.NullMarked;
