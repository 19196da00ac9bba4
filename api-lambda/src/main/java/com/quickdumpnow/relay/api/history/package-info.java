/**
 * {@code GET /jobs/{jobId}/messages}: everything for staff, and for whoever holds the tracking link
 * the timeline alone.
 */
@NullMarked
package com.quickdumpnow.relay.api.history;

import org.jspecify.annotations.NullMarked;
