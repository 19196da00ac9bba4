package com.quickdumpnow.relay.bench.world;

import com.quickdumpnow.relay.config.Settings;
import com.quickdumpnow.relay.model.ArchivedJob;
import com.quickdumpnow.relay.model.JobHistory;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.model.JobStatus;
import com.quickdumpnow.relay.model.MaintenanceDocument;
import com.quickdumpnow.relay.model.NotificationState;
import com.quickdumpnow.relay.ops.local.Installation;
import com.quickdumpnow.relay.ops.local.Ports;
import com.quickdumpnow.relay.ops.local.SeparateProgram;
import com.quickdumpnow.relay.ops.sample.Documents;
import com.quickdumpnow.relay.store.document.StoreListener;
import com.quickdumpnow.relay.store.place.StorePlace;
import com.quickdumpnow.relay.time.Clockwork;
import com.quickdumpnow.relay.token.StaffTokens;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The whole relay as it is packaged, in processes: API and webhook, worker, recorder. */
public final class Relay implements AutoCloseable {
  private final HttpClient http = HttpClient.newHttpClient();
  private final LinkedHashMap<String, Child> programs = new LinkedHashMap<>();
  private final URI api = URI.create("http://127.0.0.1:" + Ports.free().first());
  private final String staffToken = StaffTokens.mint();
  private final Map<String, String> settings;
  private final Map<String, String> place;

  /**
   * Starts it, over an empty store unless there is one already.
   *
   * @param jvm the options of each process
   * @param place of its store, as {@link World#documentPlace} and {@link World#tablePlace} give it
   * @param carrier what stands in for Twilio
   * @param recorderWindow how long a batch of receipts that is not full waits for more
   */
  public Relay(
      List<String> jvm,
      World world,
      Map<String, String> place,
      URI carrier,
      Duration recorderWindow,
      Map<String, String> overrides) {
    this.place = place;
    this.settings = new TreeMap<>(world.environment());
    settings.putAll(place);
    settings.putAll(
        Map.of(
            "QDN_NOTIFICATIONS_QUEUE_URL",
            world.newQueue(true),
            "QDN_OUTCOMES_QUEUE_URL",
            world.newQueue(false),
            "QDN_PUBLIC_URL",
            api.toString(),
            "QDN_TRACK_URL",
            "https://track.quickdumpnow.example/track",
            "QDN_TRACKING_KEYS",
            "k1=" + Base64.getEncoder().encodeToString(new byte[32]),
            "QDN_STAFF_TOKENS",
            "bench=" + StaffTokens.hash(staffToken),
            "QDN_TWILIO_AUTH_TOKENS",
            Relays.ACCOUNT + "=" + Relays.TOKEN,
            "QDN_CHAIN",
            Relays.chain(),
            "QDN_EMAIL_FROM",
            "dispatch@quickdumpnow.example"));
    settings.putAll(overrides);
    Documents.create(place, MaintenanceDocument.EMPTY);
    programs.put("API", program(jvm, "api"));
    programs.put(
        "recorder", program(jvm, "recorder", "100", Long.toString(recorderWindow.toMillis())));
    programs.put(
        "worker",
        Relays.worker(
            jvm,
            settings,
            place,
            settings.getOrDefault("QDN_NOTIFICATIONS_QUEUE_URL", ""),
            carrier,
            32,
            settings));
  }

  private Child program(List<String> jvm, String... arguments) {
    List<String> command = new ArrayList<>(Child.java());
    command.addAll(jvm);
    command.addAll(
        List.of(
            "-Dlogback.configurationFile=qdn-logback.xml",
            "-Dqdn.home=" + Installation.find().home(),
            "-cp",
            System.getProperty("java.class.path"),
            SeparateProgram.class.getName()));
    command.addAll(List.of(arguments));
    return new Child(command, settings, SeparateProgram.READY, _ -> {});
  }

  /** Its processes by what they are. */
  public Map<String, Child> programs() {
    return Collections.unmodifiableMap(programs);
  }

  /** How many bytes the document has as it is stored. */
  public int documentBytes() {
    return World.documentBytes(place);
  }

  /** Those of the jobs whose text about that status was not sent, as a newer one overtook it. */
  public Set<String> overtaken(Collection<String> jobs, JobStatus status) {
    Set<String> overtaken = new HashSet<>();
    Settings where = Settings.of(place);
    try (StorePlace.Open open =
        where
            .build(StorePlace.of(where))
            .open(Clockwork.system(), new SecureRandom(), StoreListener.NONE)) {
      MaintenanceDocument document = open.store().read().document();
      for (String job : jobs) {
        JobId id = new JobId(job);
        JobHistory history =
            open.store()
                .archive()
                .find(id)
                .map(ArchivedJob::history)
                .orElseGet(() -> document.job(id));
        if (history.notifications().stream()
            .anyMatch(
                text ->
                    text.about() == status
                        && text.state() instanceof NotificationState.Superseded)) {
          overtaken.add(job);
        }
      }
    }
    return overtaken;
  }

  /** A new job of a new customer; whether the API took it. */
  public boolean begin(String job, String phone) throws InterruptedException {
    return isTaken(
        job,
        "begin",
        """
        {"status":"queued","customer":{"name":"Ana Lopez","phone":"%s"},
         "load":{"material":"Dirt","tons":8,"address":"1200 Oak St"}}\
        """
            .formatted(phone));
  }

  /** The job comes to its end; whether the API took it. */
  public boolean cancel(String job) throws InterruptedException {
    return isTaken(job, "cancel", "{\"status\":\"cancelled\"}");
  }

  private boolean isTaken(String job, String call, String body) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(api.resolve("/jobs/" + job + "/status"))
            .timeout(Duration.ofSeconds(30))
            .header("Authorization", "Bearer " + staffToken)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", job + "-" + call)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      return http.send(request, BodyHandlers.discarding()).statusCode() / 100 == 2;
    } catch (IOException _) {
      return false;
    }
  }

  @Override
  public void close() {
    programs.sequencedValues().reversed().forEach(Child::close);
    http.close();
  }
}
