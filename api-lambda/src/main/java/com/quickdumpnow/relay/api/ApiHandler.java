package com.quickdumpnow.relay.api;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.quickdumpnow.relay.lambda.HttpEvent;
import com.quickdumpnow.relay.lambda.runtime.RuntimeLoop;
import com.quickdumpnow.relay.model.NotificationId;
import com.quickdumpnow.relay.queue.TriggerQueue;
import com.quickdumpnow.relay.queue.sqs.SqsTriggerQueue;
import com.quickdumpnow.relay.store.MaintenanceStore;
import com.quickdumpnow.relay.store.document.DocumentStore;
import com.quickdumpnow.relay.store.document.StoreListener;
import com.quickdumpnow.relay.store.s3.S3ObjectStore;
import com.quickdumpnow.relay.time.Clockwork;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Supplier;

/** The Lambda behind the job API: takes API Gateway's HTTP events of payload 2.0. Thread-safe. */
public final class ApiHandler implements RequestStreamHandler {
  private final Api api;

  /** Wired from the process's environment, as Lambda calls it. */
  public ApiHandler() {
    this(System.getenv());
  }

  /**
   * @param environment the README lists its variables; the AWS SDK's own are always the process's
   * @throws com.quickdumpnow.relay.config.ConfigurationException with every problem at once
   */
  public ApiHandler(Map<String, String> environment) {
    this(wired(ApiConfig.of(environment)));
  }

  ApiHandler(Api api) {
    this.api = api;
  }

  /** For the simulation: with a world of its own, and otherwise as shipped. */
  public static ApiHandler over(
      Map<String, String> environment,
      MaintenanceStore store,
      TriggerQueue triggers,
      InstantSource clock,
      Supplier<NotificationId> ids) {
    return new ApiHandler(new Api(ApiConfig.of(environment), store, triggers, clock, ids));
  }

  private static Api wired(ApiConfig config) {
    SecureRandom random = new SecureRandom();
    return new Api(
        config,
        store(config, random),
        SqsTriggerQueue.of(config.notificationsQueue().toString()),
        Clockwork.system(),
        () -> NotificationId.random(random));
  }

  private static MaintenanceStore store(ApiConfig config, SecureRandom random) {
    return new DocumentStore(
        S3ObjectStore.of(config.bucket()),
        "maintenance.json",
        Clockwork.system(),
        random,
        StoreListener.NONE);
  }

  @Override
  public void handleRequest(InputStream event, OutputStream reply, Context context)
      throws IOException {
    handle(event, reply, context.getAwsRequestId());
  }

  private void handle(InputStream event, OutputStream reply, String requestId) throws IOException {
    api.answer(HttpEvent.read(event), requestId).write(reply);
  }

  /** The same in a package that brings its own runtime along. */
  public static void main(String[] arguments) throws IOException {
    RuntimeLoop.run(System.getenv(), () -> new ApiHandler()::handle);
  }
}
