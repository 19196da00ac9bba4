/** Tests of how the document is cut into pages. */
@NullMarked
package com.quickdumpnow.relay.api.maintenance;

import org.jspecify.annotations.NullMarked;
