package com.quickdumpnow.relay.worker.relay;

import com.quickdumpnow.relay.decision.Reconciliation.Trace;
import com.quickdumpnow.relay.decision.Route;
import com.quickdumpnow.relay.decision.SendOutcome;
import com.quickdumpnow.relay.model.DeliveryStatus;
import com.quickdumpnow.relay.model.MessageId;
import com.quickdumpnow.relay.model.PhoneNumber;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Answers as it is told, and accepts when it is told nothing. */
final class FakeCarrier implements TextCarrier {
  final List<Text> posts = new ArrayList<>();
  final List<Route> listed = new ArrayList<>();
  List<Trace> traces = List.of();
  Optional<Trace> asked = Optional.empty();
  boolean silent;
  private final Deque<SendOutcome> answers = new ArrayDeque<>();
  private Runnable duringPost = () -> {};

  void answer(SendOutcome... outcomes) {
    answers.addAll(List.of(outcomes));
  }

  void duringPost(Runnable action) {
    duringPost = action;
  }

  static MessageId idOf(int post) {
    return new MessageId("SM%032d".formatted(post));
  }

  @Override
  public SendOutcome post(Text text) {
    posts.add(text);
    duringPost.run();
    return answers.isEmpty()
        ? new SendOutcome.Accepted(idOf(posts.size()), DeliveryStatus.QUEUED)
        : answers.remove();
  }

  @Override
  public Optional<Trace> fetch(Route route, MessageId messageId) {
    failIfSilent();
    return asked;
  }

  @Override
  public List<Trace> list(Route route, PhoneNumber to, String body, Instant from) {
    failIfSilent();
    listed.add(route);
    return traces;
  }

  private void failIfSilent() {
    if (silent) {
      throw new CarrierUnavailableException("silent", null);
    }
  }
}
