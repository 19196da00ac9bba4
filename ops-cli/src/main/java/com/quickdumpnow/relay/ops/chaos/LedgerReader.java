package com.quickdumpnow.relay.ops.chaos;

import com.quickdumpnow.relay.localcloud.ses.Email;
import com.quickdumpnow.relay.localcloud.twilio.HandsetText;
import com.quickdumpnow.relay.localcloud.twilio.TwilioMessage;
import com.quickdumpnow.relay.model.Alert;
import com.quickdumpnow.relay.model.Attempt;
import com.quickdumpnow.relay.model.AttemptOutcome;
import com.quickdumpnow.relay.model.JobHistory;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.model.MaintenanceDocument;
import com.quickdumpnow.relay.model.Notification;
import com.quickdumpnow.relay.model.NotificationState;
import com.quickdumpnow.relay.ops.chaos.Ledgers.End;
import com.quickdumpnow.relay.ops.chaos.Ledgers.Hop;
import com.quickdumpnow.relay.ops.chaos.Ledgers.Kept;
import com.quickdumpnow.relay.ops.chaos.Ledgers.Sent;
import com.quickdumpnow.relay.ops.chaos.Ledgers.Way;
import com.quickdumpnow.relay.ops.local.StandIns;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes down the {@link Ledgers}: Twilio's and SES's as they have it, ours from the document. */
final class LedgerReader {
  private static final Pattern CALLBACK =
      Pattern.compile(".*/jobs/([^/?]+)/messages\\?nid=([^&#]+)&attempt=(\\d+).*");

  private LedgerReader() {}

  /** What staff were told is left out: it goes on until somebody has it, and is no customer's. */
  static Ledgers read(StandIns world, Set<String> accepted, MaintenanceDocument document) {
    List<Sent> sent = new ArrayList<>();
    world.twilio().messages().forEach(message -> text(world, message, sent));
    world.ses().mailbox().forEach(email -> email(email, sent));
    List<Kept> kept = new ArrayList<>();
    Set<String> strays = new HashSet<>();
    for (JobHistory history : document.jobs().values()) {
      history.notifications().forEach(notification -> kept.add(kept(history, notification)));
      history.strays().forEach(stray -> strays.add(stray.messageId().value()));
    }
    return new Ledgers(accepted, sent, kept, strays);
  }

  private static void text(StandIns world, TwilioMessage message, List<Sent> sent) {
    String callback = message.statusCallback().map(URI::toString).orElse("");
    Matcher ids = CALLBACK.matcher(callback);
    if (!ids.matches()) {
      sent.add(new Sent("?", 0, message.sid(), Way.TEXT, false));
    } else if (!ids.group(1).equals(JobId.STAFF.value())) {
      boolean arrived =
          world.twilio().handset(message.to()).stream()
              .map(HandsetText::sid)
              .anyMatch(message.sid()::equals);
      sent.add(
          new Sent(ids.group(2), Integer.parseInt(ids.group(3)), message.sid(), Way.TEXT, arrived));
    }
  }

  private static void email(Email email, List<Sent> sent) {
    if (!email.to().contains(Customers.STAFF_EMAIL)) {
      sent.add(
          new Sent(
              email.tags().getOrDefault("nid", "?"),
              Integer.parseInt(email.tags().getOrDefault("attempt", "0")),
              email.messageId(),
              Way.EMAIL,
              email.fate() == Email.Fate.DELIVERED));
    }
  }

  private static Kept kept(JobHistory history, Notification notification) {
    return new Kept(
        notification.id().value(),
        end(history, notification),
        words(notification),
        notification.attempts().stream().map(LedgerReader::hop).toList());
  }

  private static End end(JobHistory history, Notification notification) {
    return switch (notification.state()) {
      case NotificationState.Delivered _ -> End.DELIVERED;
      case NotificationState.Emailed _ -> End.EMAILED;
      case NotificationState.Exhausted _ ->
          history.alerts().stream()
                  .anyMatch(
                      alert ->
                          alert.kind() == Alert.Kind.EXHAUSTED
                              && alert.notificationId().equals(notification.id())
                              && alert.isTold())
              ? End.STAFF_TOLD
              : End.STAFF_NOT_TOLD;
      case NotificationState.Superseded _ -> End.SUPERSEDED;
      case NotificationState.Suppressed _ -> End.SUPPRESSED;
      case NotificationState.Expired _ -> End.EXPIRED;
      case NotificationState.Open _ -> End.OPEN;
    };
  }

  private static Hop hop(Attempt attempt) {
    boolean doubtful =
        switch (attempt.outcome()) {
          case AttemptOutcome.NoTrace _, AttemptOutcome.Ambiguous _ -> true;
          case AttemptOutcome.Open _,
              AttemptOutcome.Abandoned _,
              AttemptOutcome.Refused _,
              AttemptOutcome.Accepted _ ->
              false;
        };
    return new Hop(
        attempt.number(), attempt.messageId().map(id -> id.value()), attempt.label(), doubtful);
  }

  private static String words(Notification notification) {
    StringBuilder words = new StringBuilder();
    words.append(notification.jobId()).append(", ");
    words.append(notification.state().getClass().getSimpleName()).append(": ");
    words.append(notification.state().reason());
    for (Attempt attempt : notification.attempts()) {
      words
          .append("; ")
          .append(attempt.number())
          .append(' ')
          .append(attempt.route())
          .append(' ')
          .append(attempt.outcome().getClass().getSimpleName());
      attempt.label().ifPresent(label -> words.append(' ').append(label));
    }
    return words.append("; generation ").append(notification.generation()).toString();
  }
}
