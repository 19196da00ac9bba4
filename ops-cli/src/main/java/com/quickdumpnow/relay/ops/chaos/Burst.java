package com.quickdumpnow.relay.ops.chaos;

import com.quickdumpnow.relay.model.AttemptOutcome.Accepted;
import com.quickdumpnow.relay.model.DeliveryStatus;
import com.quickdumpnow.relay.model.JobHistory;
import com.quickdumpnow.relay.model.MaintenanceDocument;
import com.quickdumpnow.relay.model.MessageId;
import com.quickdumpnow.relay.model.Notification;
import com.quickdumpnow.relay.ops.chaos.Programs.Batching;
import com.quickdumpnow.relay.ops.chaos.ReceiptSender.Sending;
import com.quickdumpnow.relay.ops.local.StandIns;
import com.quickdumpnow.relay.ops.sample.Documents;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * All receipts of many texts at once, signed, over HTTP, in any order. Most texts turn out to be
 * delivered; of the others the last word is <em>sent</em>.
 */
final class Burst {
  static final int RECEIPTS_OF_A_TEXT = 2;

  /** One in so many texts is never said to be delivered. */
  private static final int UNDELIVERED_ONE_IN = 5;

  private static final Batching BATCHING = new Batching(1_000, Duration.ofSeconds(1));
  private static final Duration LOOK = Duration.ofSeconds(4);

  private final StandIns world;
  private final Plan plan;
  private final Random random;
  private final Consumer<String> progress;
  private final Map<MessageId, DeliveryStatus> expected = new HashMap<>();
  private final long begin = System.nanoTime();

  Burst(StandIns world, Plan plan, Random random, Consumer<String> progress) {
    this.world = world;
    this.plan = plan;
    this.random = random;
    this.progress = progress;
  }

  Report run() throws InterruptedException {
    MaintenanceDocument before = document();
    List<ReceiptSender.Receipt> receipts = receipts(before);
    try (Programs programs = Programs.start(world, Map.of(), BATCHING);
        ReceiptSender sender = new ReceiptSender(world)) {
      tell("%d receipts of %d texts".formatted(receipts.size(), expected.size()));
      long start = System.nanoTime();
      Sending sending = sender.send(receipts);
      Duration sent = Duration.ofNanos(System.nanoTime() - start);
      tell("all are sent");
      awaitRecorded();
      Duration recorded = Duration.ofNanos(System.nanoTime() - start);
      programs.stop();
      return report(before, document(), sending, sent, recorded);
    }
  }

  private List<ReceiptSender.Receipt> receipts(MaintenanceDocument document) {
    List<ReceiptSender.Receipt> receipts = new ArrayList<>();
    for (JobHistory history : document.jobs().values()) {
      Notification notification = history.notifications().getFirst();
      MessageId id = notification.attempts().getFirst().messageId().orElseThrow();
      boolean delivered = random.nextInt(UNDELIVERED_ONE_IN) > 0;
      expected.put(id, delivered ? DeliveryStatus.DELIVERED : DeliveryStatus.SENT);
      List<String> statuses = delivered ? List.of("sent", "delivered") : List.of("queued", "sent");
      statuses.forEach(
          status ->
              receipts.add(new ReceiptSender.Receipt(history.id(), notification.id(), id, status)));
    }
    Collections.shuffle(receipts, random);
    return receipts;
  }

  private void awaitRecorded() throws InterruptedException {
    long end = System.nanoTime() + plan.patience().toNanos();
    int missing = missing(document());
    while (missing > 0 && System.nanoTime() - end < 0) {
      tell(missing + " texts are not up to date yet");
      TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
      missing = missing(document());
    }
  }

  private int missing(MaintenanceDocument document) {
    int asExpected = 0;
    for (JobHistory history : document.jobs().values()) {
      for (Notification notification : history.notifications()) {
        if (notification.attempts().getFirst().outcome() instanceof Accepted accepted
            && accepted.status() == expected.get(accepted.messageId())) {
          asExpected++;
        }
      }
    }
    return expected.size() - asExpected;
  }

  private Report report(
      MaintenanceDocument before,
      MaintenanceDocument after,
      Sending sending,
      Duration sent,
      Duration recorded) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "seed %d: %d receipts of %d texts, %d in flight at a time"
            .formatted(plan.seed(), sending.receipts(), expected.size(), ReceiptSender.IN_FLIGHT));
    lines.add(
        "webhook: p50 %d ms, p99 %d ms, longest %d ms; all taken in %.1f s, %d tries were repeated"
            .formatted(
                sending.percentile(50),
                sending.percentile(99),
                sending.percentile(100),
                sent.toMillis() / 1000.0,
                sending.repeated()));
    int strays = after.jobs().values().stream().mapToInt(job -> job.strays().size()).sum();
    lines.add(
        "recorded within %.1f s in %d commits; texts that are not as the receipts say %d, strays %d"
            .formatted(
                recorded.toMillis() / 1000.0,
                after.revision() - before.revision(),
                missing(after),
                strays));
    List<String> broken = new ArrayList<>();
    if (sending.refused() > 0) {
      broken.add("the webhook did not take " + sending.refused() + " receipts");
    }
    if (missing(after) > 0) {
      broken.add(missing(after) + " texts are not as their receipts say");
    }
    if (strays > 0) {
      broken.add(strays + " receipts were kept as strays");
    }
    if (!after.jobs().keySet().containsAll(before.jobs().keySet())) {
      broken.add("jobs are missing from the document");
    }
    int texts = world.twilio().messages().size();
    if (texts > 0) {
      broken.add(texts + " texts were sent although nothing had failed");
    }
    return new Report(lines, broken);
  }

  private MaintenanceDocument document() {
    return Documents.read(world.environmentOfAProcess());
  }

  private void tell(String words) {
    long seconds = Duration.ofNanos(System.nanoTime() - begin).toSeconds();
    progress.accept("%4d s  %s".formatted(seconds, words));
  }
}
