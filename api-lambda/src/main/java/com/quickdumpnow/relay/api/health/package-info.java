/** {@code GET /health-summary}: how sending went lately, as numbers to draw. */
@NullMarked
package com.quickdumpnow.relay.api.health;

import org.jspecify.annotations.NullMarked;
