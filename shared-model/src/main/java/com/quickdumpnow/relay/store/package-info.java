/**
 * The port to where the truth is kept: read, and change atomically. Nothing outside knows whether
 * it is one S3 object or a table.
 */
@NullMarked
package com.quickdumpnow.relay.store;

import org.jspecify.annotations.NullMarked;
