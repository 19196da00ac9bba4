package com.quickdumpnow.relay.api;

import com.quickdumpnow.relay.api.http.Router;
import com.quickdumpnow.relay.json.TemplatesJson;
import com.quickdumpnow.relay.model.JobHistory;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.model.Notification;
import com.quickdumpnow.relay.model.NotificationId;
import com.quickdumpnow.relay.store.memory.InMemoryStore;
import com.quickdumpnow.relay.token.StaffTokens;
import com.quickdumpnow.relay.token.TrackingTokens;
import com.quickdumpnow.relay.trace.Tracer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.Random;

/** The whole API on fakes, with a clock that moves when told to. */
final class ApiFixture {
  static final String STAFF_TOKEN = "qdn_staff_token_of_the_tests";
  static final String ORIGIN = "https://dashboard.quickdumpnow.com";
  static final String TRACKING_KEYS = "k1=MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";
  static final Map<String, String> ENVIRONMENT =
      Map.of(
          "QDN_BUCKET",
          "qdn",
          "QDN_NOTIFICATIONS_QUEUE_URL",
          "http://127.0.0.1:1/queue/notifications.fifo",
          "QDN_TRACK_URL",
          "quickdumpnow.com/track",
          "QDN_TRACKING_KEYS",
          TRACKING_KEYS,
          "QDN_STAFF_TOKENS",
          "dana=" + StaffTokens.hash(STAFF_TOKEN),
          "QDN_CORS_ORIGINS",
          ORIGIN + ",https://quickdumpnow.com");

  /** A job's first status, complete. */
  static final String FIRST =
      """
      {"status":"queued","dispatchId":"D-7",
       "customer":{"name":"Ana Ruiz","phone":"+16195551234","email":"ana@example.com"},
       "load":{"material":"gravel","tons":12.5,"address":"5 Elm St","notes":"ring twice"},
       "trailerVin":"T1-GPS"}\
      """;

  final InMemoryStore store = new InMemoryStore();
  final FakeTriggerQueue triggers = new FakeTriggerQueue();
  final SettableClock clock = new SettableClock();
  private final Api api;
  private final ApiHandler handler;

  ApiFixture() {
    Random random = new Random(7);
    ApiConfig config = ApiConfig.of(ENVIRONMENT);
    api =
        new Api(
            config,
            config.staffTokens()::identify,
            TemplatesJson.standard(),
            store,
            triggers,
            clock,
            () -> NotificationId.random(random),
            Tracer.OFF);
    handler = new ApiHandler(api);
  }

  Router router() {
    return api.router();
  }

  static String token(String jobId) {
    return TrackingTokens.parse(TRACKING_KEYS).issue(new JobId(jobId));
  }

  Answer send(Call call) {
    return send(call.event(false));
  }

  Answer send(byte[] event) {
    ByteArrayOutputStream reply = new ByteArrayOutputStream();
    try {
      handler.handleRequest(new ByteArrayInputStream(event), reply, new FakeContext());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Answer.of(reply.toByteArray());
  }

  /** Changes the status and lets a second pass. */
  Answer status(String jobId, String body) {
    Answer answer = send(Call.status(jobId, body));
    pass(Duration.ofSeconds(1));
    return answer;
  }

  void pass(Duration time) {
    clock.pass(time);
  }

  Notification newest(String jobId) {
    return history(jobId).newest().orElseThrow();
  }

  JobHistory history(String jobId) {
    return store.document().job(new JobId(jobId));
  }
}
