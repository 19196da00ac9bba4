/** Amazon S3 as the object store of the document. No AWS type leaves this package. */
@NullMarked
package com.quickdumpnow.relay.store.s3;

import org.jspecify.annotations.NullMarked;
