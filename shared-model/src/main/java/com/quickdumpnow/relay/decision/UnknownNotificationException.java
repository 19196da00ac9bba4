package com.quickdumpnow.relay.decision;

import com.quickdumpnow.relay.model.NotificationId;

/**
 * A notification that its job does not know. A trigger for it can only be an error, or older than
 * the document.
 */
public final class UnknownNotificationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnknownNotificationException(NotificationId id) {
    super("no such notification: " + id);
  }
}
