package com.quickdumpnow.relay.json;

import com.quickdumpnow.relay.model.InboundWord;
import com.quickdumpnow.relay.model.Receipt;
import java.util.Optional;

/**
 * The body of a message in the outcomes queue: our own, told apart by {@code kind}, or an event of
 * SES, in SNS's envelope or (with raw message delivery) without.
 */
public final class OutcomeJson {
  private OutcomeJson() {}

  /** What the webhook, or SES, has to tell the recorder. */
  public sealed interface Outcome {}

  public record OfMessage(Receipt receipt) implements Outcome {}

  public record OfRecipient(InboundWord inbound) implements Outcome {}

  /** Nothing that changes anything. */
  public record OfNoInterest() implements Outcome {}

  /**
   * @throws BadJsonException when it is of no kind or version known here: sending it again will not
   *     help
   */
  public static Outcome read(String body) {
    Fields in = Fields.of(Json.parse(body));
    if (SnsEnvelope.is(in)) {
      return SnsEnvelope.message(in).map(OutcomeJson::ofSes).orElseGet(OfNoInterest::new);
    }
    if (in.maybeText(SesEventJson.TYPE).isPresent()) {
      return ofSes(in);
    }
    return in.text("kind").equals(InboundJson.KIND)
        ? new OfRecipient(InboundJson.read(in))
        : new OfMessage(ReceiptJson.read(in));
  }

  private static Outcome ofSes(Fields event) {
    Optional<Receipt> receipt = SesEventJson.read(event);
    return receipt.isPresent() ? new OfMessage(receipt.get()) : new OfNoInterest();
  }
}
