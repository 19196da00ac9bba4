package com.quickdumpnow.relay.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.quickdumpnow.relay.log.LogKey;
import com.quickdumpnow.relay.ops.local.Installation;
import com.quickdumpnow.relay.ops.testing.ObservabilityPage;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** The vocabulary, the dashboard and the alert rules, beside the page that explains them. */
final class ObservabilityTest {
  private static final Pattern METRIC = Pattern.compile("\\bqdn_[a-z_]+");
  private static final Pattern LABEL = Pattern.compile("([a-z_]+)\\s*(?:=|!=|=~|!~)\"");
  private static final Pattern BY = Pattern.compile("\\bby \\(([^)]*)\\)");
  private static final Pattern LITERAL_KEY = Pattern.compile("addKeyValue\\(\\s*\"");
  private static final Pattern LITERAL_ATTRIBUTE =
      Pattern.compile("relay\\.trace\\.Span;[\\s\\S]*\\.set\\(\\s*\"");

  private final ObservabilityPage page = ObservabilityPage.read();

  @Test
  void keys_ofTheCodeAndOfThePage_areTheSame() {
    assertThat(page.names("Log lines")).isEqualTo(keys());
  }

  static Set<String> keys() {
    Set<String> keys = new TreeSet<>();
    for (Field field : LogKey.class.getFields()) {
      if (Modifier.isStatic(field.getModifiers())) {
        try {
          keys.add((String) field.get(null));
        } catch (IllegalAccessException e) {
          throw new IllegalStateException(e);
        }
      }
    }
    return keys;
  }

  @Test
  void keys_ofLinesAndSpans_areWrittenNowhereElse() throws IOException {
    List<Path> sources = new ArrayList<>();
    for (String module : List.of("shared-model", "api-lambda", "webhook-lambda", "relay-worker")) {
      Path root = Installation.find().home().resolve(module + "/src/main/java");
      try (Stream<Path> files = Files.walk(root)) {
        files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
      }
    }

    assertThat(sources).hasSizeGreaterThan(200);
    assertThat(sources)
        .noneMatch(file -> LITERAL_KEY.matcher(contentOf(file)).find())
        .noneMatch(file -> LITERAL_ATTRIBUTE.matcher(contentOf(file)).find());
  }

  private static String contentOf(Path file) {
    return ObservabilityPage.file(file.toString());
  }

  @Test
  void dashboard_asksOnlyForWhatThereIs() throws IOException {
    JsonNode dashboard =
        new ObjectMapper().readTree(ObservabilityPage.file("infra/grafana/qdn-relay.json"));
    List<String> expressions = dashboard.findValuesAsText("expr");

    assertThat(expressions).hasSizeGreaterThan(20).allSatisfy(this::isAboutWhatThereIs);
    assertThat(asked(expressions)).as("every metric is in some panel").isEqualTo(families());
    assertThat(dashboard.findValues("id")).doesNotHaveDuplicates();
    assertThat(dashboard.path("uid").asText()).isEqualTo("qdn-relay");
  }

  @Test
  void rules_askOnlyForWhatThereIsAndThePageSaysWhatToDo() {
    List<Map<String, Object>> rules = rules();

    assertThat(rules)
        .allSatisfy(rule -> isAboutWhatThereIs(String.valueOf(rule.get("expr"))))
        .allSatisfy(rule -> assertThat(rule).containsKeys("labels", "annotations"));
    assertThat(rules)
        .extracting(rule -> String.valueOf(rule.get("alert")))
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(page.names("Alarms of Prometheus"));
  }

  private static List<Map<String, Object>> rules() {
    Map<String, List<Map<String, List<Map<String, Object>>>>> file =
        new Yaml().load(ObservabilityPage.file("infra/prometheus/qdn-relay.rules.yml"));
    return file.getOrDefault("groups", List.of()).stream()
        .flatMap(group -> group.getOrDefault("rules", List.of()).stream())
        .toList();
  }

  private void isAboutWhatThereIs(String expression) {
    assertThat(asked(List.of(expression))).as(expression).isNotEmpty();
    assertThat(families()).as(expression).containsAll(asked(List.of(expression)));
    assertThat(series()).as(expression).containsAll(found(METRIC, expression));
    Set<String> labels = new HashSet<>(found(LABEL, expression));
    found(BY, expression).forEach(list -> labels.addAll(List.of(list.split(",\\s*"))));
    labels.remove("le");
    labels.remove("");
    assertThat(labels()).as(expression).containsAll(labels);
    assertThat(expression.chars().filter(c -> c == '(').count())
        .as(expression)
        .isEqualTo(expression.chars().filter(c -> c == ')').count());
  }

  /** What a query may name: of a histogram its three series. */
  private Set<String> series() {
    Set<String> series = new HashSet<>();
    for (List<String> row : page.table("Metrics")) {
      String name = ObservabilityPage.names(row, 0).getFirst();
      if (row.get(1).equals("histogram")) {
        Stream.of("_bucket", "_count", "_sum").map(name::concat).forEach(series::add);
      } else {
        series.add(name);
      }
    }
    return series;
  }

  private Set<String> families() {
    return page.names("Metrics");
  }

  private Set<String> labels() {
    Set<String> labels = new HashSet<>();
    page.table("Metrics").forEach(row -> labels.addAll(ObservabilityPage.names(row, 3)));
    return labels;
  }

  private Set<String> asked(List<String> expressions) {
    Set<String> asked = new TreeSet<>();
    expressions.stream()
        .flatMap(expression -> found(METRIC, expression).stream())
        .map(name -> name.replaceFirst("_seconds_(bucket|count|sum)$", "_seconds"))
        .forEach(asked::add);
    return asked;
  }

  private static List<String> found(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .results()
        .map((MatchResult match) -> match.groupCount() == 0 ? match.group() : match.group(1))
        .toList();
  }
}
