package com.quickdumpnow.relay.ops.aws;

import com.quickdumpnow.relay.queue.sqs.SqsDeadLetters;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.EmptyBatchRequestException;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/**
 * What queues are like, and what may be done to them, found out without changing what they hold.
 * Thread-safe. Every method throws {@link AwsException}.
 */
public final class QueueProbe implements AutoCloseable {
  private static final Pattern RECEIVES = Pattern.compile("\"maxReceiveCount\"\\s*:\\s*\"?(\\d+)");

  private final SqsClient sqs;

  private QueueProbe(SqsClient sqs) {
    this.sqs = sqs;
  }

  /** With region, credentials and endpoint from where the AWS SDK looks for them. */
  public static QueueProbe open() {
    try {
      return new QueueProbe(
          SqsClient.builder()
              .httpClientBuilder(
                  UrlConnectionHttpClient.builder()
                      .connectionTimeout(Duration.ofSeconds(2))
                      .socketTimeout(Duration.ofSeconds(5)))
              .overrideConfiguration(settings -> settings.apiCallTimeout(Duration.ofSeconds(15)))
              .build());
    } catch (SdkException e) {
      throw AwsException.of("SQS", e);
    }
  }

  /**
   * A queue's attributes, where SQS told them.
   *
   * @param visibility for which a message is hidden once it was received
   * @param retention after which SQS drops a message that nobody took
   * @param delay with which a message becomes visible first
   * @param byContent whether messages of the same content are one, where the sender says nothing
   * @param receives after which SQS moves a message to the dead letters; empty: there are none
   * @param waiting about how many messages wait
   */
  public record Facts(
      boolean fifo,
      Duration visibility,
      Optional<Duration> retention,
      Duration delay,
      boolean byContent,
      Optional<Integer> receives,
      int waiting) {}

  /** Empty: there is no such queue. */
  public Optional<Facts> facts(String url) {
    try {
      return Optional.of(
          facts(
              sqs.getQueueAttributes(r -> r.queueUrl(url).attributeNames(QueueAttributeName.ALL))
                  .attributes()));
    } catch (QueueDoesNotExistException _) {
      return Optional.empty();
    } catch (SdkException e) {
      throw AwsException.of("SQS", e);
    }
  }

  private static Facts facts(Map<QueueAttributeName, String> attributes) {
    Matcher receives =
        RECEIVES.matcher(attributes.getOrDefault(QueueAttributeName.REDRIVE_POLICY, ""));
    return new Facts(
        isSet(attributes, QueueAttributeName.FIFO_QUEUE),
        seconds(attributes, QueueAttributeName.VISIBILITY_TIMEOUT).orElse(Duration.ZERO),
        seconds(attributes, QueueAttributeName.MESSAGE_RETENTION_PERIOD),
        seconds(attributes, QueueAttributeName.DELAY_SECONDS).orElse(Duration.ZERO),
        isSet(attributes, QueueAttributeName.CONTENT_BASED_DEDUPLICATION),
        receives.find() ? Optional.of(Integer.valueOf(receives.group(1))) : Optional.empty(),
        number(attributes, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES).orElse(0));
  }

  /** The URL of the queue that its redrive policy names; empty: it does not exist. */
  public Optional<String> deadLetters(String url) {
    try {
      return new SqsDeadLetters(sqs, url, InstantSource.system()).target();
    } catch (QueueDoesNotExistException _) {
      return Optional.empty();
    } catch (SdkException e) {
      throw AwsException.of("SQS", e);
    }
  }

  /**
   * Whether one may send, as far as a batch of nothing tells: no queue can keep any of it, whatever
   * it makes of the request. A batch takes the permission for {@code SendMessage}, and AWS <a
   * href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-creating-custom-policies-process-workflow.html">writes</a>
   * that SQS decides by the policies before it goes on with a request; that it does so before it
   * sees that a batch is empty follows from that, but is not said and was never tried on AWS. If it
   * does not, true means nothing; false is certain. A key that a queue's messages are encrypted
   * with is not tried.
   */
  public boolean maySend(String url) {
    return isPermitted(
        () -> {
          try {
            sqs.sendMessageBatch(r -> r.queueUrl(url).entries(List.of()));
          } catch (EmptyBatchRequestException _) {
            // As it ought to be.
          }
        });
  }

  /**
   * Whether one may receive, by receiving a message at the most, which others can have again at
   * once (<a
   * href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ReceiveMessage.html">a
   * visibility timeout of 0</a>). Its count of receives goes up: this is for dead letters, which no
   * such count moves elsewhere.
   */
  public boolean mayReceive(String url) {
    return isPermitted(
        () ->
            sqs.receiveMessage(
                r ->
                    r.queueUrl(url)
                        .maxNumberOfMessages(1)
                        .waitTimeSeconds(0)
                        .visibilityTimeout(0)));
  }

  private static boolean isPermitted(Runnable request) {
    try {
      request.run();
      return true;
    } catch (SdkException e) {
      AwsException failure = AwsException.of("SQS", e);
      if (failure.isForbidden()) {
        return false;
      }
      throw failure;
    }
  }

  private static boolean isSet(
      Map<QueueAttributeName, String> attributes, QueueAttributeName name) {
    return attributes.getOrDefault(name, "").equals("true");
  }

  private static Optional<Duration> seconds(
      Map<QueueAttributeName, String> attributes, QueueAttributeName name) {
    return number(attributes, name).map(Duration::ofSeconds);
  }

  private static Optional<Integer> number(
      Map<QueueAttributeName, String> attributes, QueueAttributeName name) {
    return Optional.ofNullable(attributes.get(name)).map(Integer::valueOf);
  }

  @Override
  public void close() {
    sqs.close();
  }
}
