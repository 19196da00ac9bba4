/** A small S3: versioned, durable when given a folder, and really atomic on conditional writes. */
@NullMarked
package com.quickdumpnow.relay.localcloud.s3;

import org.jspecify.annotations.NullMarked;
