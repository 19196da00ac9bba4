/** Which requests a job was changed by: the same request again changes nothing. */
@NullMarked
package com.quickdumpnow.relay.api.idempotency;

import org.jspecify.annotations.NullMarked;
