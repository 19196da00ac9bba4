package com.quickdumpnow.relay.log;

/**
 * Every key of a log line, the same in all programs, and of a span's attributes.
 * docs/observability.md says what each holds. None holds a phone number, a text's words, an address
 * or a secret.
 */
public final class LogKey {
  // What every line has.
  public static final String AT = "at";
  public static final String LEVEL = "level";
  public static final String LOGGER = "logger";
  public static final String EVENT = "event";

  // What a line has where there is such a thing.
  public static final String TRACE_ID = "traceId";
  public static final String ERROR = "error";
  public static final String WHERE = "where";

  // Whom and what it is about.
  public static final String JOB_ID = "jobId";
  public static final String NID = "nid";
  public static final String RESENDS = "resends";
  public static final String ATTEMPT = "attempt";
  public static final String ROUTE = "route";
  public static final String MESSAGE_ID = "messageId";
  public static final String REQUEST_ID = "requestId";
  public static final String RECORD_ID = "recordId";
  public static final String PHONE = "phone";
  public static final String BY = "by";
  public static final String PERSON = "person";

  // What came of it, and why.
  public static final String STATUS = "status";
  public static final String OUTCOME = "outcome";
  public static final String CODE = "code";
  public static final String HTTP_STATUS = "httpStatus";
  public static final String REASON = "reason";
  public static final String ALERT = "alert";
  public static final String WORDS = "words";
  public static final String WORD = "word";
  public static final String OPTED_OUT = "optedOut";
  public static final String KINDS = "kinds";
  public static final String FIELDS = "fields";
  public static final String PAUSED = "paused";
  public static final String PAUSE = "pause";
  public static final String PASS = "pass";
  public static final String METHOD = "method";
  public static final String LEADS = "leads";
  public static final String SHARE = "share";

  // How many.
  public static final String RECEIVE_COUNT = "receiveCount";
  public static final String TRIGGERS = "triggers";
  public static final String RECEIPTS = "receipts";
  public static final String MESSAGES = "messages";
  public static final String FAILURES = "failures";
  public static final String JOBS = "jobs";
  public static final String FOUND = "found";
  public static final String ROUTES = "routes";
  public static final String HTTP_PORT = "httpPort";
  public static final String COMMITS = "commits";
  public static final String CONFLICTS = "conflicts";
  public static final String MEMBERS = "members";

  private LogKey() {}
}
