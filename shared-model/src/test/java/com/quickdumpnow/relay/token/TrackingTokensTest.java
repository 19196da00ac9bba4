package com.quickdumpnow.relay.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.quickdumpnow.relay.config.MalformedSettingException;
import com.quickdumpnow.relay.model.JobId;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrackingTokensTest {
  private static final String OLD = "2024=" + key("an old key of 32 bytes, not secret");
  private static final String NEW = "k2=" + key("a newer key of 32 bytes, not secret");
  private static final TrackingTokens TOKENS = TrackingTokens.parse(NEW + "," + OLD);
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-.";

  @Test
  void issue_fixedKeyAndJob_isTheSameInEveryRelease() {
    assertThat(TOKENS.issue(new JobId("job-12345"))).isEqualTo("job-12345.k2R9FfFr012cL2Yrol");
  }

  @Property
  void verify_issuedToken_opensItsJob(@ForAll("jobs") JobId job) {
    String token = TOKENS.issue(job);

    assertThat(TOKENS.verify(token)).contains(job);
    assertThat(token).matches("[A-Za-z0-9._-]+").hasSizeLessThanOrEqualTo(61);
  }

  @Property
  void verify_retiredKey_stillOpensItsJob(@ForAll("jobs") JobId job) {
    String token = TrackingTokens.parse(OLD).issue(job);

    assertThat(TOKENS.verify(token)).contains(job);
    assertThat(TOKENS.issue(job)).isNotEqualTo(token);
    assertThat(TrackingTokens.parse(NEW).verify(token)).isEmpty();
  }

  @Property(tries = 200)
  void verify_anyCharacterChanged_opensNothing(
      @ForAll("jobs") JobId job, @ForAll("characters") char other) {
    String token = TOKENS.issue(job);

    assertThat(IntStream.range(0, token.length()).filter(i -> token.charAt(i) != other))
        .allSatisfy(
            i ->
                assertThat(TOKENS.verify(token.substring(0, i) + other + token.substring(i + 1)))
                    .isEmpty());
  }

  @Property(tries = 200)
  void verify_characterRemovedOrAdded_opensNothing(
      @ForAll("jobs") JobId job, @ForAll("characters") char more) {
    String token = TOKENS.issue(job);

    assertThat(IntStream.range(0, token.replaceFirst("-+$", "").length()))
        .allSatisfy(
            i -> {
              String without = token.substring(0, i) + token.substring(i + 1);
              String with = token.substring(0, i) + more + token.substring(i);
              assertThat(TOKENS.verify(without)).isEmpty();
              assertThat(TOKENS.verify(with)).isEmpty();
            });
  }

  @Test
  void verify_trailingHyphenLostByThePhone_opensItsJob() {
    JobId job =
        Stream.iterate(0, i -> i + 1)
            .map(i -> new JobId("job-" + i))
            .filter(candidate -> TOKENS.issue(candidate).endsWith("-"))
            .findFirst()
            .orElseThrow();
    String token = TOKENS.issue(job);

    assertThat(TOKENS.verify(token.replaceFirst("-+$", ""))).contains(job);
    assertThat(TOKENS.verify(token + "-")).isEmpty();
  }

  @Property
  void verify_anyText_opensNothing(@ForAll String text) {
    assertThat(TOKENS.verify(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "job-12345",
        "job-12345.",
        "job-12345.k2",
        "job-12345.k2AAAAAAAAAAAAAAAA"
      })
  void verify_jobIdWithoutItsMac_opensNothing(String token) {
    assertThat(TOKENS.verify(token)).isEmpty();
  }

  @Test
  void verify_hugeInput_opensNothing() {
    assertThat(TOKENS.verify("a".repeat(1_000_000))).isEmpty();
  }

  @Test
  void verify_sameBytesUnderAnotherKeyId_opensNothing() {
    TrackingTokens renamed = TrackingTokens.parse(OLD.replace("2024", "2025") + "," + OLD);
    JobId job = new JobId("job-12345");

    assertThat(TOKENS.verify(renamed.issue(job))).isEmpty();
    assertThat(renamed.verify(renamed.issue(job).replace(".2025", ".2024"))).isEmpty();
  }

  @Test
  void issue_longestIds_hasTheGreatestLength() {
    JobId job = new JobId("j".repeat(40));

    assertThat(TrackingTokens.parse(OLD).issue(job)).hasSize(TrackingTokens.MAX_LENGTH);
  }

  @Test
  void toString_anyKeys_hidesThem() {
    assertThat(TOKENS.toString()).contains("k2", "2024").doesNotContain(NEW.substring(3));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "k2",
        "k2=",
        "k2=not base64!",
        "k2=c2hvcnQ=",
        "toolong=YW4gb2xkIGtleSBvZiAzMiBieXRlcywgbm90IHNlY3JldA==",
        "k-2=YW4gb2xkIGtleSBvZiAzMiBieXRlcywgbm90IHNlY3JldA==",
        "k2=YW4gb2xkIGtleSBvZiAzMiBieXRlcywgbm90IHNlY3JldA==,",
        "k2=YW4gb2xkIGtleSBvZiAzMiBieXRlcywgbm90IHNlY3JldA==,"
            + "k2=YW4gb2xkIGtleSBvZiAzMiBieXRlcywgbm90IHNlY3JldA==",
      })
  void parse_anotherForm_isRefusedWithoutRepeatingIt(String value) {
    assertThatExceptionOfType(MalformedSettingException.class)
        .isThrownBy(() -> TrackingTokens.parse(value))
        .satisfies(thrown -> assertThat(thrown.getMessage()).doesNotContain("YW4g", "c2hv", "!"));
  }

  @Provide
  Arbitrary<JobId> jobs() {
    return Arbitraries.strings()
        .withChars(ALPHABET.replace(".", "").toCharArray())
        .ofMinLength(1)
        .ofMaxLength(40)
        .map(JobId::new);
  }

  @Provide
  Arbitrary<Character> characters() {
    return Arbitraries.chars().with(ALPHABET.toCharArray());
  }

  private static String key(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
