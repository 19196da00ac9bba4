package com.quickdumpnow.relay.api;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.quickdumpnow.relay.api.http.StaffDirectory;
import com.quickdumpnow.relay.api.staff.StaffTokenSources;
import com.quickdumpnow.relay.api.staff.StoredStaffTokens;
import com.quickdumpnow.relay.config.Settings;
import com.quickdumpnow.relay.lambda.HttpEvent;
import com.quickdumpnow.relay.lambda.SnapStart;
import com.quickdumpnow.relay.lambda.Wiring;
import com.quickdumpnow.relay.model.NotificationId;
import com.quickdumpnow.relay.queue.TriggerQueue;
import com.quickdumpnow.relay.queue.sqs.SqsTriggerQueue;
import com.quickdumpnow.relay.store.MaintenanceStore;
import com.quickdumpnow.relay.store.document.StoreListener;
import com.quickdumpnow.relay.store.place.StorePlace;
import com.quickdumpnow.relay.store.s3.S3ObjectStore;
import com.quickdumpnow.relay.store.s3.StoredTexts;
import com.quickdumpnow.relay.text.Templates;
import com.quickdumpnow.relay.time.Clockwork;
import com.quickdumpnow.relay.trace.TracedTriggers;
import com.quickdumpnow.relay.trace.Tracer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The Lambda behind the job API: takes API Gateway's HTTP events of payload 2.0. Thread-safe. */
public final class ApiHandler implements RequestStreamHandler {
  private final Supplier<Api> api;

  @SuppressWarnings("UnusedVariable") // Held on to, as the runtime does so weakly.
  private final Optional<SnapStart> snapStart;

  /** Wired from the process's environment, as Lambda calls it. */
  public ApiHandler() {
    this(System.getenv());
  }

  /**
   * @param environment the README lists its variables; the AWS SDK's own are always the process's
   * @throws com.quickdumpnow.relay.config.ConfigurationException with every problem at once; from
   *     the first request where a value is a secret's
   */
  public ApiHandler(Map<String, String> environment) {
    this(
        Wiring.of(environment, settings -> wired(ApiConfig.of(settings)), Api::close),
        Optional.of(SnapStart.warmedBy(() -> warmUp(environment))));
  }

  ApiHandler(Api api) {
    this(() -> api, Optional.empty());
  }

  private ApiHandler(Supplier<Api> api, Optional<SnapStart> snapStart) {
    this.api = api;
    this.snapStart = snapStart;
  }

  /** For the simulation: with a world of its own, and otherwise as shipped. */
  public static ApiHandler over(
      Map<String, String> environment,
      MaintenanceStore store,
      TriggerQueue triggers,
      InstantSource clock,
      Supplier<NotificationId> ids) {
    ApiConfig config = ApiConfig.of(environment);
    return new ApiHandler(
        new Api(
            config,
            config.staffTokens()::identify,
            templates(config),
            store,
            triggers,
            clock,
            ids,
            Tracer.OFF));
  }

  private static Api wired(ApiConfig config) {
    SecureRandom random = new SecureRandom();
    Tracer tracer = config.tracing().tracer("qdn-api");
    return new Api(
        config,
        directory(config.staffTokens()),
        templates(config),
        store(config.place(), random),
        TracedTriggers.of(SqsTriggerQueue.of(config.notificationsQueue().toString()), tracer),
        Clockwork.system(),
        () -> NotificationId.random(random),
        tracer);
  }

  private static Templates templates(ApiConfig config) {
    return config.templates().load(StoredTexts::read);
  }

  private static StaffDirectory directory(StaffTokenSources sources) {
    Optional<StoredStaffTokens> stored =
        sources
            .object()
            .map(
                place ->
                    new StoredStaffTokens(
                        S3ObjectStore.of(place.bucket()), place.key(), InstantSource.system()));
    return token ->
        sources.identify(token).or(() -> stored.flatMap(tokens -> tokens.identify(token)));
  }

  /** One read of the store, which changes nothing, goes through most of what a request needs. */
  private static void warmUp(Map<String, String> environment) {
    Settings settings = Settings.of(environment);
    var _ = store(settings.build(StorePlace.of(settings)), new SecureRandom()).settings();
  }

  private static MaintenanceStore store(StorePlace place, SecureRandom random) {
    return place.open(Clockwork.system(), random, StoreListener.NONE).store();
  }

  @Override
  public void handleRequest(InputStream event, OutputStream reply, Context context)
      throws IOException {
    api.get().answer(HttpEvent.read(event), context.getAwsRequestId()).write(reply);
  }
}
