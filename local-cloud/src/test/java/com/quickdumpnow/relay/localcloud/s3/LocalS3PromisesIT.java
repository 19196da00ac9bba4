package com.quickdumpnow.relay.localcloud.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.quickdumpnow.relay.localcloud.http.Fault;
import com.quickdumpnow.relay.localcloud.testing.AwsClients;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What other stand-ins do not promise: atomic, durable, and failing on request. */
class LocalS3PromisesIT {

  private static final int WRITERS = 16;
  private static final int INCREMENTS = 50;

  @TempDir Path folder;

  @Test
  void conditionalWrites_of16Clients_loseNone() throws Exception {
    try (LocalS3 local = LocalS3.start(0, folder);
        S3Client s3 = AwsClients.s3(local.endpoint());
        ExecutorService writers = Executors.newFixedThreadPool(WRITERS)) {
      createBucket(s3);
      put(s3, "0");

      List<Callable<Integer>> tasks = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        tasks.add(() -> increment(local.endpoint()));
      }
      for (Future<Integer> done : writers.invokeAll(tasks)) {
        done.get();
      }

      assertThat(get(s3)).isEqualTo(Integer.toString(WRITERS * INCREMENTS));
      assertThat(s3.listObjectVersionsPaginator(b -> b.bucket("bucket")).versions())
          .hasSize(WRITERS * INCREMENTS + 1);
    }
  }

  @Test
  void put_moreVersionsThanAreKept_dropsTheOldestForGood() throws Exception {
    try (LocalS3 local = LocalS3.start(0, folder, 2);
        S3Client s3 = AwsClients.s3(local.endpoint())) {
      createBucket(s3);
      for (String content : List.of("1", "2", "3", "4", "5")) {
        put(s3, content);
      }

      assertThat(s3.listObjectVersions(b -> b.bucket("bucket")).versions()).hasSize(3);
      assertThat(get(s3)).isEqualTo("5");
    }
    try (Stream<Path> files = Files.list(folder.resolve("bucket"))) {
      assertThat(files.filter(file -> file.toString().endsWith(".version")))
          .hasSize(3)
          .allSatisfy(
              file ->
                  assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                      .isEqualTo("rw-------"));
    }
  }

  @Test
  void restart_fromTheFolder_keepsObjectsVersionsAndMarkers() {
    String first;
    String etag;
    try (LocalS3 local = LocalS3.start(0, folder);
        S3Client s3 = AwsClients.s3(local.endpoint())) {
      createBucket(s3);
      first = put(s3, "one");
      put(s3, "two");
      etag = s3.headObject(b -> b.bucket("bucket").key("k")).eTag();
      s3.putObject(b -> b.bucket("bucket").key("gone"), RequestBody.fromString("x"));
      s3.deleteObject(b -> b.bucket("bucket").key("gone"));
    }

    try (LocalS3 local = LocalS3.start(0, folder);
        S3Client s3 = AwsClients.s3(local.endpoint())) {
      assertThat(get(s3)).isEqualTo("two");
      assertThat(
              s3.getObjectAsBytes(b -> b.bucket("bucket").key("k").versionId(first)).asUtf8String())
          .isEqualTo("one");
      assertThatThrownBy(() -> s3.headObject(b -> b.bucket("bucket").key("gone")))
          .isInstanceOf(NoSuchKeyException.class);
      s3.putObject(b -> b.bucket("bucket").key("k").ifMatch(etag), RequestBody.fromString("three"));
      assertThat(s3.listObjectVersions(b -> b.bucket("bucket").prefix("k")).versions())
          .hasSize(3)
          .first()
          .extracting(ObjectVersion::isLatest)
          .isEqualTo(true);
    }
  }

  @Test
  void restart_afterAWriteWasCutShort_doesNotSeeIt() throws IOException {
    try (LocalS3 local = LocalS3.start(0, folder);
        S3Client s3 = AwsClients.s3(local.endpoint())) {
      createBucket(s3);
      put(s3, "whole");
    }
    Path torn = folder.resolve("bucket/.unfinished-1");
    Files.writeString(torn, "{\"key\":\"k\",\"id\":");

    try (LocalS3 local = LocalS3.start(0, folder);
        S3Client s3 = AwsClients.s3(local.endpoint())) {
      assertThat(get(s3)).isEqualTo("whole");
      assertThat(torn).doesNotExist();
    }
  }

  @Test
  void kill_whileWriting_losesNothingAcknowledged() throws Exception {
    Process process = startInAProcessOfItsOwn();
    List<String> acknowledged = new ArrayList<>();
    try (var out = process.inputReader()) {
      URI endpoint = URI.create(out.readLine());
      try (S3Client s3 = AwsClients.s3WithoutRetries(endpoint)) {
        createBucket(s3);
        Thread killer = Thread.ofVirtual().unstarted(process::destroyForcibly);
        for (int i = 0; i < 100_000; i++) {
          if (i == 100) {
            killer.start();
          }
          acknowledged.add(put(s3, "x".repeat(100_000) + i));
        }
      } catch (SdkClientException killed) {
        assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(100);
      }
      process.waitFor();
    } finally {
      process.destroyForcibly();
    }

    try (LocalS3 local = LocalS3.start(0, folder);
        S3Client s3 = AwsClients.s3(local.endpoint())) {
      List<String> kept =
          s3.listObjectVersionsPaginator(b -> b.bucket("bucket")).versions().stream()
              .map(ObjectVersion::versionId)
              .toList();
      // The one that was in hand may have landed without an answer.
      assertThat(kept).containsAll(acknowledged).hasSizeLessThanOrEqualTo(acknowledged.size() + 1);
      assertThat(get(s3)).endsWith("x" + (kept.size() - 1));
    }
  }

  @Test
  void fault_loseReply_landsWithoutAnAnswer() {
    try (LocalS3 local = LocalS3.start(0);
        S3Client s3 = AwsClients.s3WithoutRetries(local.endpoint())) {
      createBucket(s3);
      put(s3, "before");
      local.faults().next(1, "PUT", "bucket/k", new Fault.LoseReply());

      assertThatThrownBy(() -> put(s3, "after")).isInstanceOf(SdkClientException.class);

      assertThat(get(s3)).isEqualTo("after");
      assertThat(local.faults().pending()).isEmpty();
      assertThat(s3.listObjectVersions(b -> b.bucket("bucket")).versions()).hasSize(2);
    }
  }

  @Test
  void fault_failReply_landsAndAnswers500() {
    try (LocalS3 local = LocalS3.start(0);
        S3Client s3 = AwsClients.s3WithoutRetries(local.endpoint())) {
      createBucket(s3);
      local.faults().next(1, "PUT", "bucket/k", new Fault.FailReply(500, "InternalError"));

      assertThatThrownBy(() -> put(s3, "landed"))
          .isInstanceOfSatisfying(
              S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(500));

      assertThat(get(s3)).isEqualTo("landed");
    }
  }

  @Test
  void fault_refuse_overHttp_answersTheErrorAsManyTimesAsAsked() throws Exception {
    try (LocalS3 local = LocalS3.start(0);
        S3Client s3 = AwsClients.s3WithoutRetries(local.endpoint())) {
      createBucket(s3);
      postFault(
          local.endpoint(),
          """
          {"method":"PUT","subject":"bucket/k","times":2,"effect":"refuse","status":409,
           "code":"ConditionalRequestConflict"}
          """);

      for (int i = 0; i < 2; i++) {
        assertThatThrownBy(() -> put(s3, "x"))
            .isInstanceOfSatisfying(
                S3Exception.class,
                e -> {
                  assertThat(e.statusCode()).isEqualTo(409);
                  assertThat(e.awsErrorDetails().errorCode())
                      .isEqualTo("ConditionalRequestConflict");
                });
      }
      put(s3, "third");
      assertThat(get(s3)).isEqualTo("third");
    }
  }

  @Test
  void fault_transientRefusal_isRetriedByTheSdk() {
    try (LocalS3 local = LocalS3.start(0);
        S3Client s3 = AwsClients.s3(local.endpoint())) {
      createBucket(s3);
      local.faults().next(2, "", "bucket/k", new Fault.Refuse(503, "SlowDown"));

      put(s3, "x");

      assertThat(local.faults().injected()).isEqualTo(2);
    }
  }

  private static int increment(URI endpoint) {
    int conflicts = 0;
    try (S3Client s3 = AwsClients.s3(endpoint)) {
      for (int done = 0; done < INCREMENTS; ) {
        ResponseBytes<GetObjectResponse> seen =
            s3.getObjectAsBytes(b -> b.bucket("bucket").key("k"));
        String next = Integer.toString(Integer.parseInt(seen.asUtf8String()) + 1);
        try {
          s3.putObject(
              b -> b.bucket("bucket").key("k").ifMatch(seen.response().eTag()),
              RequestBody.fromString(next));
          done++;
        } catch (S3Exception e) {
          assertThat(e.statusCode()).isEqualTo(412);
          conflicts++;
        }
      }
    }
    return conflicts;
  }

  private Process startInAProcessOfItsOwn() throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return new ProcessBuilder(
            java,
            "-cp",
            System.getProperty("java.class.path"),
            S3Process.class.getName(),
            folder.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static void postFault(URI endpoint, String json) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(endpoint.resolve("/_admin/faults"))
              .POST(HttpRequest.BodyPublishers.ofString(json))
              .build();
      assertThat(http.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(204);
    }
  }

  private static void createBucket(S3Client s3) {
    s3.createBucket(b -> b.bucket("bucket"));
    s3.putBucketVersioning(
        b ->
            b.bucket("bucket")
                .versioningConfiguration(v -> v.status(BucketVersioningStatus.ENABLED)));
  }

  private static String put(S3Client s3, String content) {
    return s3.putObject(b -> b.bucket("bucket").key("k"), RequestBody.fromString(content))
        .versionId();
  }

  private static String get(S3Client s3) {
    return s3.getObjectAsBytes(b -> b.bucket("bucket").key("k")).asUtf8String();
  }

  /** A durable S3 that tells its endpoint and serves until it is killed. */
  static final class S3Process {
    public static void main(String[] arguments) throws InterruptedException {
      LocalS3 local = LocalS3.start(0, Path.of(arguments[0]));
      System.out.println(local.endpoint());
      Thread.currentThread().join();
    }
  }
}
