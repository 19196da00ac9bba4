package com.quickdumpnow.relay.localcloud.http;

/** What a stand-in does with requests; the server around it does the rest. Thread-safe. */
public interface Service {

  /** Answers one request. What it throws becomes a 500 in the service's own error language. */
  Answer answer(Request request);

  /** An error as this service words it on the wire. */
  Answer error(int status, String code, String message);

  /** What the request is about, for {@link Fault#subject()} to match. */
  String subject(Request request);
}
