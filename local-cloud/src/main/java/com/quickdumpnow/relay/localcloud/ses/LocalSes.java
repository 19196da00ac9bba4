package com.quickdumpnow.relay.localcloud.ses;

import com.quickdumpnow.relay.localcloud.http.Faults;
import com.quickdumpnow.relay.localcloud.http.LocalServer;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * An SES for one machine that speaks its v1 query protocol to the unmodified SDK and keeps what it
 * accepts in a mailbox, also at {@code GET /_admin/mailbox} and, as a page for people, at {@code
 * GET /_admin/}.
 *
 * <p>Faults match on the action and its recipients, such as {@code SendEmail ann@example.com}.
 */
public final class LocalSes implements AutoCloseable {

  /** SES's own limit of a message, v1 API, is 10 MB; base64 and the form make it longer. */
  private static final int MAX_BODY_BYTES = 16 * 1024 * 1024;

  private final LocalServer server;
  private final Mailbox mailbox;
  private final EventTopic events = new EventTopic();
  private final EmailAccount account = new EmailAccount();
  private final SesService service;

  private LocalSes(int port, Optional<Path> folder) {
    this.mailbox = new Mailbox(folder);
    this.service = new SesService(mailbox, events, account);
    this.server = LocalServer.start("The local SES", port, MAX_BODY_BYTES, service);
  }

  /**
   * Starts an SES whose mailbox is gone when it is closed. Any sender may send until {@link
   * #requireVerified}.
   *
   * @param port 0 for any free one
   * @throws com.quickdumpnow.relay.localcloud.web.PortTakenException when it is taken
   */
  public static LocalSes start(int port) {
    return new LocalSes(port, Optional.empty());
  }

  /** Starts an SES that keeps its mailbox in {@code folder}, one file a mail. */
  public static LocalSes start(int port, Path folder) {
    return new LocalSes(port, Optional.of(folder));
  }

  public URI endpoint() {
    return server.endpoint();
  }

  /** What shall go wrong next; also at {@code POST /_admin/faults}. */
  public Faults faults() {
    return server.faults();
  }

  /** Every mail accepted, oldest first. */
  public List<Email> mailbox() {
    return mailbox.emails();
  }

  /** The account: its quota, its identities, its configuration sets. */
  public EmailAccount account() {
    return account;
  }

  /** Whether senders must have been verified by VerifyEmailIdentity (MessageRejected if not). */
  public void requireVerified(boolean required) {
    service.requireVerified(required);
  }

  /** From now on mail to this address is answered with MessageRejected. */
  public void block(String address) {
    service.block(address);
  }

  /** Takes {@link #block} back. */
  public void unblock(String address) {
    service.unblock(address);
  }

  /**
   * From now on what becomes of a mail that is sent with a configuration set, any of them, is put
   * into this queue of an SQS, in the envelope of an SNS topic.
   */
  public void publishEventsTo(URI queueUrl) {
    events.subscribe(queueUrl);
  }

  @Override
  public void close() {
    server.close();
    events.close();
  }
}
