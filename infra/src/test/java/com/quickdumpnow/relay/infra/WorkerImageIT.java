package com.quickdumpnow.relay.infra;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.quickdumpnow.relay.localcloud.testing.CloudUnderTest;
import com.quickdumpnow.relay.model.MaintenanceDocument;
import com.quickdumpnow.relay.store.document.DocumentStore;
import com.quickdumpnow.relay.store.document.StoreListener;
import com.quickdumpnow.relay.store.s3.S3ObjectStore;
import com.quickdumpnow.relay.time.Clockwork;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The worker's image as it was built, without a Docker daemon: unpacked, and started by its own
 * entry point with the template's variables, until the template's probe finds it well. What is
 * missing is the base image, a Java runtime, in whose place stands this machine's.
 */
class WorkerImageIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path IMAGE = Template.HOME.resolve("relay-worker/target/jib-image.tar");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final JsonNode container =
      Template.standard().all("AWS::ECS::TaskDefinition").getFirst().at("/ContainerDefinitions/0");
  private final CloudUnderTest cloud = CloudUnderTest.shared();
  private final String bucket = cloud.newBucket();
  private final String notifications = cloud.newFifoQueue(Duration.ofSeconds(30));

  @TempDir private Path folder;

  @BeforeEach
  void aDocument() {
    System.setProperty("aws.region", "us-east-1");
    System.setProperty("aws.accessKeyId", "test");
    System.setProperty("aws.secretAccessKey", "test");
    System.setProperty("aws.endpointUrlS3", cloud.s3Endpoint().toString());
    new DocumentStore(
            S3ObjectStore.of(bucket),
            "maintenance.json",
            Clockwork.system(),
            new SecureRandom(),
            StoreListener.NONE)
        .create(MaintenanceDocument.EMPTY);
  }

  @Test
  void image_isForArmAndNobodyInParticular() throws Exception {
    JsonNode config = config(unpack(IMAGE, folder));

    assertThat(config.path("architecture").asText()).isEqualTo("arm64");
    assertThat(config.at("/config/User").asText()).isEqualTo(container.path("User").asText());
  }

  @Test
  void worker_startedByTheEntryPoint_isWellAndStopsInTime() throws Exception {
    int port = freePort();
    Process worker = start(unpack(IMAGE, folder), port);
    try {
      long end = System.nanoTime() + PATIENCE.toNanos();
      while (probe(port) != 0) {
        assertThat(System.nanoTime() - end).as("not well in time\n%s", log()).isNegative();
        assertThat(worker.isAlive()).as(log()).isTrue();
        LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
      }
      worker.destroy();

      assertThat(worker.waitFor(container.path("StopTimeout").asInt(), TimeUnit.SECONDS)).isTrue();
      assertThat(log()).contains("the worker is up", "the worker is down");
    } finally {
      worker.destroyForcibly().waitFor();
    }
    assertThat(probe(port)).as("nobody is there any more").isNotZero();
  }

  private String log() throws IOException {
    return Files.readString(folder.resolve("worker.log"));
  }

  /** The template's own health check, at another port. */
  private int probe(int port) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    container.at("/HealthCheck/Command").forEach(word -> command.add(word.asText()));
    assertThat(command.removeFirst()).isEqualTo("CMD");
    command.replaceAll(word -> word.replace("8081", "" + port));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("probe.log").toFile())
            .start();
    return process.waitFor();
  }

  private Process start(Path image, int port) throws IOException, InterruptedException {
    JsonNode config = config(image);
    Path root = Files.createDirectory(folder.resolve("root"));
    for (JsonNode layer : manifest(image).path("Layers")) {
      unpack(image.resolve(layer.asText()), root);
    }
    Path classpath = root.resolve("app/jib-classpath-file");
    Files.writeString(classpath, under(root, Files.readString(classpath)));
    List<String> command = new ArrayList<>();
    for (JsonNode word : config.at("/config/Entrypoint")) {
      command.add(under(root, word.asText()));
    }
    assertThat(command.getFirst()).isEqualTo("java");
    command.set(0, Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // A read-only root has no folder for temporary files either.
    command.add(1, "-Djava.io.tmpdir=" + folder.resolve("nowhere"));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(root.resolve("app").toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("worker.log").toFile());
    builder.environment().putAll(environment(port));
    return builder.start();
  }

  /** With the image's folder where it was unpacked: nothing here may write to the real root. */
  private static String under(Path root, String words) {
    return words.replaceAll("(^|:|@)/app", "$1" + root + "/app");
  }

  private Map<String, String> environment(int port) {
    Map<String, String> environment = new HashMap<>();
    for (JsonNode variable : container.path("Environment")) {
      if (variable.path("Value").isTextual()) {
        environment.put(variable.path("Name").asText(), variable.path("Value").asText());
      }
    }
    environment.putAll(
        Map.of(
            "QDN_BUCKET",
            bucket,
            "QDN_NOTIFICATIONS_QUEUE_URL",
            notifications,
            "QDN_PUBLIC_URL",
            "https://api.quickdumpnow.example.com",
            "QDN_TWILIO_AUTH_TOKENS",
            "AC00000000000000000000000000000000=12345",
            "QDN_HTTP_PORT",
            "" + port));
    environment.putAll(
        Map.of(
            "QDN_SES_CONFIGURATION_SET",
            "qdn-relay",
            "AWS_ACCESS_KEY_ID",
            "test",
            "AWS_SECRET_ACCESS_KEY",
            "test",
            "AWS_ENDPOINT_URL_S3",
            cloud.s3Endpoint().toString(),
            "AWS_ENDPOINT_URL_SQS",
            cloud.sqsEndpoint().toString(),
            "AWS_ENDPOINT_URL_SES",
            cloud.sesEndpoint().toString()));
    return environment;
  }

  private static JsonNode manifest(Path image) throws IOException {
    return JSON.readTree(image.resolve("manifest.json").toFile()).path(0);
  }

  private static JsonNode config(Path image) throws IOException {
    return JSON.readTree(image.resolve(manifest(image).path("Config").asText()).toFile());
  }

  private static Path unpack(Path archive, Path into) throws IOException, InterruptedException {
    Process tar =
        new ProcessBuilder("tar", "-xf", archive.toString(), "-C", into.toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(tar.getInputStream().readAllBytes(), UTF_8);
    assertThat(tar.waitFor()).as(output).isZero();
    return into;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
