package com.quickdumpnow.relay.queue.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.quickdumpnow.relay.json.ReceiptJson;
import com.quickdumpnow.relay.json.TriggerJson;
import com.quickdumpnow.relay.localcloud.testing.CloudUnderTest;
import com.quickdumpnow.relay.model.DeliveryStatus;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.model.MessageId;
import com.quickdumpnow.relay.model.NotificationId;
import com.quickdumpnow.relay.model.Receipt;
import com.quickdumpnow.relay.model.Trigger;
import com.quickdumpnow.relay.queue.QueueUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

class SqsQueuesIT {
  private static final Duration VISIBILITY = Duration.ofSeconds(30);
  private static final NotificationId ID = new NotificationId("n_aaaaaaaaaaaaaaaa");

  private final CloudUnderTest cloud = CloudUnderTest.shared();
  private final SqsClient sqs = SqsClients.client().endpointOverride(cloud.sqsEndpoint()).build();
  private final SqsRequests requests = SqsRequests.at(cloud.sqsEndpoint());

  static {
    System.setProperty("aws.region", "us-east-1");
    System.setProperty("aws.accessKeyId", "test");
    System.setProperty("aws.secretAccessKey", "test");
  }

  @AfterEach
  void close() {
    sqs.close();
  }

  @Test
  void send_ofMoreTriggersThanABatch_sendsAllInOrder() {
    String queue = cloud.newFifoQueue(VISIBILITY);
    List<Trigger> triggers =
        IntStream.range(0, 25).mapToObj(i -> new Trigger(new JobId("job-1"), ID, i, 1)).toList();

    new SqsTriggerQueue(requests, queue).send(triggers);

    assertThat(receive(queue, 25).stream().map(TriggerJson::read).toList()).isEqualTo(triggers);
  }

  @Test
  void send_ofTheSameTriggerAgain_isDeduplicatedButNotTheNextGeneration() {
    String queue = cloud.newFifoQueue(VISIBILITY);
    SqsTriggerQueue triggers = new SqsTriggerQueue(requests, queue);
    Trigger first = new Trigger(new JobId("job-1"), ID, 0, 1);
    Trigger next = new Trigger(new JobId("job-1"), ID, 0, 2);

    triggers.send(List.of(first));
    triggers.send(List.of(first, next));

    assertThat(receive(queue, 2).stream().map(TriggerJson::read)).containsExactly(first, next);
  }

  @Test
  void send_ofAReceipt_arrives() {
    String queue = cloud.newQueue(VISIBILITY);
    Receipt receipt =
        new Receipt(
            new JobId("job-1"),
            Optional.of(ID),
            Optional.of(1),
            new MessageId("SM1"),
            DeliveryStatus.DELIVERED,
            Optional.empty(),
            Instant.parse("2025-01-15T14:32:05Z"));

    new SqsReceiptQueue(requests, queue).send(receipt);

    assertThat(receive(queue, 1).stream().map(ReceiptJson::read)).containsExactly(receipt);
  }

  @Test
  void send_toAQueueThatIsNotThere_isUnavailable() {
    String queue = cloud.sqsEndpoint() + "/000000000000/nowhere";
    Receipt receipt =
        new Receipt(
            new JobId("job-1"),
            Optional.empty(),
            Optional.empty(),
            new MessageId("SM1"),
            DeliveryStatus.SENT,
            Optional.empty(),
            Instant.EPOCH);

    assertThatThrownBy(() -> new SqsReceiptQueue(requests, queue).send(receipt))
        .isInstanceOf(QueueUnavailableException.class);
    assertThatThrownBy(
            () ->
                new SqsTriggerQueue(requests, queue)
                    .send(List.of(new Trigger(new JobId("job-1"), ID, 0, 1))))
        .isInstanceOf(QueueUnavailableException.class);
  }

  private List<String> receive(String queue, int count) {
    List<String> bodies = new ArrayList<>();
    Instant end = Instant.now().plusSeconds(15);
    while (bodies.size() < count && Instant.now().isBefore(end)) {
      List<Message> messages =
          sqs.receiveMessage(
                  request -> request.queueUrl(queue).maxNumberOfMessages(10).waitTimeSeconds(2))
              .messages();
      for (Message message : messages) {
        bodies.add(message.body());
        sqs.deleteMessage(
            request -> request.queueUrl(queue).receiptHandle(message.receiptHandle()));
      }
    }
    return bodies;
  }
}
