package com.quickdumpnow.relay.localcloud.sqs;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Optional;

/**
 * A queue to create. As in SQS a name that ends in {@code .fifo} makes it a FIFO queue, and then
 * its dead-letter queue has to be one too.
 *
 * @param visibility how long a received message stays hidden, in whole seconds
 */
public record Queue(String name, Duration visibility, Optional<Redrive> redrive) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Where messages go that were received too often.
   *
   * @param queue the name of a queue that exists already
   * @param maxReceiveCount receives before a message moves, at least 1
   */
  public record Redrive(String queue, int maxReceiveCount) {}

  public Queue {
    if (redrive.isPresent() && isFifo(redrive.get().queue()) != isFifo(name)) {
      throw new IllegalArgumentException(
          "%s and its dead-letter queue %s must both be FIFO or both not"
              .formatted(name, redrive.get().queue()));
    }
  }

  public static Queue of(String name, Duration visibility) {
    return new Queue(name, visibility, Optional.empty());
  }

  public Queue redrivenTo(String queue, int maxReceiveCount) {
    return new Queue(name, visibility, Optional.of(new Redrive(queue, maxReceiveCount)));
  }

  public boolean fifo() {
    return isFifo(name);
  }

  /** The CreateQueue request of the AWS JSON protocol. */
  String createRequest() {
    ObjectNode request = JSON.createObjectNode().put("QueueName", name);
    ObjectNode attributes = request.putObject("Attributes");
    attributes.put("VisibilityTimeout", Long.toString(visibility.toSeconds()));
    if (fifo()) {
      attributes.put("FifoQueue", "true");
    }
    redrive.ifPresent(to -> attributes.put("RedrivePolicy", policy(to)));
    return request.toString();
  }

  private static String policy(Redrive to) {
    return JSON.createObjectNode()
        .put("deadLetterTargetArn", LocalSqs.arn(to.queue()))
        .put("maxReceiveCount", to.maxReceiveCount())
        .toString();
  }

  private static boolean isFifo(String name) {
    return name.endsWith(".fifo");
  }
}
