package com.quickdumpnow.relay.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.quickdumpnow.relay.infra.Template.Resource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The template fits the programs: their variables, their routes, their handlers. */
class WiringOfProgramsTest {
  private static final Pattern VARIABLE = Pattern.compile("\"(QDN_[A-Z_]+)\"");
  private static final Pattern MONITOR_VARIABLE = Pattern.compile("process\\.env\\.(QDN_[A-Z_]+)");
  private static final String ROOT = "src/main/java/com/quickdumpnow/relay/";

  /** What a deployment leaves to the programs' own defaults. */
  private static final Map<String, Set<String>> LEFT_TO_DEFAULTS =
      Map.of(
          "api",
          // What is shipped, unless the deployment has its own.
          Set.of("QDN_TEMPLATES"),
          "worker",
          Set.of(
              "QDN_TEMPLATES",
              // Twilio's own address.
              "QDN_TWILIO_BASE_URL",
              // 127.0.0.1: the probe runs inside the container.
              "QDN_HTTP_HOST",
              "QDN_WORKER_CONCURRENCY",
              "QDN_POLL",
              "QDN_VISIBILITY",
              "QDN_SWEEP_EVERY",
              "QDN_LEASE",
              "QDN_RETENTION",
              "QDN_REDACT_AFTER",
              // Where numbers are looked up at all.
              "QDN_LOOKUP_ACCOUNT",
              // For a staging installation only.
              "QDN_ALLOWED_NUMBERS"));

  private final Template template = Template.standard();

  @Test
  void api_hasTheVariablesThatItsCodeReads() throws IOException {
    Set<String> given = new TreeSet<>(LEFT_TO_DEFAULTS.getOrDefault("api", Set.of()));
    given.addAll(variables("qdn-api"));

    assertThat(given).isEqualTo(readBy("api-lambda", "api"));
  }

  @Test
  void webhook_hasTheVariablesThatItsCodeReads() throws IOException {
    assertThat(variables("qdn-webhook"))
        .isEqualTo(readBy("webhook-lambda", "webhook/WebhookConfig.java"));
  }

  @Test
  void recorder_hasTheVariablesThatItsCodeReads() throws IOException {
    assertThat(variables("qdn-recorder"))
        .isEqualTo(readBy("webhook-lambda", "webhook/RecorderConfig.java"));
  }

  /** Else the two tests above would look at too little. */
  @Test
  void webhookLambda_readsVariablesInItsTwoConfigurationsAndToWarmUp() throws IOException {
    Set<String> both = new TreeSet<>(variables("qdn-webhook"));
    both.addAll(variables("qdn-recorder"));

    assertThat(readBy("webhook-lambda", "webhook")).isEqualTo(both);
  }

  @Test
  void worker_hasTheVariablesThatItsCodeReads() throws IOException {
    JsonNode container = container();
    Set<String> given = new TreeSet<>(LEFT_TO_DEFAULTS.getOrDefault("worker", Set.of()));
    container.path("Environment").forEach(each -> given.add(each.path("Name").asText()));
    container.path("Secrets").forEach(each -> given.add(each.path("Name").asText()));
    given.remove("AWS_REGION");

    assertThat(given).isEqualTo(readBy("relay-worker", "worker"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"watch", "canary"})
  void monitor_hasTheVariablesThatItsCodeReads(String name) throws IOException {
    Path functions = Template.HOME.resolve("infra/src/main/functions");
    String code =
        Files.readString(functions.resolve("common.mjs"))
            + Files.readString(functions.resolve(name + ".mjs"));
    Set<String> read =
        MONITOR_VARIABLE
            .matcher(code)
            .results()
            .map(match -> match.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    // How often the canary looks; only tests are in a hurry.
    read.remove("QDN_CANARY_POLL_MS");
    // Depots alone are told of a name of their own.
    read.remove("QDN_METRICS");

    assertThat(variables("qdn-" + name)).isEqualTo(read);
  }

  @Test
  void tracing_asDeployed_isToldToAllFourPrograms() {
    Template traced = Template.withDomains();

    for (String name : List.of("qdn-api", "qdn-webhook", "qdn-recorder")) {
      assertThat(
              traced
                  .function(name)
                  .at("/Environment/Variables/OTEL_EXPORTER_OTLP_ENDPOINT")
                  .asText())
          .as(name)
          .isEqualTo("https://otlp.example.com");
    }
    assertThat(traced.all("AWS::ECS::TaskDefinition").getFirst().properties().toString())
        .contains("OTEL_EXPORTER_OTLP_ENDPOINT");
    assertThat(template.function("qdn-api").properties().toString()).doesNotContain("OTEL_");
    assertThat(container().toString()).doesNotContain("OTEL_");
  }

  @Test
  void worker_getsTwiliosTokensFromTheSecretAndTheChainAsItIs() {
    assertThat(container().path("Secrets"))
        .singleElement()
        .satisfies(
            secret -> assertThat(secret.path("ValueFrom").toString()).contains("TwilioTokens"));
    assertThat(container().path("Environment"))
        .anyMatch(
            each ->
                each.path("Name").asText().equals("QDN_CHAIN")
                    && each.path("Value")
                        .asText()
                        .equals(Template.deployment().path("chain").toString()));
  }

  @Test
  void functions_readSecretsByTheExtensionAndHaveNone() {
    for (String name : List.of("qdn-api", "qdn-webhook", "qdn-watch", "qdn-canary")) {
      Resource function = template.function(name);
      assertThat(function.at("/Environment/Variables").toString()).as(name).contains("@secret:");
      assertThat(function.at("/Layers").toString())
          .as(name)
          .contains("AWS-Parameters-and-Secrets-Lambda-Extension-Arm64");
    }
    assertThat(template.function("qdn-recorder").at("/Layers").isMissingNode()).isTrue();
  }

  @Test
  void javaFunctions_areSnapshotsOnJava25AndArm() {
    assertThat(javaFunctions())
        .hasSize(3)
        .allSatisfy(
            function -> {
              assertThat(function.at("/Runtime").asText()).isEqualTo("java25");
              assertThat(function.at("/SnapStart/ApplyOn").asText()).isEqualTo("PublishedVersions");
              assertThat(function.at("/Architectures/0").asText()).isEqualTo("arm64");
            });
  }

  private List<Resource> javaFunctions() {
    return template.all("AWS::Lambda::Function").stream()
        .filter(each -> each.at("/Runtime").asText().startsWith("java"))
        .toList();
  }

  @Test
  void aliases_areWhatCallersTake() {
    assertThat(template.all("AWS::Lambda::Alias"))
        .hasSize(5)
        .allMatch(alias -> alias.at("/Name").asText().equals("live"));
    for (String caller :
        List.of("AWS::ApiGatewayV2::Integration", "AWS::Lambda::EventSourceMapping")) {
      assertThat(template.all(caller))
          .allMatch(each -> each.properties().toString().contains("Live"));
    }
    assertThat(template.all("AWS::Events::Rule"))
        .allMatch(rule -> rule.at("/Targets/0/Arn").toString().contains("Live"));
  }

  @Test
  void recorder_takesBatchesOfReceiptsWithPartialAnswers() {
    Resource mapping = template.all("AWS::Lambda::EventSourceMapping").getFirst();

    assertThat(mapping.at("/EventSourceArn").toString()).contains("Outcomes");
    assertThat(mapping.at("/FunctionName").toString()).contains("Recorder");
    assertThat(mapping.at("/BatchSize").asInt()).isEqualTo(100);
    assertThat(mapping.at("/MaximumBatchingWindowInSeconds").asInt()).isEqualTo(1);
    assertThat(mapping.at("/ScalingConfig/MaximumConcurrency").asInt()).isEqualTo(2);
    assertThat(mapping.at("/FunctionResponseTypes")).hasToString("[\"ReportBatchItemFailures\"]");
  }

  @Test
  void routes_areThoseOfTheOpenApiDocumentAndTwiliosCallbacks() throws IOException {
    Set<String> paths = new TreeSet<>(Set.of("/inbound"));
    openApi().path("paths").fieldNames().forEachRemaining(paths::add);

    assertThat(routes().keySet().stream().map(key -> key.replaceAll("^\\w+ ", "")))
        .containsOnlyOnceElementsOf(
            paths.stream().filter(p -> !p.equals("/jobs/{jobId}/messages")).toList())
        .allMatch(paths::contains);
  }

  @Test
  void routes_leadCallbacksToTheWebhookAndAllElseToTheApi() {
    assertThat(routes())
        .containsEntry("POST /jobs/{jobId}/messages", "Webhook")
        .containsEntry("POST /inbound", "Webhook")
        .containsEntry("ANY /jobs/{jobId}/messages", "Api");
    assertThat(routes().values().stream().filter("Webhook"::equals)).hasSize(2);
  }

  @Test
  void stage_isThrottledAndLogsNoPersonalData() {
    Resource stage = template.all("AWS::ApiGatewayV2::Stage").getFirst();

    assertThat(stage.at("/DefaultRouteSettings/ThrottlingRateLimit").asInt()).isEqualTo(50);
    assertThat(stage.at("/DefaultRouteSettings/ThrottlingBurstLimit").asInt()).isEqualTo(100);
    assertThat(stage.at("/AccessLogSettings/Format").asText())
        .contains("$context.routeKey", "$context.status")
        .doesNotContain("sourceIp", "identity", "path", "userAgent", "authorizer");
  }

  /** By key: the function whose alias is behind it. */
  private Map<String, String> routes() {
    Map<String, String> routes = new TreeMap<>();
    for (Resource route : template.all("AWS::ApiGatewayV2::Route")) {
      Resource integration = template.referredToBy(route.at("/Target"));
      String alias = integration.at("/IntegrationUri").toString();
      routes.put(
          route.at("/RouteKey").asText(), alias.replaceAll(".*Functions(\\w+?)Live.*", "$1"));
    }
    return routes;
  }

  private static JsonNode openApi() throws IOException {
    return new ObjectMapper()
        .readTree(
            Template.HOME
                .resolve("api-lambda/src/main/resources/com/quickdumpnow/relay/api/openapi.json")
                .toFile());
  }

  private JsonNode container() {
    return template.all("AWS::ECS::TaskDefinition").getFirst().at("/ContainerDefinitions/0");
  }

  private Set<String> variables(String function) {
    Set<String> names = new TreeSet<>();
    template
        .function(function)
        .at("/Environment/Variables")
        .fieldNames()
        .forEachRemaining(names::add);
    // The extension's own.
    names.removeIf(name -> !name.startsWith("QDN_"));
    return names;
  }

  /**
   * The variables that the sources below a module's file or folder name; where they ask for the
   * store's place, also the one that this deployment has for it.
   */
  private static Set<String> readBy(String module, String where) throws IOException {
    Path root = Template.HOME.resolve(module).resolve(ROOT + where);
    List<String> sources = new ArrayList<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".java")).toList()) {
        sources.add(Files.readString(file));
      }
    }
    Set<String> read =
        sources.stream()
            .flatMap(source -> VARIABLE.matcher(source).results())
            .map(match -> match.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    if (sources.stream().anyMatch(source -> source.contains("StorePlace.of("))) {
      read.add("QDN_BUCKET");
    }
    return read;
  }
}
