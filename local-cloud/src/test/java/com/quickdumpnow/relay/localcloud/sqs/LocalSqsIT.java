package com.quickdumpnow.relay.localcloud.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.quickdumpnow.relay.localcloud.testing.AwsClients;
import com.quickdumpnow.relay.localcloud.testing.CloudUnderTest;
import com.quickdumpnow.relay.localcloud.web.PortTakenException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** What the relay relies on; against LocalStack where there is Docker. */
class LocalSqsIT {

  private static final Duration LONG = Duration.ofMinutes(5);

  private final CloudUnderTest cloud = CloudUnderTest.shared();
  private final SqsClient sqs = cloud.sqs();

  @AfterEach
  void close() {
    sqs.close();
  }

  @Test
  void fifo_oneGroup_arrivesInOrder() {
    String url = cloud.newFifoQueue(LONG);
    for (int i = 0; i < 5; i++) {
      send(url, "job-1", "m" + i, "d" + i);
    }

    assertThat(drain(url, 5)).containsExactly("m0", "m1", "m2", "m3", "m4");
  }

  @Test
  void fifo_aGroupInFlight_isBlockedWhileOthersGoOn() {
    String url = cloud.newFifoQueue(LONG);
    send(url, "job-1", "first", "1");
    send(url, "job-1", "second", "2");
    Message inFlight = receiveOne(url);
    send(url, "job-2", "other", "3");

    Message other = receiveOne(url);
    delete(url, other);
    List<Message> none = receiveNow(url);
    delete(url, inFlight);

    assertThat(inFlight.body()).isEqualTo("first");
    assertThat(other.body()).isEqualTo("other");
    assertThat(none).isEmpty();
    assertThat(receiveOne(url).body()).isEqualTo("second");
  }

  @Test
  void fifo_theSameDeduplicationId_arrivesOnce() {
    String url = cloud.newFifoQueue(LONG);
    send(url, "job-1", "one", "same");
    send(url, "job-1", "again", "same");

    Message message = receiveOne(url);
    delete(url, message);

    assertThat(message.body()).isEqualTo("one");
    assertThat(receiveNow(url)).isEmpty();
  }

  @Test
  void visibility_changedToZero_givesTheMessageBackCounted() {
    String url = cloud.newFifoQueue(LONG);
    send(url, "job-1", "m", "1");

    giveBack(url, receiveOne(url));
    Message again = receiveOne(url);

    assertThat(again.attributes())
        .containsEntry(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "2")
        .containsEntry(MessageSystemAttributeName.MESSAGE_GROUP_ID, "job-1");
  }

  @Test
  void redrive_afterSoManyReceives_movesToTheDeadLetterQueue() {
    String dead = cloud.newFifoQueue(LONG);
    String url = cloud.newFifoQueue(LONG, dead, 2);
    send(url, "job-1", "poison", "1");

    giveBack(url, receiveOne(url));
    giveBack(url, receiveOne(url));
    List<Message> none = receiveNow(url);

    assertThat(none).isEmpty();
    assertThat(receiveOne(dead).body()).isEqualTo("poison");
  }

  @Test
  void batch_ofTen_isSentReceivedAndDeleted() {
    String url = cloud.newQueue(LONG);
    List<String> bodies = IntStream.range(0, 10).mapToObj(i -> "m" + i).toList();

    var sent =
        sqs.sendMessageBatch(
            b -> b.queueUrl(url).entries(bodies.stream().map(LocalSqsIT::entry).toList()));

    assertThat(sent.successful()).hasSize(10);
    assertThat(drain(url, 10)).containsExactlyInAnyOrderElementsOf(bodies);
  }

  @Test
  void queue_thatDoesNotExist_throwsTheTypedException() {
    assertThatThrownBy(() -> sqs.getQueueUrl(b -> b.queueName("nowhere")))
        .isInstanceOf(QueueDoesNotExistException.class);
  }

  @Test
  void start_withQueues_createsThemWhereQueueUrlSays() {
    List<Queue> queues =
        List.of(
            Queue.of("dead.fifo", LONG),
            Queue.of("notifications.fifo", Duration.ofSeconds(40)).redrivenTo("dead.fifo", 5),
            Queue.of("outcomes", LONG));

    try (LocalSqs own = LocalSqs.start(0, queues);
        SqsClient client = AwsClients.sqs(own.endpoint())) {
      String url = client.getQueueUrl(b -> b.queueName("notifications.fifo")).queueUrl();
      var attributes =
          client.getQueueAttributes(b -> b.queueUrl(url).attributeNamesWithStrings("All"));

      assertThat(url).isEqualTo(own.queueUrl("notifications.fifo").toString());
      assertThat(attributes.attributesAsStrings())
          .containsEntry("VisibilityTimeout", "40")
          .containsEntry("FifoQueue", "true")
          .hasEntrySatisfying("RedrivePolicy", p -> assertThat(p).contains("dead.fifo"));
      client.sendMessage(b -> b.queueUrl(own.queueUrl("outcomes").toString()).messageBody("x"));
      int port = own.endpoint().getPort();
      assertThatThrownBy(() -> LocalSqs.start(port, List.of()))
          .isInstanceOfSatisfying(
              PortTakenException.class, e -> assertThat(e.port()).isEqualTo(port));
    }
  }

  private List<String> drain(String url, int expected) {
    List<String> bodies = new ArrayList<>();
    while (bodies.size() < expected) {
      List<Message> messages = receive(url, 10);
      assertThat(messages).as("messages within the long poll, after %s", bodies).isNotEmpty();
      for (Message message : messages) {
        bodies.add(message.body());
        delete(url, message);
      }
    }
    return bodies;
  }

  private void send(String url, String group, String body, String deduplicationId) {
    sqs.sendMessage(
        b ->
            b.queueUrl(url)
                .messageGroupId(group)
                .messageDeduplicationId(deduplicationId)
                .messageBody(body));
  }

  private Message receiveOne(String url) {
    List<Message> messages = receive(url, 1);
    assertThat(messages).as("messages within the long poll").hasSize(1);
    return messages.getFirst();
  }

  private List<Message> receive(String url, int max) {
    return sqs.receiveMessage(
            b ->
                b.queueUrl(url)
                    .maxNumberOfMessages(max)
                    .waitTimeSeconds(5)
                    .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
        .messages();
  }

  private List<Message> receiveNow(String url) {
    return sqs.receiveMessage(b -> b.queueUrl(url).waitTimeSeconds(0)).messages();
  }

  private void giveBack(String url, Message message) {
    sqs.changeMessageVisibility(
        b -> b.queueUrl(url).receiptHandle(message.receiptHandle()).visibilityTimeout(0));
  }

  private void delete(String url, Message message) {
    sqs.deleteMessage(b -> b.queueUrl(url).receiptHandle(message.receiptHandle()));
  }

  private static SendMessageBatchRequestEntry entry(String body) {
    return SendMessageBatchRequestEntry.builder().id(body).messageBody(body).build();
  }
}
