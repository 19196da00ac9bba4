package com.quickdumpnow.relay.bench.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.quickdumpnow.relay.aws.AwsHttp;
import com.quickdumpnow.relay.store.document.ObjectStore.Condition;
import com.quickdumpnow.relay.store.document.ObjectStore.Found;
import com.quickdumpnow.relay.store.document.ObjectStore.Put;
import com.quickdumpnow.relay.store.s3.S3ObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/**
 * As little as a function can do on the runtime and the SDK that ours have: what is faster than
 * this is not to be had with them.
 */
public abstract class BareHandler implements RequestStreamHandler {
  private final SqsClient sqs = SqsClient.builder().httpClient(AwsHttp.client()).build();

  /** Queues the event. */
  public static final class Queueing extends BareHandler {
    @Override
    SendMessageRequest message(String event) {
      return SendMessageRequest.builder()
          .queueUrl(System.getenv("QDN_OUTCOMES_QUEUE_URL"))
          .messageBody(event)
          .build();
    }
  }

  /** Puts the document back as it is, as long as it is that; then queues the event. */
  public static final class Replacing extends BareHandler {
    private static final String KEY = "maintenance.json";

    private final S3ObjectStore objects = S3ObjectStore.of(System.getenv("QDN_BUCKET"));

    @Override
    SendMessageRequest message(String event) {
      if (!(objects.get(KEY, Optional.empty()) instanceof Found found)
          || !(objects.put(KEY, found.bytes(), new Condition.IfMatch(found.etag()))
              instanceof Put.Stored)) {
        throw new IllegalStateException("there is no " + KEY + ", or somebody else wrote it");
      }
      return SendMessageRequest.builder()
          .queueUrl(System.getenv("QDN_NOTIFICATIONS_QUEUE_URL"))
          .messageBody(event)
          .messageGroupId("bare")
          .messageDeduplicationId(Long.toString(System.nanoTime()))
          .build();
    }
  }

  /** Writes a jar of these classes alone: each one more that a JVM opens takes it time. */
  static void pack(Path jar) throws IOException {
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      for (Class<?> type : List.of(BareHandler.class, Queueing.class, Replacing.class)) {
        String name = type.getName().replace('.', '/') + ".class";
        try (InputStream in = type.getResourceAsStream("/" + name)) {
          out.putNextEntry(new ZipEntry(name));
          Objects.requireNonNull(in).transferTo(out);
        }
      }
    }
  }

  abstract SendMessageRequest message(String event);

  @Override
  public void handleRequest(InputStream event, OutputStream answer, Context context)
      throws IOException {
    sqs.sendMessage(message(new String(event.readAllBytes(), StandardCharsets.UTF_8)));
    answer.write("{\"statusCode\":204}".getBytes(StandardCharsets.UTF_8));
  }
}
