package com.quickdumpnow.relay.webhook;

import com.quickdumpnow.relay.lambda.FormFields;
import com.quickdumpnow.relay.lambda.HttpEvent;
import com.quickdumpnow.relay.lambda.HttpReply;
import com.quickdumpnow.relay.lambda.Problem;
import com.quickdumpnow.relay.model.Receipt;
import com.quickdumpnow.relay.queue.QueueUnavailableException;
import com.quickdumpnow.relay.queue.ReceiptQueue;
import com.quickdumpnow.relay.webhook.TwilioCallbacks.Genuine;
import com.quickdumpnow.relay.webhook.TwilioCallbacks.Rejected;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes delivery receipts: verify, queue, done. */
final class ReceiptRoute {
  private static final Logger log = LoggerFactory.getLogger(ReceiptRoute.class);

  private final TwilioCallbacks callbacks;
  private final ReceiptQueue queue;
  private final InstantSource clock;

  ReceiptRoute(TwilioCallbacks callbacks, ReceiptQueue queue, InstantSource clock) {
    this.callbacks = callbacks;
    this.queue = queue;
    this.clock = clock;
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
          case ReceiptForm.Complete complete -> queued(complete);
        };
      }
    };
  }

  private static HttpReply malformed(ReceiptForm.Malformed malformed) {
    log.atError()
        .addKeyValue("fields", malformed.errors())
        .log("Twilio's own callback is not a receipt");
    return Problem.of(CallbackProblem.INVALID_REQUEST, "this is not a status callback")
        .withErrors(malformed.errors())
        .reply();
  }

  private HttpReply queued(ReceiptForm.Complete complete) {
    Receipt receipt = complete.receipt();
    if (!complete.leftOut().isEmpty()) {
      log.atWarn()
          .addKeyValue("jobId", receipt.jobId())
          .addKeyValue("messageId", receipt.messageId())
          .addKeyValue("fields", complete.leftOut())
          .log("Receipt kept without what does not parse");
    }
    try {
      queue.send(receipt);
    } catch (QueueUnavailableException e) {
      log.atError()
          .setCause(e)
          .addKeyValue("jobId", receipt.jobId())
          .addKeyValue("messageId", receipt.messageId())
          .log("Receipt not queued; Twilio is to send it again");
      return Problem.of(CallbackProblem.QUEUE_UNAVAILABLE, "send it again").reply();
    }
    log.atInfo()
        .addKeyValue("jobId", receipt.jobId())
        .addKeyValue("messageId", receipt.messageId())
        .addKeyValue("outcome", receipt.status().wireName())
        .log("Receipt queued");
    return HttpReply.empty(204);
  }
}
