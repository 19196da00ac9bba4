package com.quickdumpnow.relay.ops.chaos;

import com.quickdumpnow.relay.config.Secret;
import com.quickdumpnow.relay.localcloud.twilio.TwilioSignature;
import com.quickdumpnow.relay.localcloud.web.Form;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.model.MessageId;
import com.quickdumpnow.relay.model.NotificationId;
import com.quickdumpnow.relay.ops.local.Carriers;
import com.quickdumpnow.relay.ops.local.StandIns;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** Posts receipts to the webhook as Twilio does: signed, and again when it is not taken. */
final class ReceiptSender implements AutoCloseable {
  static final int IN_FLIGHT = 32;

  /** As the callback's URL asks Twilio to. */
  private static final int RETRIES = 5;

  private static final Duration READ = Duration.ofSeconds(3);

  private final URI api;
  private final Secret token;
  private final Semaphore permits = new Semaphore(IN_FLIGHT);
  private final ConcurrentLinkedQueue<Long> millis = new ConcurrentLinkedQueue<>();
  private final AtomicInteger repeated = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  ReceiptSender(StandIns world) {
    this.api = world.api();
    this.token = world.primaryToken();
  }

  record Receipt(JobId job, NotificationId notification, MessageId message, String status) {}

  /**
   * What came of it.
   *
   * @param sortedMillis of every request that was answered, the shortest first
   * @param repeated requests that were a second or later try
   * @param refused receipts that were not taken at all
   */
  record Sending(int receipts, List<Long> sortedMillis, int repeated, int refused) {
    Sending {
      sortedMillis = List.copyOf(sortedMillis);
    }

    /** In milliseconds; 0 when nothing was answered. */
    long percentile(int percent) {
      int size = sortedMillis.size();
      return size == 0 ? 0 : sortedMillis.get(Math.max(0, (size * percent + 99) / 100 - 1));
    }
  }

  Sending send(List<Receipt> receipts) throws InterruptedException {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Receipt receipt : receipts) {
        permits.acquire();
        threads.execute(() -> insist(receipt));
      }
    }
    return new Sending(
        receipts.size(), millis.stream().sorted().toList(), repeated.get(), refused.get());
  }

  private void insist(Receipt receipt) {
    try {
      HttpRequest request = request(receipt);
      for (int attempt = 0; attempt <= RETRIES; attempt++) {
        if (attempt > 0) {
          repeated.incrementAndGet();
        }
        if (isTaken(request)) {
          return;
        }
      }
      refused.incrementAndGet();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      permits.release();
    }
  }

  private boolean isTaken(HttpRequest request) throws InterruptedException {
    long start = System.nanoTime();
    try {
      int status = http.send(request, BodyHandlers.discarding()).statusCode();
      millis.add(Duration.ofNanos(System.nanoTime() - start).toMillis());
      return status / 100 == 2;
    } catch (IOException _) {
      return false;
    }
  }

  private HttpRequest request(Receipt receipt) {
    String url =
        "%s/jobs/%s/messages?nid=%s&attempt=1"
            .formatted(api, receipt.job(), receipt.notification());
    Map<String, String> form = new TreeMap<>();
    form.put("MessageSid", receipt.message().value());
    form.put("SmsSid", receipt.message().value());
    form.put("MessageStatus", receipt.status());
    form.put("SmsStatus", receipt.status());
    form.put("AccountSid", Carriers.PRIMARY_ACCOUNT);
    form.put("From", Carriers.PRIMARY);
    form.put("To", "+12105550100");
    form.put("ApiVersion", "2010-04-01");
    return HttpRequest.newBuilder(URI.create(url))
        .timeout(READ)
        .header("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8")
        .header("X-Twilio-Signature", TwilioSignature.sign(token.reveal(), url, form))
        .POST(HttpRequest.BodyPublishers.ofString(Form.encode(form)))
        .build();
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
