package com.quickdumpnow.relay.model;

/** Where one attempt goes to: a phone for a text, a mailbox for an email. */
public sealed interface Address permits PhoneNumber, EmailAddress {
  /** The address itself; personal data: for the wire and the document, never for a log. */
  String value();
}
