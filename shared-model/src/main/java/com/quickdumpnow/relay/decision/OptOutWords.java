package com.quickdumpnow.relay.decision;

import com.quickdumpnow.relay.model.InboundWord;
import com.quickdumpnow.relay.model.InboundWord.Word;
import com.quickdumpnow.relay.model.Recipient;
import com.quickdumpnow.relay.model.Recipient.OptIn;
import com.quickdumpnow.relay.model.Recipient.OptOut;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a customer's own text says about wanting texts, and what follows from it. The newest word
 * counts, by the time it was received; the same text never counts twice.
 *
 * @see <a
 *     href="https://help.twilio.com/articles/223134027-Twilio-support-for-opt-out-keywords-SMS-STOP-filtering-">Twilio's
 *     keywords</a>
 */
public final class OptOutWords {
  private static final Set<String> STOPS =
      Set.of("STOP", "UNSUBSCRIBE", "END", "QUIT", "STOPALL", "REVOKE", "OPTOUT", "CANCEL");
  private static final Map<String, Word> STARTS =
      Map.of("START", Word.START, "UNSTOP", Word.START, "YES", Word.YES);

  /** Longer than any keyword in whatever dress. */
  private static final int MAX_LENGTH = 40;

  private final Chain chain;

  public OptOutWords(Chain chain) {
    this.chain = chain;
  }

  /**
   * The word that {@code body} consists of, if it is one of them. A stop is understood however it
   * is spaced and punctuated ("Stop all!", "opt-out"); a start has to stand there as one word.
   */
  public static Optional<Word> in(String body) {
    if (body.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    String upper = body.toUpperCase(Locale.ROOT);
    return STOPS.contains(upper.replaceAll("[^\\p{L}\\p{N}]", ""))
        ? Optional.of(Word.STOP)
        : Optional.ofNullable(
            STARTS.get(upper.replaceAll("^[^\\p{L}\\p{N}]+|[^\\p{L}\\p{N}]+$", "")));
  }

  /**
   * What Twilio's advanced opt-out took the text for; {@code HELP} and anything unknown say
   * nothing.
   *
   * @see <a href="https://www.twilio.com/docs/messaging/tutorials/advanced-opt-out">OptOutType</a>
   */
  public static Optional<Word> ofOptOutType(String type) {
    return switch (type.strip().toUpperCase(Locale.ROOT)) {
      case "STOP" -> Optional.of(Word.STOP);
      case "START" -> Optional.of(Word.START);
      default -> Optional.empty();
    };
  }

  /** {@code recipient} after that word. Pure and idempotent; words may come in any order. */
  public Recipient apply(InboundWord inbound, Recipient recipient) {
    String source = "text " + inbound.messageId();
    if (isKnown(source, recipient)) {
      return recipient;
    }
    return switch (inbound.word()) {
      case STOP -> recipient.optedOut(new OptOut(inbound.receivedAt(), source));
      case START -> recipient.optedIn(new OptIn(inbound.receivedAt(), source));
      // To a toll-free sender, Twilio takes START and UNSTOP alone.
      case YES ->
          isTollFree(inbound.to())
              ? recipient
              : recipient.optedIn(new OptIn(inbound.receivedAt(), source));
    };
  }

  /** Twilio tells it again when our answer is lost, and to us that looks like a newer word. */
  private static boolean isKnown(String source, Recipient recipient) {
    return recipient.optIn().filter(in -> in.source().equals(source)).isPresent()
        || recipient.optOut().filter(out -> out.source().equals(source)).isPresent()
        || recipient.lifts().stream()
            .anyMatch(lift -> lift.why().equals(source) || lift.by().equals(source));
  }

  private boolean isTollFree(String sender) {
    return chain.routes().stream()
        .anyMatch(route -> route.kind() == SenderKind.TOLL_FREE && route.sender().equals(sender));
  }
}
