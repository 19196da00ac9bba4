package com.quickdumpnow.relay.json;

import com.quickdumpnow.relay.model.InboundWord;
import com.quickdumpnow.relay.model.Receipt;

/** The body of a message in the outcomes queue, whatever its {@code kind}. */
public final class OutcomeJson {
  private OutcomeJson() {}

  /** What the webhook has to tell the recorder. */
  public sealed interface Outcome {}

  public record OfMessage(Receipt receipt) implements Outcome {}

  public record OfRecipient(InboundWord inbound) implements Outcome {}

  /**
   * @throws BadJsonException when it is of no kind or version known here: sending it again will not
   *     help
   */
  public static Outcome read(String body) {
    Fields in = Fields.of(Json.parse(body));
    return in.text("kind").equals(InboundJson.KIND)
        ? new OfRecipient(InboundJson.read(in))
        : new OfMessage(ReceiptJson.read(in));
  }
}
