package com.quickdumpnow.relay.ops.doctor;

/**
 * Everything that the doctor can find, with what to do about it. A failure keeps texts or what
 * becomes of them from somebody; a warning will, or hides it.
 */
public enum Finding {
  SETTINGS_NOT_PRIVATE(Level.FAIL, "chmod 600 the file, and renew the secrets if others read it"),
  SETTING_WRONG(Level.FAIL, "mend the setting where the programs and this file have it"),
  CHAIN_EMPTY(Level.FAIL, "give QDN_CHAIN a route: without one every customer gets an email"),
  CHAIN_WITHOUT_SECOND(Level.WARN, "give QDN_CHAIN a second route, for when the first one fails"),
  TWILIO_TOKEN_MISSING(Level.FAIL, "add the account's token to QDN_TWILIO_AUTH_TOKENS"),
  STAFF_CHAIN_MISSING(Level.WARN, "set QDN_STAFF_CHAIN, or nobody is told when a text fails"),
  PUBLIC_URL_NOT_HTTPS(Level.FAIL, "use https: staff tokens travel to QDN_PUBLIC_URL"),

  S3_UNREACHABLE(Level.FAIL, "see that region, credentials and network are right"),
  BUCKET_MISSING(Level.FAIL, "set QDN_BUCKET to the stack's output DataBucket, or deploy it"),
  BUCKET_FORBIDDEN(Level.FAIL, "let these credentials read the bucket and its versioning"),
  BUCKET_UNVERSIONED(Level.FAIL, "switch versioning on: without it no damage can be undone"),
  BUCKET_WRITE_FORBIDDEN(
      Level.WARN,
      "let these credentials write maintenance.json, or import, pause and others will not work"),
  BUCKET_UNCONDITIONAL(
      Level.FAIL, "use another store: this one ignores If-Match, so writes get lost"),
  BUCKET_PROBE_FAILED(Level.FAIL, "see that objects can be written, read and deleted there"),
  DOCUMENT_MISSING(Level.FAIL, "run qdn init; if there was a document, qdn history list first"),
  DOCUMENT_REFUSED(Level.FAIL, "qdn history list, then restore the last good version"),
  DOCUMENT_LARGE(Level.WARN, "let finished jobs go to the archive sooner: shorten QDN_RETENTION"),

  DYNAMODB_UNREACHABLE(Level.FAIL, "see that region, credentials and network are right"),
  TABLE_MISSING(Level.FAIL, "set QDN_TABLE to the stack's table; without a stack, qdn init"),
  TABLE_FORBIDDEN(
      Level.FAIL,
      "let these credentials describe the table, its backups and its time to live, read and scan"
          + " its items, and query its indexes"),
  TABLE_SHAPE_WRONG(
      Level.FAIL, "wait if an index is being made; else deploy the stack, which makes what lacks"),
  TABLE_UNRECOVERABLE(
      Level.FAIL,
      "switch point-in-time recovery on, as the stack does: without it no damage can be undone"),
  TABLE_KEEPS_ALL(
      Level.WARN, "switch time to live on for expires, or QDN_ARCHIVE_FOR deletes nothing"),
  TABLE_WRITE_FORBIDDEN(
      Level.WARN,
      "let these credentials write to the table, or import, pause and others will not work"),

  TEMPLATES_WRONG(
      Level.FAIL,
      "put templates that qdn templates check takes there: without them API and worker do not"
          + " start"),
  SENDING_PAUSED(Level.WARN, "qdn resume, once the reason is gone"),

  SQS_UNREACHABLE(Level.FAIL, "see that region, credentials and network are right"),
  QUEUE_MISSING(Level.FAIL, "set the queue's URL to the one that the stack has made"),
  QUEUE_FORBIDDEN(Level.FAIL, "let these credentials read the queue's attributes"),
  QUEUE_SEND_FORBIDDEN(
      Level.WARN,
      "let these credentials send to the queue, or qdn dead-letters redrive will not work"),
  QUEUE_RECEIVE_FORBIDDEN(
      Level.WARN,
      "let these credentials receive from its dead-letter queue, or qdn dead-letters will not"
          + " work"),
  QUEUE_KIND_WRONG(
      Level.FAIL,
      "make it anew: a queue's kind cannot be changed; triggers need FIFO, outcomes not"),
  QUEUE_VISIBILITY_SHORT(
      Level.FAIL, "raise its visibility timeout, or what is in hand is handed out again"),
  QUEUE_RETENTION_SHORT(Level.WARN, "raise its retention to 14 days: a weekend must lose nothing"),
  QUEUE_DELAYED(Level.WARN, "set its delivery delay to 0: every text waits for it"),
  QUEUE_DEDUPLICATES_CONTENT(
      Level.WARN,
      "switch content-based deduplication off: the relay names its own ids, and what is put back by"
          + " hand would be swallowed"),
  QUEUE_WITHOUT_DEAD_LETTERS(
      Level.FAIL, "give it a redrive policy: what cannot be handled blocks its job for ever"),
  QUEUE_GIVES_UP_EARLY(Level.WARN, "raise maxReceiveCount to 10: an outage must not use it up"),
  DEAD_LETTER_QUEUE_MISSING(Level.FAIL, "make the queue that its redrive policy names"),
  DEAD_LETTERS_WAITING(Level.WARN, "qdn dead-letters list; mend the cause; then redrive"),

  SES_UNREACHABLE(Level.FAIL, "see that region, credentials and network are right"),
  SES_FORBIDDEN(Level.FAIL, "let these credentials read SES's quota, identities and sets"),
  SES_STOPPED(Level.FAIL, "see SES's reputation dashboard for why, and have it lifted"),
  SES_SANDBOX(Level.FAIL, "ask for production access: only verified addresses get email now"),
  SES_QUOTA_LOW(Level.WARN, "ask for a higher quota; see what sent so much"),
  SES_UNVERIFIED(Level.FAIL, "verify the sender: put the DKIM records into the domain's DNS"),
  SES_EVENTS_UNHEARD(
      Level.WARN, "set QDN_SES_CONFIGURATION_SET: without it no bounced email is heard of"),
  SES_CONFIGURATION_SET_MISSING(Level.FAIL, "make the set, or every email is refused"),

  TWILIO_UNREACHABLE(Level.FAIL, "see the network, QDN_TWILIO_BASE_URL, and status.twilio.com"),
  TWILIO_TOKEN_WRONG(Level.FAIL, "put the account's present token into QDN_TWILIO_AUTH_TOKENS"),
  TWILIO_ACCOUNT_INACTIVE(Level.FAIL, "see Twilio's console for why, and pay or appeal"),
  TWILIO_TRIAL(Level.FAIL, "upgrade the account: a trial texts verified numbers only"),
  NUMBER_MISSING(Level.FAIL, "buy the number, or take it out of QDN_CHAIN"),
  NUMBER_CANNOT_TEXT(Level.FAIL, "use a number that can send SMS"),
  SERVICE_MISSING(Level.FAIL, "make the messaging service, or take it out of QDN_CHAIN"),
  SERVICE_EMPTY(Level.FAIL, "put a number into the messaging service's sender pool"),
  SERVICE_STICKY(Level.WARN, "switch Sticky sender off: it holds on to a sender that fails"),
  SERVICE_SMART_ENCODING(Level.WARN, "switch Smart encoding off: texts are known by their words"),
  INBOUND_URL_WRONG(
      Level.WARN, "have texts posted to QDN_PUBLIC_URL/inbound, or no STOP is recorded here"),

  API_UNREACHABLE(Level.FAIL, "see QDN_PUBLIC_URL, its DNS and certificate, and the stack"),
  API_OPEN(Level.FAIL, "stop it: anybody can read every customer's number"),
  STAFF_TOKEN_REFUSED(Level.FAIL, "qdn tokens create NAME, and put it into QDN_STAFF_TOKEN"),
  WEBHOOK_ACCEPTS_UNSIGNED(Level.FAIL, "stop it: anybody can say that a text was delivered"),
  WEBHOOK_REFUSES_SIGNED(
      Level.FAIL,
      "give webhook and worker the same QDN_PUBLIC_URL and QDN_TWILIO_AUTH_TOKENS: receipts are"
          + " lost now"),
  TRACKING_PAGE_MISSING(Level.FAIL, "see QDN_TRACK_URL, its DNS, and that track/ was uploaded"),
  WORKER_DOWN(Level.FAIL, "see the worker's log; nothing is lost while it is down"),
  WORKER_DEGRADED(Level.WARN, "see the reasons; the others carry on meanwhile"),
  CLOCK_OFF(Level.FAIL, "set the clock by NTP: claims and signatures count on it");

  /** How bad it is. */
  public enum Level {
    WARN,
    FAIL
  }

  private final Level level;
  private final String remedy;

  Finding(Level level, String remedy) {
    this.level = level;
    this.remedy = remedy;
  }

  public Level level() {
    return level;
  }

  /** What to do, in the imperative. */
  public String remedy() {
    return remedy;
  }
}
