/** A small SES (v1 query protocol) with a mailbox that can be read. */
@NullMarked
package com.quickdumpnow.relay.localcloud.ses;

import org.jspecify.annotations.NullMarked;
