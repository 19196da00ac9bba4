package com.quickdumpnow.relay.ops.doctor;

import com.quickdumpnow.relay.ops.aws.AwsException;
import com.quickdumpnow.relay.ops.aws.QueueProbe;
import com.quickdumpnow.relay.ops.aws.QueueProbe.Facts;
import com.quickdumpnow.relay.ops.deployment.Deployment;
import java.time.Duration;
import java.util.Optional;

/** Both queues and their dead letters: there, set up as the stack does, and open to operators. */
final class QueuesCheck implements Check {
  private static final Duration LEAST_VISIBILITY = Duration.ofSeconds(30);
  private static final Duration LEAST_RETENTION = Duration.ofDays(4);
  private static final int LEAST_RECEIVES = 5;

  private final Deployment on;

  QueuesCheck(Deployment on) {
    this.on = on;
  }

  @Override
  public String area() {
    return "queues";
  }

  @Override
  public void examine(Notes notes) {
    try (QueueProbe queues = QueueProbe.open()) {
      examine("QDN_NOTIFICATIONS_QUEUE_URL", true, queues, notes);
      examine("QDN_OUTCOMES_QUEUE_URL", false, queues, notes);
    } catch (AwsException e) {
      notes.wrong(finding(e), String.valueOf(e.getMessage()));
    }
  }

  private void examine(String setting, boolean fifo, QueueProbe queues, Notes notes) {
    Optional<String> url = on.read(s -> s.text(setting).optional());
    if (url.isEmpty()) {
      notes.notSeen("not looked at: %s is not set".formatted(setting));
      return;
    }
    String name = url.get().substring(url.get().lastIndexOf('/') + 1);
    try {
      Optional<Facts> facts = queues.facts(url.get());
      if (facts.isEmpty()) {
        notes.wrong(Finding.QUEUE_MISSING, "there is no queue " + name);
        return;
      }
      examine(new Named(name, facts.get()), fifo, notes);
      notes.judge(
          queues.maySend(url.get()),
          name + " may be sent to, as far as a batch of nothing tells",
          Finding.QUEUE_SEND_FORBIDDEN,
          "these credentials may not send to " + name);
      if (facts.get().receives().isPresent()) {
        examineDeadLetters(name, queues.deadLetters(url.get()), queues, notes);
      }
    } catch (AwsException e) {
      notes.wrong(finding(e), name + ": " + e.getMessage());
    }
  }

  private record Named(String name, Facts facts) {
    void require(boolean holds, Finding finding, String wrong, Notes notes) {
      if (!holds) {
        notes.wrong(finding, name + " " + wrong);
      }
    }
  }

  private static void examine(Named queue, boolean fifo, Notes notes) {
    Facts is = queue.facts();
    queue.require(
        is.fifo() == fifo,
        Finding.QUEUE_KIND_WRONG,
        fifo ? "is no FIFO queue" : "is a FIFO queue",
        notes);
    queue.require(
        is.visibility().compareTo(LEAST_VISIBILITY) >= 0,
        Finding.QUEUE_VISIBILITY_SHORT,
        "hides what is in hand for %d s only".formatted(is.visibility().toSeconds()),
        notes);
    queue.require(
        is.retention().filter(kept -> kept.compareTo(LEAST_RETENTION) < 0).isEmpty(),
        Finding.QUEUE_RETENTION_SHORT,
        "forgets within " + is.retention().map(Duration::toHours).orElse(0L) + " hours",
        notes);
    queue.require(
        is.delay().isZero(),
        Finding.QUEUE_DELAYED,
        "delays by %d s".formatted(is.delay().toSeconds()),
        notes);
    queue.require(
        !is.byContent(),
        Finding.QUEUE_DEDUPLICATES_CONTENT,
        "takes messages of the same content for one",
        notes);
    queue.require(
        is.receives().isPresent(),
        Finding.QUEUE_WITHOUT_DEAD_LETTERS,
        "has no dead-letter queue",
        notes);
    queue.require(
        is.receives().filter(most -> most < LEAST_RECEIVES).isEmpty(),
        Finding.QUEUE_GIVES_UP_EARLY,
        "gives a message up after %d receives".formatted(is.receives().orElse(0)),
        notes);
    notes.fine("%s is there; about %d messages wait".formatted(queue.name(), is.waiting()));
  }

  private static void examineDeadLetters(
      String name, Optional<String> url, QueueProbe queues, Notes notes) {
    Optional<Facts> dead = url.flatMap(queues::facts);
    if (dead.isEmpty()) {
      notes.wrong(
          Finding.DEAD_LETTER_QUEUE_MISSING, "the dead-letter queue of " + name + " is gone");
      return;
    }
    int waiting = dead.get().waiting();
    notes.judge(
        waiting == 0,
        name + " has no dead letters",
        Finding.DEAD_LETTERS_WAITING,
        "about %d dead letters of %s wait".formatted(waiting, name));
    notes.judge(
        queues.mayReceive(url.orElseThrow()),
        "dead letters of %s may be received".formatted(name),
        Finding.QUEUE_RECEIVE_FORBIDDEN,
        "these credentials may not receive dead letters of " + name);
  }

  private static Finding finding(AwsException e) {
    return e.isForbidden() ? Finding.QUEUE_FORBIDDEN : Finding.SQS_UNREACHABLE;
  }
}
