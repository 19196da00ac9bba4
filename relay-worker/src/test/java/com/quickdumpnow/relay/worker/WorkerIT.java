package com.quickdumpnow.relay.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.quickdumpnow.relay.config.ConfigurationException;
import com.quickdumpnow.relay.localcloud.testing.CloudUnderTest;
import com.quickdumpnow.relay.localcloud.twilio.LocalTwilio;
import com.quickdumpnow.relay.localcloud.twilio.TwilioSettings;
import com.quickdumpnow.relay.model.Customer;
import com.quickdumpnow.relay.model.Extras;
import com.quickdumpnow.relay.model.Job;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.model.JobStatus;
import com.quickdumpnow.relay.model.Load;
import com.quickdumpnow.relay.model.MaintenanceDocument;
import com.quickdumpnow.relay.model.Notification;
import com.quickdumpnow.relay.model.NotificationId;
import com.quickdumpnow.relay.model.NotificationState;
import com.quickdumpnow.relay.model.PhoneNumber;
import com.quickdumpnow.relay.model.StatusChange;
import com.quickdumpnow.relay.store.Changed;
import com.quickdumpnow.relay.store.document.DocumentStore;
import com.quickdumpnow.relay.store.document.StoreListener;
import com.quickdumpnow.relay.store.s3.S3ObjectStore;
import com.quickdumpnow.relay.time.Clockwork;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The whole program over the real protocols. Its trigger is lost: the sweeper has to make one. */
final class WorkerIT {
  private static final String ACCOUNT = "AC" + "a".repeat(32);
  private static final JobId JOB = new JobId("job-1");
  private static final NotificationId ID = new NotificationId("n_aaaaaaaaaaaaaaaa");
  private static final String PHONE = "+16195551234";

  private final CloudUnderTest cloud = CloudUnderTest.shared();
  private final String bucket = cloud.newBucket();
  private LocalTwilio twilio;
  private Map<String, String> properties = Map.of();

  @BeforeEach
  void pointTheSdkAtTheCloud() {
    properties =
        Map.of(
            "aws.region",
            "us-east-1",
            "aws.accessKeyId",
            "test",
            "aws.secretAccessKey",
            "test",
            "aws.endpointUrlSqs",
            cloud.sqsEndpoint().toString(),
            "aws.endpointUrlS3",
            cloud.s3Endpoint().toString(),
            "aws.endpointUrlSes",
            cloud.sesEndpoint().toString());
    properties.forEach(System::setProperty);
    twilio = LocalTwilio.start(TwilioSettings.of(ACCOUNT, "token"));
  }

  @AfterEach
  void tidyUp() {
    properties.keySet().forEach(System::clearProperty);
    twilio.close();
  }

  private Map<String, String> environment() {
    return Map.of(
        "QDN_STAFF_CHAIN",
        "{\"people\":[],\"email\":\"staff@example.com\"}",
        "QDN_BUCKET",
        bucket,
        "QDN_NOTIFICATIONS_QUEUE_URL",
        cloud.newFifoQueue(Duration.ofSeconds(30)),
        "QDN_PUBLIC_URL",
        "http://127.0.0.1:9",
        "QDN_CHAIN",
        "{\"routes\":[{\"name\":\"primary\",\"account\":\"%s\",\"from\":\"+15005550006\"}]}"
            .formatted(ACCOUNT),
        "QDN_TWILIO_AUTH_TOKENS",
        ACCOUNT + "=token",
        "QDN_TWILIO_BASE_URL",
        twilio.uri().toString(),
        "QDN_EMAIL_FROM",
        "dispatch@example.com",
        "QDN_HTTP_PORT",
        "0",
        "QDN_SWEEP_EVERY",
        "500ms");
  }

  /** Two minutes old, so that its trigger counts as lost. */
  private static Notification notification() {
    Instant then = Instant.now().minus(Duration.ofMinutes(2));
    return new Notification(
        ID,
        JOB,
        JobStatus.QUEUED,
        1,
        then,
        Optional.empty(),
        "QDN: your load is booked.",
        1,
        "quickdumpnow.com/track?j=x",
        1,
        new NotificationState.Pending(then, "new"),
        List.of(),
        Extras.NONE);
  }

  private static Job job() {
    return new Job(
        JOB,
        Optional.empty(),
        new Customer("Ann", Optional.of(new PhoneNumber(PHONE)), Optional.empty(), Extras.NONE),
        Load.UNKNOWN,
        Optional.empty(),
        List.of(new StatusChange(JobStatus.QUEUED, Instant.now(), "test")),
        List.of(),
        Extras.NONE);
  }

  private static String health(Worker worker) {
    try {
      return get(worker, "/health").body();
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static HttpResponse<String> get(Worker worker, String path)
      throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      URI uri = URI.create("http://127.0.0.1:" + worker.httpPort() + path);
      return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }
  }

  @Test
  void start_portTaken_endsBeforeAnythingIsPolled() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        ServerSocket queue = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      System.setProperty("aws.endpointUrlSqs", "http://127.0.0.1:" + queue.getLocalPort());
      Map<String, String> environment = new HashMap<>(environment());
      environment.put("QDN_HTTP_PORT", Integer.toString(taken.getLocalPort()));

      assertThatThrownBy(() -> Worker.start(environment))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining(
              "QDN_HTTP_PORT cannot be opened: something else has port " + taken.getLocalPort());

      queue.setSoTimeout(1000);
      assertThatThrownBy(queue::accept).isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void start_notificationWhoseTriggerGotLost_textedOnceAndCounted() throws Exception {
    try (S3ObjectStore objects = S3ObjectStore.of(bucket)) {
      DocumentStore store =
          new DocumentStore(
              objects,
              "maintenance.json",
              Clockwork.system(),
              new SecureRandom(),
              StoreListener.NONE);
      store.create(MaintenanceDocument.EMPTY);
      var _ =
          store.changeJob(
              JOB, scope -> new Changed<>(scope.history().with(job()).with(notification()), true));

      var beforeWell = new AtomicReference<String>();
      try (Worker worker =
          Worker.start(environment(), started -> beforeWell.set(health(started)))) {
        assertThat(beforeWell.get()).contains("\"status\":\"starting\"");

        String sent = "qdn_sent_total{outcome=\"accepted\",route=\"primary\"} 1.0";
        long deadline = System.nanoTime() + Duration.ofSeconds(40).toNanos();
        // The handset has the text a moment after Twilio said yes.
        while ((!get(worker, "/metrics").body().contains(sent) || twilio.handset(PHONE).isEmpty())
            && System.nanoTime() < deadline) {
          LockSupport.parkNanos(50_000_000);
        }

        assertThat(twilio.handset(PHONE)).hasSize(1);
        assertThat(get(worker, "/metrics").body())
            .contains(sent, "qdn_route_up{route=\"primary\"} 1.0", "qdn_polling 1.0");
        assertThat(get(worker, "/health").statusCode()).isEqualTo(200);
        assertThat(get(worker, "/health").body())
            .isEqualTo(
                "{\"status\":\"ok\",\"reasons\":[],\"workers\":1,\"leads\":true,\"share\":1.0}");
      }

      assertThat(store.read().document().job(JOB).notification(ID).orElseThrow().state())
          .isInstanceOf(NotificationState.AwaitingReceipt.class);
    }
  }
}
