package com.quickdumpnow.relay.webhook;

import com.quickdumpnow.relay.lambda.FormFields;
import com.quickdumpnow.relay.lambda.HttpEvent;
import com.quickdumpnow.relay.lambda.HttpReply;
import com.quickdumpnow.relay.lambda.Problem;
import com.quickdumpnow.relay.log.LogKey;
import com.quickdumpnow.relay.model.Receipt;
import com.quickdumpnow.relay.model.TraceContext;
import com.quickdumpnow.relay.queue.QueueUnavailableException;
import com.quickdumpnow.relay.queue.ReceiptQueue;
import com.quickdumpnow.relay.trace.Span;
import com.quickdumpnow.relay.trace.Tracer;
import com.quickdumpnow.relay.trace.Tracer.Kind;
import com.quickdumpnow.relay.trace.Tracer.Step;
import com.quickdumpnow.relay.webhook.TwilioCallbacks.Genuine;
import com.quickdumpnow.relay.webhook.TwilioCallbacks.Rejected;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes delivery receipts: verify, queue, done. */
final class ReceiptRoute {
  private static final Logger log = LoggerFactory.getLogger(ReceiptRoute.class);
  private static final Step RECEIPT = new Step(Kind.SERVER, "POST /jobs/{jobId}/messages");

  private final TwilioCallbacks callbacks;
  private final ReceiptQueue queue;
  private final InstantSource clock;
  private final Tracer tracer;

  ReceiptRoute(TwilioCallbacks callbacks, ReceiptQueue queue, InstantSource clock, Tracer tracer) {
    this.callbacks = callbacks;
    this.queue = queue;
    this.clock = clock;
    this.tracer = tracer;
  }

  /**
   * @param jobId as it stands in the path
   */
  HttpReply reply(HttpEvent event, String jobId) {
    return switch (callbacks.judge(event)) {
      case Rejected(HttpReply reply) -> reply;
      case Genuine(FormFields form) -> {
        // A broken query names no notification, but the message it tells of is real.
        FormFields query = FormFields.parse(event.rawQuery()).orElse(FormFields.NONE);
        yield switch (ReceiptForm.read(jobId, query, form, clock.instant())) {
          case ReceiptForm.Malformed malformed -> malformed(malformed);
          case ReceiptForm.Complete complete -> traced(complete, query);
        };
      }
    };
  }

  /** In the span that posted the text, if the callback's URL brings it back. */
  private HttpReply traced(ReceiptForm.Complete complete, FormFields query) {
    Receipt receipt = complete.receipt();
    Optional<TraceContext> posted = query.first(TraceContext.NAME).flatMap(TraceContext::parse);
    try (Span span = tracer.step(RECEIPT, posted, receipt.notificationId())) {
      span.set(LogKey.JOB_ID, receipt.jobId())
          .set(LogKey.NID, receipt.notificationId())
          .set(LogKey.ATTEMPT, receipt.attempt())
          .set(LogKey.MESSAGE_ID, receipt.messageId())
          .set(LogKey.OUTCOME, receipt.status().wireName())
          .set(LogKey.CODE, receipt.code());
      HttpReply reply = span.call(() -> queued(complete));
      span.set(LogKey.HTTP_STATUS, reply.status());
      return reply;
    }
  }

  private static HttpReply malformed(ReceiptForm.Malformed malformed) {
    log.atError()
        .addKeyValue(LogKey.FIELDS, malformed.errors())
        .log("Twilio's own callback is not a receipt");
    return Problem.of(CallbackProblem.INVALID_REQUEST, "this is not a status callback")
        .withErrors(malformed.errors())
        .reply();
  }

  private HttpReply queued(ReceiptForm.Complete complete) {
    Receipt receipt = complete.receipt();
    if (!complete.leftOut().isEmpty()) {
      log.atWarn()
          .addKeyValue(LogKey.JOB_ID, receipt.jobId())
          .addKeyValue(LogKey.MESSAGE_ID, receipt.messageId())
          .addKeyValue(LogKey.FIELDS, complete.leftOut())
          .log("receipt kept without what does not parse");
    }
    try {
      queue.send(receipt);
    } catch (QueueUnavailableException e) {
      log.atError()
          .setCause(e)
          .addKeyValue(LogKey.JOB_ID, receipt.jobId())
          .addKeyValue(LogKey.MESSAGE_ID, receipt.messageId())
          .log("receipt not queued; Twilio is to send it again");
      return Problem.of(CallbackProblem.QUEUE_UNAVAILABLE, "send it again").reply();
    }
    log.atInfo()
        .addKeyValue(LogKey.JOB_ID, receipt.jobId())
        .addKeyValue(LogKey.NID, receipt.notificationId())
        .addKeyValue(LogKey.ATTEMPT, receipt.attempt())
        .addKeyValue(LogKey.MESSAGE_ID, receipt.messageId())
        .addKeyValue(LogKey.OUTCOME, receipt.status().wireName())
        .addKeyValue(LogKey.CODE, receipt.code())
        .log("receipt queued");
    return HttpReply.empty(204);
  }
}
