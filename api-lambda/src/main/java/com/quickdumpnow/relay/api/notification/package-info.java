/** What staff do about one notification: send it again, or say that the customer was called. */
@NullMarked
package com.quickdumpnow.relay.api.notification;

import org.jspecify.annotations.NullMarked;
