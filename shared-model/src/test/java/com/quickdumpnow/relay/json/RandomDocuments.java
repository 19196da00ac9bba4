package com.quickdumpnow.relay.json;

import com.quickdumpnow.relay.model.Alert;
import com.quickdumpnow.relay.model.Attempt;
import com.quickdumpnow.relay.model.AttemptOutcome;
import com.quickdumpnow.relay.model.Claim;
import com.quickdumpnow.relay.model.Commit;
import com.quickdumpnow.relay.model.Customer;
import com.quickdumpnow.relay.model.DeliveryStatus;
import com.quickdumpnow.relay.model.DocumentSettings;
import com.quickdumpnow.relay.model.EmailAddress;
import com.quickdumpnow.relay.model.Extras;
import com.quickdumpnow.relay.model.FailureAction;
import com.quickdumpnow.relay.model.GpsPosition;
import com.quickdumpnow.relay.model.IdempotencyRecord;
import com.quickdumpnow.relay.model.Job;
import com.quickdumpnow.relay.model.JobHistory;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.model.JobStatus;
import com.quickdumpnow.relay.model.Language;
import com.quickdumpnow.relay.model.Load;
import com.quickdumpnow.relay.model.MaintenanceDocument;
import com.quickdumpnow.relay.model.MessageId;
import com.quickdumpnow.relay.model.Money;
import com.quickdumpnow.relay.model.MoveMark;
import com.quickdumpnow.relay.model.Network;
import com.quickdumpnow.relay.model.Notification;
import com.quickdumpnow.relay.model.NotificationId;
import com.quickdumpnow.relay.model.NotificationState;
import com.quickdumpnow.relay.model.PhoneNumber;
import com.quickdumpnow.relay.model.Receipt;
import com.quickdumpnow.relay.model.Recipient;
import com.quickdumpnow.relay.model.RepeatLabel;
import com.quickdumpnow.relay.model.RouteName;
import com.quickdumpnow.relay.model.StaffCall;
import com.quickdumpnow.relay.model.StatusChange;
import com.quickdumpnow.relay.model.TimeZoneName;
import com.quickdumpnow.relay.model.Trailer;
import com.quickdumpnow.relay.model.Vin;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Makes documents with everything in them, the same ones from the same seed. */
public final class RandomDocuments {
  private static final int STATES = 12;
  private static final int OUTCOMES = 6;
  private static final List<String> TEXTS =
      List.of(
          "",
          "plain",
          "\"quoted\" \\ / \b\f\n\r\t",
          "ñandú 雪 😀",
          "\u0000\u001f\u007f\u2028",
          "{}");

  private final Random random;
  private int count;

  public RandomDocuments(long seed) {
    random = new Random(seed);
  }

  public MaintenanceDocument any() {
    return MaintenanceDocument.EMPTY
        .withCommits(
            random.nextLong(Long.MAX_VALUE),
            some(_ -> new Commit(text(), random.nextLong(), instant(), extras())))
        .with(settings())
        .with(extras())
        .withJobs(some(_ -> history(some(_ -> random.nextInt(STATES)))))
        .withTrailers(some(_ -> trailer()))
        .withRecipients(some(_ -> recipient()));
  }

  /** A document in which every state of a notification and every outcome of an attempt occurs. */
  public MaintenanceDocument everything() {
    List<Integer> states = IntStream.range(0, STATES).boxed().toList();
    return MaintenanceDocument.EMPTY
        .withCommits(1, List.of(new Commit("writer", 1, instant())))
        .withJobs(List.of(history(states)))
        .withTrailers(List.of(trailer()))
        .withRecipients(List.of(recipient()));
  }

  /** So many jobs that were not there before, with a notification each. */
  public List<JobHistory> histories(int jobs) {
    return IntStream.range(0, jobs)
        .mapToObj(_ -> history(List.of(random.nextInt(STATES))))
        .toList();
  }

  private JobHistory history(List<Integer> states) {
    JobId id = new JobId("job-" + ++count);
    List<Notification> notifications = new ArrayList<>();
    for (int state : states) {
      notifications.add(notification(id, notifications.size() + 1, state));
    }
    Optional<Job> job = states.isEmpty() ? maybe(() -> job(id)) : Optional.of(job(id));
    return new JobHistory(
        id,
        job,
        notifications,
        some(_ -> stray(id)),
        some(number -> alert(id, number + 1)),
        maybe(this::call));
  }

  private Alert alert(JobId id, int number) {
    return new Alert(
        id,
        notificationId(),
        number,
        one(Alert.Kind.values()),
        text(),
        instant(),
        maybe(this::instant),
        extras());
  }

  private StaffCall call() {
    return new StaffCall(
        notificationId(),
        instant(),
        text(),
        some(_ -> new StaffCall.Cover(new JobId("job-1"), random.nextInt(), extras())),
        some(this::step),
        maybe(() -> new StaffCall.Told(instant(), text(), extras())),
        extras());
  }

  private StaffCall.Step step(int number) {
    return new StaffCall.Step(
        number,
        random.nextInt(),
        text(),
        new RouteName("primary"),
        claim(),
        one(StaffCall.Progress.values()),
        instant(),
        text(),
        extras());
  }

  private Claim claim() {
    return new Claim(
        text(), random.nextLong(), instant(), Duration.ofMillis(random.nextInt(100_000)), extras());
  }

  private Job job(JobId id) {
    Customer customer =
        new Customer(
            "Ann " + text().replace("\u0000", ""),
            maybe(this::phone),
            maybe(this::email),
            maybe(() -> new Language(random.nextBoolean() ? "en" : "es")),
            maybe(() -> new TimeZoneName(random.nextBoolean() ? "America/Denver" : "Mars/Olympus")),
            extras());
    Load load =
        new Load(
            maybe(this::text),
            maybe(() -> BigDecimal.valueOf(1 + random.nextInt(9_999_999), 3)),
            maybe(this::text),
            maybe(this::text),
            extras());
    List<StatusChange> timeline = new ArrayList<>(some(_ -> change()));
    timeline.add(change());
    return new Job(
        id,
        maybe(this::text),
        customer,
        load,
        maybe(() -> new Vin("T1-GPS")),
        timeline,
        some(
            _ ->
                new IdempotencyRecord(
                    "k",
                    "h",
                    instant(),
                    202,
                    one(JobStatus.values()),
                    maybe(this::notificationId),
                    extras())),
        extras());
  }

  private StatusChange change() {
    return new StatusChange(one(JobStatus.values()), instant(), text(), extras());
  }

  private Notification notification(JobId id, int sequence, int state) {
    List<Attempt> attempts =
        IntStream.range(0, OUTCOMES).mapToObj(kind -> attempt(kind + 1, outcome(kind))).toList();
    return new Notification(
        notificationId(),
        id,
        one(JobStatus.values()),
        sequence,
        instant(),
        maybe(this::instant),
        text(),
        random.nextInt(5),
        text(),
        random.nextInt(),
        state(state),
        attempts.subList(0, state == 0 ? OUTCOMES : random.nextInt(OUTCOMES)),
        extras());
  }

  private NotificationState state(int kind) {
    Instant at = instant();
    String why = text();
    int attempt = random.nextInt();
    return switch (kind) {
      case 0 -> new NotificationState.Pending(at, why);
      case 1 -> new NotificationState.Waiting(at, why, instant());
      case 2 -> new NotificationState.Hold(at, why);
      case 3 -> new NotificationState.Sending(at, why, attempt);
      case 4 -> new NotificationState.Reconciling(at, why, attempt, instant());
      case 5 -> new NotificationState.AwaitingReceipt(at, why, attempt, instant());
      case 6 -> new NotificationState.Emailed(at, why, attempt);
      case 7 ->
          new NotificationState.Exhausted(
              at, why, maybe(() -> new NotificationState.Called(text(), instant())));
      case 8 -> new NotificationState.Delivered(at, why, attempt);
      case 9 -> new NotificationState.Superseded(at, why, notificationId());
      case 10 -> new NotificationState.Expired(at, why);
      default -> new NotificationState.Suppressed(at, why);
    };
  }

  private Attempt attempt(int number, AttemptOutcome outcome) {
    return new Attempt(
        number,
        new RouteName("primary"),
        random.nextBoolean() ? phone() : email(),
        text(),
        random.nextInt(5),
        claim(),
        text(),
        maybe(() -> one(RepeatLabel.values())),
        text(),
        outcome,
        extras());
  }

  private AttemptOutcome outcome(int kind) {
    return switch (kind) {
      case 0 -> new AttemptOutcome.Open();
      case 1 -> new AttemptOutcome.Abandoned(instant(), text());
      case 2 -> new AttemptOutcome.Ambiguous(instant(), text());
      case 3 -> new AttemptOutcome.NoTrace(instant());
      case 4 ->
          new AttemptOutcome.Refused(
              instant(), maybe(random::nextInt), text(), one(FailureAction.values()));
      default ->
          new AttemptOutcome.Accepted(
              messageId(),
              one(DeliveryStatus.values()),
              instant(),
              maybe(this::instant),
              maybe(random::nextInt),
              maybe(() -> one(FailureAction.values())));
    };
  }

  private Receipt stray(JobId id) {
    return new Receipt(
        id,
        maybe(this::notificationId),
        maybe(random::nextInt),
        messageId(),
        one(DeliveryStatus.values()),
        maybe(random::nextInt),
        instant(),
        extras());
  }

  private Trailer trailer() {
    return new Trailer(
        new Vin("V" + ++count),
        maybe(
            () ->
                new GpsPosition(
                    random.nextDouble(-90, 90),
                    random.nextDouble(-180, 180),
                    maybe(this::instant),
                    extras())),
        maybe(this::text),
        maybe(() -> new JobId("job-1")),
        extras());
  }

  private DocumentSettings settings() {
    return new DocumentSettings(
        maybe(
            () ->
                new DocumentSettings.SendingSwitch(
                    random.nextBoolean(), instant(), text(), text(), extras())),
        maybe(
            () ->
                new DocumentSettings.DaySpending(
                    LocalDate.of(2026, 1, 1 + random.nextInt(28)),
                    new Money(random.nextLong(Long.MAX_VALUE)),
                    random.nextLong(),
                    maybe(() -> new Money(random.nextLong(Long.MAX_VALUE))),
                    random.nextBoolean(),
                    extras())),
        maybe(
            () ->
                new MoveMark(
                    one(MoveMark.State.values()),
                    1 + random.nextInt(9),
                    text(),
                    instant(),
                    extras())),
        extras());
  }

  private Recipient recipient() {
    return new Recipient(
        phone(),
        maybe(() -> new Recipient.OptOut(instant(), text(), instant(), extras())),
        some(
            _ ->
                new Recipient.PermanentFailure(
                    notificationId(), instant(), random.nextInt(), extras())),
        maybe(() -> new Recipient.Suppression(instant(), instant(), text(), extras())),
        maybe(this::instant),
        maybe(() -> new Recipient.OptIn(instant(), text(), extras())),
        some(
            _ ->
                new Recipient.Lift(
                    one(Recipient.Lift.Kind.values()),
                    instant(),
                    text(),
                    instant(),
                    instant(),
                    text(),
                    extras())),
        maybe(
            () ->
                new Network(
                    maybe(this::text), one(Network.LineType.values()), instant(), extras())),
        extras());
  }

  private Extras extras() {
    return random.nextInt(4) > 0
        ? Extras.NONE
        : new Extras(Map.of("x\"1", "{\"a\":[1.50,null,\"ñ\"]}", "x2", "null"));
  }

  private NotificationId notificationId() {
    return NotificationId.random(random);
  }

  private MessageId messageId() {
    return new MessageId("SM" + ++count);
  }

  private PhoneNumber phone() {
    return new PhoneNumber("+1619555" + (1000 + ++count));
  }

  private EmailAddress email() {
    return new EmailAddress("a" + ++count + "@example.com");
  }

  private Instant instant() {
    return Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000));
  }

  private String text() {
    return TEXTS.get(random.nextInt(TEXTS.size()));
  }

  private <T> Optional<T> maybe(Supplier<T> value) {
    return random.nextBoolean() ? Optional.of(value.get()) : Optional.empty();
  }

  private <T> List<T> some(IntFunction<T> value) {
    return IntStream.range(0, random.nextInt(4)).mapToObj(value).toList();
  }

  private <T> T one(T[] values) {
    return values[random.nextInt(values.length)];
  }
}
