/** Reads a dispatch console's exports into the document and the archive. Never sends anything. */
@NullMarked
package com.quickdumpnow.relay.ops.importing;

import org.jspecify.annotations.NullMarked;
