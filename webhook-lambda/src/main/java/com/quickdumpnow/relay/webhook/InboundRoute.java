package com.quickdumpnow.relay.webhook;

import com.quickdumpnow.relay.decision.OptOutWords;
import com.quickdumpnow.relay.lambda.FormFields;
import com.quickdumpnow.relay.lambda.HttpEvent;
import com.quickdumpnow.relay.lambda.HttpReply;
import com.quickdumpnow.relay.lambda.Problem;
import com.quickdumpnow.relay.log.LogKey;
import com.quickdumpnow.relay.model.InboundWord;
import com.quickdumpnow.relay.model.InboundWord.Word;
import com.quickdumpnow.relay.model.MessageId;
import com.quickdumpnow.relay.model.PhoneNumber;
import com.quickdumpnow.relay.queue.QueueUnavailableException;
import com.quickdumpnow.relay.queue.ReceiptQueue;
import com.quickdumpnow.relay.webhook.TwilioCallbacks.Genuine;
import com.quickdumpnow.relay.webhook.TwilioCallbacks.Rejected;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what customers text back: a word about wanting texts is queued, anything else is nobody's
 * business here. What was written is neither kept nor logged.
 *
 * @see <a href="https://www.twilio.com/docs/messaging/guides/webhook-request">inbound texts</a>
 */
final class InboundRoute {
  private static final Logger log = LoggerFactory.getLogger(InboundRoute.class);

  private final TwilioCallbacks callbacks;
  private final ReceiptQueue queue;
  private final InstantSource clock;

  InboundRoute(TwilioCallbacks callbacks, ReceiptQueue queue, InstantSource clock) {
    this.callbacks = callbacks;
    this.queue = queue;
    this.clock = clock;
  }

  HttpReply reply(HttpEvent event) {
    return switch (callbacks.judge(event)) {
      case Rejected(HttpReply reply) -> reply;
      case Genuine(FormFields form) ->
          word(form).flatMap(word -> inbound(form, word)).map(this::queued).orElse(noted());
    };
  }

  /** Without TwiML in it, Twilio answers the customer nothing. */
  private static HttpReply noted() {
    return HttpReply.empty(204);
  }

  /** Twilio's own reading of the text comes before ours. */
  private static Optional<Word> word(FormFields form) {
    Optional<String> type = form.first("OptOutType").filter(given -> !given.isBlank());
    return type.isPresent()
        ? OptOutWords.ofOptOutType(type.get())
        : form.first("Body").flatMap(OptOutWords::in);
  }

  /** Empty for a sender that is no phone number, which no text of ours went to. */
  private Optional<InboundWord> inbound(FormFields form, Word word) {
    try {
      return Optional.of(
          new InboundWord(
              new MessageId(form.first("MessageSid").orElse("")),
              new PhoneNumber(form.first("From").orElse("")),
              form.first("To").orElse(""),
              word,
              clock.instant()));
    } catch (IllegalArgumentException _) {
      log.atWarn().addKeyValue(LogKey.WORD, word).log("word from what is no phone number, ignored");
      return Optional.empty();
    }
  }

  private HttpReply queued(InboundWord inbound) {
    try {
      queue.send(inbound);
    } catch (QueueUnavailableException e) {
      log.atError()
          .setCause(e)
          .addKeyValue(LogKey.MESSAGE_ID, inbound.messageId())
          .log("inbound word not queued; Twilio is to send it again");
      return Problem.of(CallbackProblem.QUEUE_UNAVAILABLE, "send it again").reply();
    }
    log.atInfo()
        .addKeyValue(LogKey.MESSAGE_ID, inbound.messageId())
        .addKeyValue(LogKey.WORD, inbound.word())
        .log("inbound word queued");
    return noted();
  }
}
