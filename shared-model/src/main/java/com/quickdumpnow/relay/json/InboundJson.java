package com.quickdumpnow.relay.json;

import com.quickdumpnow.relay.model.InboundWord;
import com.quickdumpnow.relay.model.MessageId;
import com.quickdumpnow.relay.model.PhoneNumber;

/**
 * The other body in the outcomes queue: {@code {"v":1,"kind":"inbound","messageSid":"SM…",
 * "from":"+1…","to":"+1…","word":"STOP","receivedAt":"…"}}; the word is STOP, START or YES, other
 * members are ignored.
 */
public final class InboundJson {
  static final String KIND = "inbound";
  private static final int VERSION = 1;

  private InboundJson() {}

  public static String write(InboundWord inbound) {
    return ObjectText.of(
        out -> {
          out.number("v", VERSION);
          out.text("kind", KIND);
          out.text("messageSid", inbound.messageId().value());
          out.text("from", inbound.from().value());
          out.text("to", inbound.to());
          out.text("word", inbound.word().name());
          out.instant("receivedAt", inbound.receivedAt());
        });
  }

  /**
   * @throws BadJsonException when it is no such body of a version known here: sending it again will
   *     not help
   */
  public static InboundWord read(String body) {
    return read(Fields.of(Json.parse(body)));
  }

  static InboundWord read(Fields in) {
    in.checkVersion("v", VERSION);
    if (!in.text("kind").equals(KIND)) {
      throw in.bad("kind", "not an inbound word");
    }
    return new InboundWord(
        in.value("messageSid", MessageId::new),
        in.value("from", PhoneNumber::new),
        in.text("to"),
        in.constant("word", InboundWord.Word.class),
        in.instant("receivedAt"));
  }
}
