package com.quickdumpnow.relay.webhook;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.quickdumpnow.relay.lambda.HttpEvent;
import com.quickdumpnow.relay.lambda.HttpReply;
import com.quickdumpnow.relay.lambda.Problem;
import com.quickdumpnow.relay.lambda.SnapStart;
import com.quickdumpnow.relay.lambda.Wiring;
import com.quickdumpnow.relay.log.LogKey;
import com.quickdumpnow.relay.queue.ReceiptQueue;
import com.quickdumpnow.relay.queue.sqs.SqsReceiptQueue;
import com.quickdumpnow.relay.time.Clockwork;
import com.quickdumpnow.relay.trace.TracedReceipts;
import com.quickdumpnow.relay.trace.Tracer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Lambda that Twilio calls, behind an API Gateway HTTP API (payload 2.0, stage {@code
 * $default}): {@code POST /jobs/{jobId}/messages} takes a delivery receipt, {@code POST /inbound} a
 * customer's text. It looks at nothing but the request and answers 204 once the news is queued;
 * what it means is the {@link RecorderHandler}'s to find out.
 */
public final class WebhookHandler implements RequestStreamHandler {
  private static final Logger log = LoggerFactory.getLogger(WebhookHandler.class);
  private static final Pattern MESSAGES = Pattern.compile("/jobs/([^/]*)/messages");

  private final Supplier<Routes> routes;

  @SuppressWarnings("UnusedVariable") // Held on to, as the runtime does so weakly.
  private final Optional<SnapStart> snapStart;

  private record Routes(ReceiptRoute receipts, InboundRoute inbound, Tracer tracer) {}

  /** For AWS Lambda: configured by the environment. */
  public WebhookHandler() {
    this(System.getenv());
  }

  /**
   * @throws com.quickdumpnow.relay.config.ConfigurationException with every problem; from the first
   *     request where a value is a secret's
   */
  public WebhookHandler(Map<String, String> environment) {
    this(
        Wiring.of(
            environment,
            settings -> wired(WebhookConfig.of(settings)),
            former -> former.tracer().close()),
        Optional.of(SnapStart.warmedBy(() -> warmUp(environment))));
  }

  WebhookHandler(WebhookConfig config, ReceiptQueue queue, InstantSource clock) {
    this(constant(routes(config, queue, clock, Tracer.OFF)), Optional.empty());
  }

  private WebhookHandler(Supplier<Routes> routes, Optional<SnapStart> snapStart) {
    this.routes = routes;
    this.snapStart = snapStart;
  }

  private static Supplier<Routes> constant(Routes routes) {
    return () -> routes;
  }

  /** The SDK's client is what takes longest to make; nothing is sent. */
  private static void warmUp(Map<String, String> environment) {
    SqsReceiptQueue.of(environment.getOrDefault("QDN_OUTCOMES_QUEUE_URL", ""));
  }

  private static Routes wired(WebhookConfig config) {
    Tracer tracer = config.tracing().tracer("qdn-webhook");
    ReceiptQueue queue = SqsReceiptQueue.of(config.outcomesQueueUrl().toString());
    return routes(config, TracedReceipts.of(queue, tracer), Clockwork.system(), tracer);
  }

  private static Routes routes(
      WebhookConfig config, ReceiptQueue queue, InstantSource clock, Tracer tracer) {
    TwilioCallbacks callbacks =
        new TwilioCallbacks(new PublicUrl(config.publicUrl()), config.twilioAccounts());
    return new Routes(
        new ReceiptRoute(callbacks, queue, clock, tracer),
        new InboundRoute(callbacks, queue, clock),
        tracer);
  }

  /** For the simulation: with a world of its own, and otherwise as shipped. */
  public static WebhookHandler over(
      Map<String, String> environment, ReceiptQueue queue, InstantSource clock) {
    return new WebhookHandler(WebhookConfig.of(environment), queue, clock);
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    HttpEvent event = HttpEvent.read(input);
    reply(event).write(output);
  }

  private HttpReply reply(HttpEvent event) {
    try {
      return route(event);
    } catch (RuntimeException e) {
      log.atError().setCause(e).addKeyValue(LogKey.METHOD, event.method()).log("request failed");
      return Problem.of(CallbackProblem.INTERNAL, "try again later").reply();
    }
  }

  private HttpReply route(HttpEvent event) {
    Matcher messages = MESSAGES.matcher(event.rawPath());
    if (messages.matches()) {
      return event.method().equals("POST")
          ? receipt(routes.get(), event, messages.group(1))
          : notAllowed("POST");
    }
    if (event.rawPath().equals("/inbound")) {
      return event.method().equals("POST")
          ? routes.get().inbound().reply(event)
          : notAllowed("POST");
    }
    return Problem.of(CallbackProblem.NO_SUCH_PATH, "there is nothing here").reply();
  }

  private static HttpReply receipt(Routes routes, HttpEvent event, String jobId) {
    HttpReply reply = routes.receipts().reply(event, jobId);
    routes.tracer().flush();
    return reply;
  }

  private static HttpReply notAllowed(String allowed) {
    return Problem.of(CallbackProblem.METHOD_NOT_ALLOWED, "use " + allowed)
        .reply()
        .with("allow", allowed);
  }
}
