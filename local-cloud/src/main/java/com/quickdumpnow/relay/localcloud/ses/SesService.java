package com.quickdumpnow.relay.localcloud.ses;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.quickdumpnow.relay.localcloud.http.Answer;
import com.quickdumpnow.relay.localcloud.http.Request;
import com.quickdumpnow.relay.localcloud.http.Service;
import com.quickdumpnow.relay.localcloud.http.Xml;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** SES's query protocol (API version 2010-12-01), as far as a sender of mail needs it. */
final class SesService implements Service {

  private static final String NAMESPACE = "http://ses.amazonaws.com/doc/2010-12-01/";
  private static final int MAX_RECIPIENTS = 50;
  private static final Pattern ADDRESS = Pattern.compile("[^\\s<>@]+@[^\\s<>@]+");

  private final Mailbox mailbox;
  private final EventTopic events;
  private final EmailAccount account;
  private final Set<String> blocked = ConcurrentHashMap.newKeySet();
  private volatile boolean onlyVerified;

  SesService(Mailbox mailbox, EventTopic events, EmailAccount account) {
    this.mailbox = mailbox;
    this.events = events;
    this.account = account;
  }

  void requireVerified(boolean required) {
    onlyVerified = required;
  }

  void block(String address) {
    blocked.add(address);
  }

  void unblock(String address) {
    blocked.remove(address);
  }

  @Override
  public Answer answer(Request request) {
    if (request.path().equals("/_admin/mailbox")) {
      return listMailbox();
    }
    if (request.path().equals("/_admin/")) {
      return Answer.text(200, "text/html; charset=utf-8", MailboxPage.of(mailbox.emails()))
          .with("Content-Security-Policy", MailboxPage.POLICY);
    }
    Map<String, String> form = form(request);
    String action = form.getOrDefault("Action", "");
    return switch (action) {
      case "SendEmail" -> send(action, composed(form));
      case "SendRawEmail" -> send(action, raw(form));
      case "GetSendQuota" -> result(action, account.quota(mailbox.emails()));
      case "GetAccountSendingEnabled" -> result(action, account.sending());
      case "VerifyEmailIdentity" -> {
        account.verify(form.getOrDefault("EmailAddress", ""));
        yield result(action, _ -> {});
      }
      case "GetIdentityVerificationAttributes" ->
          result(action, account.verification(members(form, "Identities.member.")));
      case "DescribeConfigurationSet" -> describe(action, form);
      default -> error(400, "InvalidAction", "The local SES does not do '" + action + "'.");
    };
  }

  @Override
  public Answer error(int status, String code, String message) {
    String document =
        Xml.document(
            "ErrorResponse",
            NAMESPACE,
            root ->
                root.element(
                        "Error",
                        error ->
                            error
                                .text("Type", status < 500 ? "Sender" : "Receiver")
                                .text("Code", code)
                                .text("Message", message))
                    .text("RequestId", UUID.randomUUID()));
    return Answer.text(status, "text/xml", document);
  }

  @Override
  public String subject(Request request) {
    Map<String, String> form = form(request);
    return form.getOrDefault("Action", "") + " " + String.join(" ", recipients(form));
  }

  private Answer send(String action, Email email) {
    Optional<String> objection = objection(email);
    if (objection.isPresent()) {
      return error(400, "MessageRejected", objection.get());
    }
    mailbox.keep(email);
    events.publishEventsOf(email);
    return result(action, result -> result.text("MessageId", email.messageId()));
  }

  private Optional<String> objection(Email email) {
    if (email.to().isEmpty() || email.to().size() > MAX_RECIPIENTS) {
      return Optional.of("Recipient count must be from 1 to " + MAX_RECIPIENTS + ".");
    }
    if (onlyVerified && !account.isVerified(address(email.from()))) {
      return Optional.of("Email address is not verified. The sender failed the check.");
    }
    return email.to().stream().map(SesService::address).anyMatch(blocked::contains)
        ? Optional.of("Address is blacklisted.")
        : Optional.empty();
  }

  private static Email composed(Map<String, String> form) {
    Map<String, String> tags = new TreeMap<>();
    for (int i = 1; form.containsKey("Tags.member." + i + ".Name"); i++) {
      tags.put(
          form.getOrDefault("Tags.member." + i + ".Name", ""),
          form.getOrDefault("Tags.member." + i + ".Value", ""));
    }
    return new Email(
        newMessageId(),
        Instant.now(),
        form.getOrDefault("Source", ""),
        recipients(form),
        form.getOrDefault("Message.Subject.Data", ""),
        form.getOrDefault("Message.Body.Text.Data", ""),
        form.getOrDefault("Message.Body.Html.Data", ""),
        tags,
        form.getOrDefault("ConfigurationSetName", ""));
  }

  private static Email raw(Map<String, String> form) {
    byte[] bytes = Base64.getMimeDecoder().decode(form.getOrDefault("RawMessage.Data", ""));
    String message = new String(bytes, StandardCharsets.UTF_8);
    List<String> to = recipients(form);
    return new Email(
        newMessageId(),
        Instant.now(),
        form.getOrDefault("Source", headerOf(message, "From")),
        to.isEmpty() ? addresses(headerOf(message, "To")) : to,
        headerOf(message, "Subject"),
        message,
        "",
        Map.of(),
        headerOf(message, "X-SES-CONFIGURATION-SET"));
  }

  private Answer describe(String action, Map<String, String> form) {
    String set = form.getOrDefault("ConfigurationSetName", "");
    return account.hasConfigurationSet(set)
        ? result(
            action, result -> result.element("ConfigurationSet", found -> found.text("Name", set)))
        : error(
            400, "ConfigurationSetDoesNotExist", "Configuration set <" + set + "> does not exist.");
  }

  private Answer listMailbox() {
    ArrayNode list = new ObjectMapper().createArrayNode();
    mailbox.emails().forEach(email -> list.add(email.toJson()));
    return Answer.text(200, "application/json", list.toString());
  }

  private static Answer result(String action, Consumer<Xml> content) {
    String document =
        Xml.document(
            action + "Response",
            NAMESPACE,
            root ->
                root.element(action + "Result", content)
                    .element(
                        "ResponseMetadata", meta -> meta.text("RequestId", UUID.randomUUID())));
    return Answer.text(200, "text/xml", document);
  }

  private static Map<String, String> form(Request request) {
    return Request.parseForm(new String(request.body(), StandardCharsets.UTF_8));
  }

  private static List<String> recipients(Map<String, String> form) {
    List<String> all = new ArrayList<>(members(form, "Destination.ToAddresses.member."));
    all.addAll(members(form, "Destination.CcAddresses.member."));
    all.addAll(members(form, "Destination.BccAddresses.member."));
    all.addAll(members(form, "Destinations.member."));
    return all;
  }

  private static List<String> members(Map<String, String> form, String prefix) {
    List<String> members = new ArrayList<>();
    for (int i = 1; form.containsKey(prefix + i); i++) {
      members.add(form.getOrDefault(prefix + i, ""));
    }
    return members;
  }

  private static String headerOf(String message, String name) {
    String head = message.split("\r?\n\r?\n", 2)[0].replaceAll("\r?\n[ \t]+", " ");
    return Pattern.compile("(?im)^" + Pattern.quote(name) + ":\\s*(.*)$")
        .matcher(head)
        .results()
        .map(found -> found.group(1).strip())
        .findFirst()
        .orElse("");
  }

  private static List<String> addresses(String header) {
    return ADDRESS.matcher(header).results().map(MatchResult::group).toList();
  }

  /** The bare address of {@code Name <address>}. */
  private static String address(String mailbox) {
    return addresses(mailbox).stream().findFirst().orElse(mailbox);
  }

  private static String newMessageId() {
    return "0100" + UUID.randomUUID() + "-000000";
  }
}
