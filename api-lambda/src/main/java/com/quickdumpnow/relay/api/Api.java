package com.quickdumpnow.relay.api;

import com.quickdumpnow.relay.api.health.HealthSummaryRoute;
import com.quickdumpnow.relay.api.history.MessagesRoute;
import com.quickdumpnow.relay.api.http.Cors;
import com.quickdumpnow.relay.api.http.ProblemType;
import com.quickdumpnow.relay.api.http.ReaderAccess;
import com.quickdumpnow.relay.api.http.Replies;
import com.quickdumpnow.relay.api.http.Route;
import com.quickdumpnow.relay.api.http.Router;
import com.quickdumpnow.relay.api.http.StaffAccess;
import com.quickdumpnow.relay.api.http.StaffDirectory;
import com.quickdumpnow.relay.api.maintenance.MaintenanceRoute;
import com.quickdumpnow.relay.api.notification.CalledRoute;
import com.quickdumpnow.relay.api.notification.ResendRoute;
import com.quickdumpnow.relay.api.sending.SendingRoute;
import com.quickdumpnow.relay.api.status.StatusRoute;
import com.quickdumpnow.relay.api.suppression.SuppressionsRoute;
import com.quickdumpnow.relay.lambda.HttpEvent;
import com.quickdumpnow.relay.lambda.HttpReply;
import com.quickdumpnow.relay.lambda.Problem;
import com.quickdumpnow.relay.log.LogKey;
import com.quickdumpnow.relay.model.NotificationId;
import com.quickdumpnow.relay.queue.TriggerQueue;
import com.quickdumpnow.relay.store.MaintenanceStore;
import com.quickdumpnow.relay.store.StoreException;
import com.quickdumpnow.relay.store.StoreException.CommitUnknown;
import com.quickdumpnow.relay.store.StoreException.DocumentRefused;
import com.quickdumpnow.relay.store.StoreException.Unavailable;
import com.quickdumpnow.relay.text.Templates;
import com.quickdumpnow.relay.token.TrackingLinks;
import com.quickdumpnow.relay.trace.Tracer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The API as a function from request to reply: all routes, and what holds for each of them. Never
 * throws. Thread-safe.
 */
final class Api implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Api.class);
  private static final Duration SOON = Duration.ofSeconds(2);
  private static final Duration ONCE_MENDED = Duration.ofMinutes(1);

  private final Router router;
  private final Cors cors;
  private final Tracer tracer;

  Api(
      ApiConfig config,
      StaffDirectory directory,
      Templates templates,
      MaintenanceStore store,
      TriggerQueue triggers,
      InstantSource clock,
      Supplier<NotificationId> ids,
      Tracer tracer) {
    this.tracer = tracer;
    TrackingLinks links = new TrackingLinks(config.trackUrl(), config.trackingKeys());
    StaffAccess staff = new StaffAccess(directory, config.trackingKeys());
    ReaderAccess reader = new ReaderAccess("jobId", config.trackingKeys(), staff);
    cors = new Cors(Set.copyOf(config.corsOrigins()));
    router =
        new Router(
            List.of(
                Route.of(
                    "POST",
                    "/jobs/{jobId}/status",
                    staff,
                    new StatusRoute(store, triggers, links, templates, clock, ids, tracer)::handle),
                Route.of(
                    "GET",
                    "/jobs/{jobId}/messages",
                    reader,
                    new MessagesRoute(store, links)::handle),
                Route.of("GET", "/maintenance", staff, new MaintenanceRoute(store)::handle),
                Route.of(
                    "POST",
                    "/jobs/{jobId}/notifications/{notificationId}/resend",
                    staff,
                    new ResendRoute(store, triggers, clock, ids, tracer)::handle),
                Route.of(
                    "POST",
                    "/jobs/{jobId}/notifications/{notificationId}/called",
                    staff,
                    new CalledRoute(store, clock)::handle),
                Route.of("GET", "/suppressions", staff, new SuppressionsRoute(store, clock)::list),
                Route.of(
                    "DELETE",
                    "/suppressions/{phone}",
                    staff,
                    new SuppressionsRoute(store, clock)::lift),
                Route.of(
                    "GET", "/health-summary", staff, new HealthSummaryRoute(store, clock)::handle),
                Route.of("GET", "/sending", staff, new SendingRoute(store, clock)::read),
                Route.of("PUT", "/sending", staff, new SendingRoute(store, clock)::change)),
            List.of(new Router.Elsewhere("POST", "/jobs/{jobId}/messages"))); // webhook-lambda
  }

  Router router() {
    return router;
  }

  /**
   * @param requestId for the log
   */
  HttpReply answer(HttpEvent request, String requestId) {
    HttpReply reply = cors.apply(request, route(request, requestId));
    tracer.flush();
    return request.method().equals("HEAD") ? Replies.withoutBody(reply) : reply;
  }

  /** Ends the traces. What is still being answered is, but is not traced. */
  @Override
  public void close() {
    tracer.close();
  }

  private HttpReply route(HttpEvent request, String requestId) {
    try {
      return router.answer(request);
    } catch (StoreException e) {
      log.atError().addKeyValue(LogKey.REQUEST_ID, requestId).setCause(e).log("the store failed");
      return problem(e).reply();
    } catch (RuntimeException e) {
      log.atError().addKeyValue(LogKey.REQUEST_ID, requestId).setCause(e).log("unexpected");
      return Problem.of(ProblemType.INTERNAL, "It was logged as request " + requestId + ".")
          .reply();
    }
  }

  private static Problem problem(StoreException failure) {
    return switch (failure) {
      case Unavailable _ ->
          Problem.of(ProblemType.STORE_UNAVAILABLE, "Nothing was changed; repeat the same request.")
              .retryAfter(SOON);
      case CommitUnknown _ ->
          Problem.of(
                  ProblemType.COMMIT_UNKNOWN,
                  "Repeat the same request: what was kept already is not done twice.")
              .retryAfter(SOON);
      case DocumentRefused _ ->
          Problem.of(
                  ProblemType.DOCUMENT_REFUSED,
                  "Nothing was changed, and nothing will be until staff have mended the document.")
              .retryAfter(ONCE_MENDED);
    };
  }
}
