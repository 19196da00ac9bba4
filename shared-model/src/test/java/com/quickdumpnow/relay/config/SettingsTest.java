package com.quickdumpnow.relay.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
  private static final Duration DAY = Duration.ofDays(1);

  @Test
  void build_everyKindSet_returnsTheirValues() {
    Settings settings =
        Settings.of(
            Map.of(
                "TEXT", " a bucket ",
                "SECRET", "hunter2",
                "URL", "https://api.example.com/v1/",
                "PAUSE", "5m",
                "COUNT", "8",
                "LIST", "a, b,,c,"));

    Supplier<String> text = settings.text("TEXT").required();
    Supplier<Secret> secret = settings.secret("SECRET").required();
    Supplier<URI> url = settings.url("URL").required();
    Supplier<Duration> pause = settings.duration("PAUSE", Duration.ZERO, DAY).required();
    Supplier<Integer> count = settings.integer("COUNT", 1, 8).required();
    Supplier<List<String>> list = settings.list("LIST").required();

    assertThat(settings.build(text)).isEqualTo("a bucket");
    assertThat(settings.build(secret)).isEqualTo(Secret.of("hunter2"));
    assertThat(settings.build(url)).isEqualTo(URI.create("https://api.example.com/v1"));
    assertThat(settings.build(pause)).isEqualTo(Duration.ofMinutes(5));
    assertThat(settings.build(count)).isEqualTo(8);
    assertThat(settings.build(list)).containsExactly("a", "b", "c");
  }

  @Test
  void build_unsetOrBlank_fallsBack() {
    Settings settings = Settings.of(Map.of("BLANK", "  "));

    Supplier<String> fallback = settings.text("BLANK").orElse("fallback");
    Supplier<Optional<String>> none = settings.text("ABSENT").optional();

    assertThat(settings.build(fallback)).isEqualTo("fallback");
    assertThat(settings.build(none)).isEmpty();
  }

  @Test
  void build_severalProblems_reportsAllOfThemAndNoValue() {
    Settings settings =
        Settings.of(Map.of("URL", "hunter2", "COUNT", "900", "PAUSE", "soon", "OPTIONAL", "x y"));

    settings.text("BUCKET").required();
    settings.url("URL").orElse(URI.create("https://api.example.com"));
    settings.integer("COUNT", 1, 64).orElse(8);
    settings.duration("PAUSE", Duration.ofSeconds(1), DAY).required();
    settings.url("OPTIONAL").optional();
    settings.reject("A and B", "exclude each other", "one of them");

    ConfigurationException thrown =
        catchThrowableOfType(
            ConfigurationException.class, () -> settings.build(() -> "never reached"));
    assertThat(thrown.problems())
        .containsExactly(
            "BUCKET is not set: use any text",
            "URL is not an http or https URL with a host: use a URL such as"
                + " https://api.example.com",
            "COUNT is out of range: use a whole number from 1 to 64",
            "PAUSE is not a duration: use a duration such as 30s, 5m or PT1M30S, from PT1S to"
                + " PT24H",
            "OPTIONAL is malformed: use a URL such as https://api.example.com",
            "A and B exclude each other: use one of them");
    assertThat(thrown).hasMessageContainingAll(thrown.problems().toArray(String[]::new));
    assertThat(thrown.getMessage()).doesNotContain("hunter2", "900", "soon", "x y");
  }

  @Test
  void get_problematicValueOutsideOfBuild_isABug() {
    Supplier<String> value = Settings.of(Map.of()).text("BUCKET").required();

    assertThatIllegalStateException().isThrownBy(value::get).withMessageContaining("BUCKET");
  }

  @Test
  void parsed_parserThatRepeatsTheValue_isNotQuoted() {
    Settings settings = Settings.of(Map.of("KEY", "hunter2"));

    settings.parsed("KEY", "a key", Integer::valueOf).required();

    assertThat(problems(settings)).containsExactly("KEY is malformed: use a key");
  }

  @ParameterizedTest
  @CsvSource({
    "500ms, PT0.5S",
    "30s, PT30S",
    "5m, PT5M",
    "2h, PT2H",
    "1d, PT24H",
    "PT1M30S, PT1M30S",
    "pt0s, PT0S",
  })
  void duration_eachForm_isRead(String given, Duration expected) {
    Settings settings = Settings.of(Map.of("PAUSE", given));

    assertThat(settings.duration("PAUSE", Duration.ZERO, DAY).required().get()).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"30", "s", "-5s", "1.5h", "5 m", "25h", "-PT1S", "9999999999s", "PT"})
  void duration_anotherForm_isAProblem(String given) {
    Settings settings = Settings.of(Map.of("PAUSE", given));

    settings.duration("PAUSE", Duration.ZERO, DAY).required();

    assertThat(problems(settings)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "api.example.com",
        "ftp://example.com",
        "https://",
        "https:///path",
        "https://under_score.example.com",
        "https://user:secret@example.com",
        "https://example.com?a=b",
        "https://example.com/#x",
        "mailto:a@example.com"
      })
  void url_anotherForm_isAProblem(String given) {
    Settings settings = Settings.of(Map.of("URL", given));

    settings.url("URL").required();

    assertThat(problems(settings)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://127.0.0.1:8080", "http://localhost", "https://a.example.com/b/c"})
  void url_webAddress_isRead(String given) {
    Settings settings = Settings.of(Map.of("URL", given));

    assertThat(settings.url("URL").required().get()).isEqualTo(URI.create(given));
  }

  @Test
  void anySetting_fileReference_isReadFromTheFile(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("secret"), "hunter2\n");
    Settings settings = Settings.of(Map.of("SECRET", "@" + file));

    assertThat(settings.secret("SECRET").required().get()).isEqualTo(Secret.of("hunter2"));
  }

  @Test
  void anySetting_fileThatDoesNotServe_isAProblem(@TempDir Path folder) throws IOException {
    Path empty = Files.writeString(folder.resolve("empty"), "\n");
    Path binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff, (byte) 0xfe});
    Path large = Files.write(folder.resolve("large"), new byte[(1 << 20) + 1]);
    Settings settings =
        Settings.of(
            Map.of(
                "ABSENT", "@" + folder.resolve("absent"),
                "EMPTY", "@" + empty,
                "BINARY", "@" + binary,
                "LARGE", "@" + large));

    List.of("ABSENT", "EMPTY", "BINARY", "LARGE").forEach(name -> settings.text(name).optional());

    assertThat(problems(settings))
        .containsExactly(
            "ABSENT refers to a file that cannot be read as UTF-8 text: use any text",
            "EMPTY refers to an empty file: use any text",
            "BINARY refers to a file that cannot be read as UTF-8 text: use any text",
            "LARGE refers to a file of more than 1 MiB: use any text");
  }

  @Test
  void list_onlyCommas_isAProblem() {
    Settings settings = Settings.of(Map.of("LIST", ",,"));

    settings.list("LIST").optional();

    assertThat(problems(settings)).hasSize(1);
  }

  @Test
  void parsed_ownFormat_isRead() {
    Settings settings = Settings.of(Map.of("KEY", "k"));
    Function<String, Integer> parser = String::length;

    assertThat(settings.parsed("KEY", "a key", parser).required().get()).isEqualTo(1);
  }

  @Test
  void isBlank_setToNothing_andNotIfUnset() {
    Settings settings = Settings.of(Map.of("BLANK", " ", "GIVEN", "x"));

    assertThat(settings.isBlank("BLANK")).isTrue();
    assertThat(settings.isBlank("GIVEN")).isFalse();
    assertThat(settings.isBlank("UNSET")).isFalse();
  }

  private static List<String> problems(Settings settings) {
    ConfigurationException thrown =
        catchThrowableOfType(
            ConfigurationException.class, () -> settings.build(() -> "never reached"));
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(
            () -> {
              throw thrown;
            });
    return thrown.problems();
  }
}
