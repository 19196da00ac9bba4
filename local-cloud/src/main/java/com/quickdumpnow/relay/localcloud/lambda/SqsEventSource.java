package com.quickdumpnow.relay.localcloud.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lambda's poller with {@code ReportBatchItemFailures}: gathers a batch, invokes the function,
 * deletes what succeeded. What the answer names as failed stays and comes again after the queue's
 * visibility timeout; so does the whole batch when the function fails or its answer names a message
 * that is not in the batch. From a FIFO queue a batch has at most 10 messages and waits for no
 * more.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html">Partial
 *     batch responses</a>
 */
public final class SqsEventSource implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(SqsEventSource.class);
  private static final int FIFO_BATCH = 10;
  private static final Duration LONG_POLL = Duration.ofSeconds(20);
  private static final Duration AFTER_ERROR = Duration.ofSeconds(1);
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(5);

  private final SqsQueue queue;
  private final LocalLambda function;
  private final int batchSize;
  private final Duration window;
  private final Thread poller;
  private final ReentrantLock handling = new ReentrantLock();

  private SqsEventSource(SqsQueue queue, LocalLambda function, int batchSize, Duration window) {
    this.queue = queue;
    this.function = function;
    this.batchSize = queue.isFifo() ? Math.min(batchSize, FIFO_BATCH) : batchSize;
    this.window = queue.isFifo() ? Duration.ZERO : window;
    this.poller = Thread.ofVirtual().name("sqs-" + queue.name()).unstarted(this::poll);
  }

  /**
   * Starts polling.
   *
   * @param queueUrl as the SDK would use it
   * @param batchSize 1 to 10,000
   * @param window how long a batch that is not full waits for more, zero to five minutes
   */
  public static SqsEventSource start(
      URI queueUrl, LocalLambda function, int batchSize, Duration window) {
    if (batchSize < 1 || batchSize > 10_000 || window.isNegative()) {
      throw new IllegalArgumentException("batchSize must be 1 to 10000, window not negative");
    }
    SqsEventSource source = new SqsEventSource(new SqsQueue(queueUrl), function, batchSize, window);
    source.poller.start();
    return source;
  }

  private void poll() {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        List<JsonNode> batch = gather();
        if (!batch.isEmpty()) {
          handle(batch);
        }
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      } catch (IOException | RuntimeException e) {
        log.atWarn().addKeyValue("queue", queue.name()).setCause(e).log("a batch was not handled");
        pause();
      }
    }
  }

  /** Holds the lock, so that a stop lets the batch in hand finish. */
  private void handle(List<JsonNode> batch) throws IOException, InterruptedException {
    handling.lock();
    try {
      queue.delete(succeeded(batch));
    } finally {
      handling.unlock();
    }
  }

  private List<JsonNode> gather() throws IOException, InterruptedException {
    List<JsonNode> batch = new ArrayList<>(queue.receive(batchSize, LONG_POLL));
    long end = System.nanoTime() + window.toNanos();
    while (!batch.isEmpty() && batch.size() < batchSize && System.nanoTime() - end < 0) {
      List<JsonNode> more = queue.receive(batchSize - batch.size(), Duration.ZERO);
      batch.addAll(more);
      if (more.isEmpty()) {
        Thread.sleep(Math.min(50, Math.max(1, window.toMillis() / 10)));
      }
    }
    return batch;
  }

  private List<JsonNode> succeeded(List<JsonNode> batch) throws InterruptedException {
    try {
      byte[] event = SqsEvent.of(batch, queue.name()).toString().getBytes(UTF_8);
      Optional<Set<String>> failed = failures(function.invoke(event), batch);
      return failed
          .map(f -> batch.stream().filter(m -> !f.contains(id(m))).toList())
          .orElse(List.of());
    } catch (FunctionException _) {
      return List.of();
    }
  }

  /** The ids of the failed messages; empty when the answer makes no sense. */
  private static Optional<Set<String>> failures(byte[] answer, List<JsonNode> batch) {
    Set<String> failed = new HashSet<>();
    try {
      JsonNode json = HttpApiEvent.JSON.readTree(answer);
      json.path("batchItemFailures").forEach(f -> failed.add(f.path("itemIdentifier").asText()));
    } catch (IOException _) {
      return Optional.empty();
    }
    Set<String> known = new HashSet<>();
    batch.forEach(m -> known.add(id(m)));
    return known.containsAll(failed) ? Optional.of(failed) : Optional.empty();
  }

  private static String id(JsonNode message) {
    return message.path("MessageId").asText();
  }

  private static void pause() {
    try {
      Thread.sleep(AFTER_ERROR);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** Stops polling and waits for the batch in hand, at most five seconds. */
  @Override
  public void close() {
    try {
      boolean finished = handling.tryLock(STOP_PATIENCE.toSeconds(), TimeUnit.SECONDS);
      poller.interrupt();
      if (finished) {
        handling.unlock();
      }
      if (!finished || !poller.join(STOP_PATIENCE)) {
        log.atWarn().addKeyValue("queue", queue.name()).log("the poller did not stop in time");
      }
    } catch (InterruptedException _) {
      poller.interrupt();
      Thread.currentThread().interrupt();
    }
    queue.close();
  }
}
