package com.quickdumpnow.relay.json;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.quickdumpnow.relay.localcloud.testing.fuzz.FormMutations;
import com.quickdumpnow.relay.localcloud.testing.fuzz.Fuzz;
import com.quickdumpnow.relay.localcloud.testing.fuzz.Fuzz.Finding;
import com.quickdumpnow.relay.localcloud.testing.fuzz.Fuzz.Target;
import com.quickdumpnow.relay.localcloud.testing.fuzz.JsonMutations;
import java.util.Random;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** The fuzzer is worth something: it finds bugs that parsers really have. */
class PlantedParserBugTest {
  private static final int SEEDS = 5;
  private static final Pattern ATTEMPT = Pattern.compile("\"attempt\":\"?(\\d+)");
  private static final String TRIGGER =
      "{\"v\":1,\"notificationId\":\"n_aaaaaaaaaaaaaaaa\",\"jobId\":\"job-1\",\"attempt\":0}";

  private static String form(Random random) {
    return FormMutations.mutate(random, "MessageSid=SM1&MessageStatus=sent&To=%2B16195551234");
  }

  private static String json(Random random) {
    return JsonMutations.mutate(random, TRIGGER);
  }

  private static <I> void finds(
      long seed, String symptom, Function<Random, I> inputs, Target<I> broken) {
    assertThatThrownBy(() -> Fuzz.run("planted", seed, inputs, broken))
        .isInstanceOf(Finding.class)
        .hasMessageContaining(symptom)
        .hasMessageContaining("seed " + seed);
  }

  /** A percent sign near the end. */
  private static boolean decodesUnterminatedEscapes(String form) {
    for (int at = form.indexOf('%'); at >= 0; at = form.indexOf('%', at + 1)) {
      try {
        Integer.parseInt(form.substring(at + 1, at + 3), 16);
      } catch (NumberFormatException _) {
        return false;
      }
    }
    return true;
  }

  /** How often, as a number that anybody can write. */
  private static long attempt(String text) {
    Matcher attempt = ATTEMPT.matcher(text);
    return attempt.find() ? Long.parseLong(attempt.group(1)) : 0;
  }

  private static int depth(String text, int at) {
    return at < text.length() && text.charAt(at) == '[' ? 1 + depth(text, at + 1) : 0;
  }

  @Property(tries = SEEDS, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void run_parserThatReadsBeyondTheEnd_found(@ForAll long seed) {
    finds(
        seed,
        "StringIndexOutOfBounds",
        PlantedParserBugTest::form,
        PlantedParserBugTest::decodesUnterminatedEscapes);
  }

  @Property(tries = SEEDS, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void run_parserThatBelievesNumbersAreSmall_found(@ForAll long seed) {
    finds(seed, "NumberFormatException", PlantedParserBugTest::json, text -> attempt(text) >= 0);
  }

  @Property(tries = SEEDS, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void run_parserThatReservesWhatTheInputAsksFor_found(@ForAll long seed) {
    finds(
        seed,
        "of memory",
        PlantedParserBugTest::json,
        text -> {
          Matcher attempt = ATTEMPT.matcher(text);
          int asked = attempt.find() && attempt.group(1).length() > 9 ? 100 << 20 : 0;
          return new byte[asked].length == asked;
        });
  }

  @Property(tries = SEEDS, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void run_parserThatGoesAsDeepAsTheInput_found(@ForAll long seed) {
    finds(
        seed,
        "too deep",
        PlantedParserBugTest::json,
        text -> {
          if (depth(text, Math.max(0, text.indexOf("[["))) > 1_000) {
            throw new IllegalStateException("too deep");
          }
          return true;
        });
  }
}
