/** {@code GET /maintenance}: the whole document, for the dashboard. */
@NullMarked
package com.quickdumpnow.relay.api.maintenance;

import org.jspecify.annotations.NullMarked;
