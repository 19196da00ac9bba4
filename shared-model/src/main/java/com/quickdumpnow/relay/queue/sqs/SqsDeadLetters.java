package com.quickdumpnow.relay.queue.sqs;

import com.quickdumpnow.relay.queue.DeadLetters;
import com.quickdumpnow.relay.queue.QueueUnavailableException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/**
 * The dead-letter queue that a queue's own redrive policy names, looked up when it is needed first.
 * A letter carries the attributes {@code reason} and {@code buriedAt}, and its trace goes with it.
 */
public final class SqsDeadLetters implements DeadLetters {
  private static final Pattern TARGET =
      Pattern.compile(
          "\"deadLetterTargetArn\"\\s*:\\s*\"arn:[^:\"]*:sqs:[^:\"]*:(\\d+):([^\"]+)\"");
  private static final String FIFO = ".fifo";

  private final SqsClient sqs;
  private final String queueUrl;
  private final InstantSource clock;
  private volatile Optional<String> found = Optional.empty();

  /**
   * @param queueUrl of the queue whose dead letters these are
   */
  public SqsDeadLetters(SqsClient sqs, String queueUrl, InstantSource clock) {
    this.sqs = sqs;
    this.queueUrl = queueUrl;
    this.clock = clock;
  }

  public static SqsDeadLetters of(String queueUrl) {
    return new SqsDeadLetters(SqsClients.fromEnvironment(), queueUrl, InstantSource.system());
  }

  @Override
  public boolean bury(Letter letter) {
    try {
      Optional<String> target = target();
      target.ifPresent(url -> sqs.sendMessage(request(url, letter)));
      return target.isPresent();
    } catch (SdkException e) {
      throw new QueueUnavailableException("SQS did not take a dead letter", e);
    }
  }

  /**
   * The URL of the dead-letter queue; empty when the queue's redrive policy names none.
   *
   * @throws SdkException when SQS cannot be asked
   */
  public Optional<String> target() {
    if (found.isEmpty()) {
      String policy =
          sqs.getQueueAttributes(
                  r -> r.queueUrl(queueUrl).attributeNames(QueueAttributeName.REDRIVE_POLICY))
              .attributes()
              .getOrDefault(QueueAttributeName.REDRIVE_POLICY, "");
      Matcher target = TARGET.matcher(policy);
      found = target.find() ? Optional.of(url(target.group(1), target.group(2))) : Optional.empty();
    }
    return found;
  }

  private String url(String account, String name) {
    return sqs.getQueueUrl(r -> r.queueName(name).queueOwnerAWSAccountId(account)).queueUrl();
  }

  private SendMessageRequest request(String url, Letter letter) {
    Map<String, MessageAttributeValue> attributes =
        new HashMap<>(TraceAttribute.of(letter.trace()));
    attributes.put("reason", text(letter.reason()));
    attributes.put("buriedAt", text(clock.instant().truncatedTo(ChronoUnit.MILLIS).toString()));
    SendMessageRequest.Builder request =
        SendMessageRequest.builder()
            .queueUrl(url)
            .messageBody(letter.body())
            .messageAttributes(attributes);
    if (url.endsWith(FIFO)) {
      String group = letter.group().filter(name -> !name.isEmpty()).orElse("none");
      request.messageGroupId(group).messageDeduplicationId(hash(group + "\n" + letter.body()));
    }
    return request.build();
  }

  private static MessageAttributeValue text(String value) {
    return MessageAttributeValue.builder().dataType("String").stringValue(value).build();
  }

  private static String hash(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
