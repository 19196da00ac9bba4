package com.quickdumpnow.relay.bench.world;

import static org.assertj.core.api.Assertions.assertThat;

import com.quickdumpnow.relay.bench.world.MemoryQueue.Received;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What makes it FIFO: a stand-in that gave more freedom would flatter every contender. */
class MemoryQueueTest {
  private final MemoryQueue queue = new MemoryQueue();

  @Test
  void receive_whileOneOfTheGroupIsInFlight_givesOtherGroupsOnly() throws InterruptedException {
    send("a", "a1");
    Received first = only(receive(1));
    send("a", "a2");
    send("b", "b1");

    assertThat(bodies(receive(10))).containsExactly("b1");
    queue.delete(first.handle());
    assertThat(bodies(receive(10))).containsExactly("a2");
  }

  @Test
  void receive_afterTheVisibilityTimeout_givesItAgainBeforeItsFollowers()
      throws InterruptedException {
    send("a", "a1");
    send("a", "a2");
    Received first = only(receive(1));
    assertThat(receive(10)).isEmpty();

    queue.hide(first.handle(), 0);

    List<Received> again = receive(10);
    assertThat(bodies(again)).containsExactly("a1", "a2");
    assertThat(again.getFirst().receives()).isEqualTo(2);
  }

  @Test
  void receive_afterSeveralOfAGroupCameBack_keepsTheirOrder() throws InterruptedException {
    send("a", "a1");
    send("a", "a2");
    send("a", "a3");
    List<Received> both = receive(2);

    both.forEach(one -> queue.hide(one.handle(), 0));

    assertThat(bodies(receive(10))).containsExactly("a1", "a2", "a3");
  }

  @Test
  void send_ofTheSameDeduplicationIdTwice_queuesOne() throws InterruptedException {
    queue.send("x", "", "a", "id");
    queue.send("x", "", "a", "id");

    assertThat(receive(10)).hasSize(1);
    assertThat(queue.size()).isZero();
  }

  private void send(String group, String body) {
    var _ = queue.send(body, "", group, body);
  }

  private List<Received> receive(int most) throws InterruptedException {
    return queue.receive(most, 0, 60_000);
  }

  private static Received only(List<Received> received) {
    assertThat(received).hasSize(1);
    return received.getFirst();
  }

  private static List<String> bodies(List<Received> received) {
    return received.stream().map(one -> one.message().body()).toList();
  }
}
