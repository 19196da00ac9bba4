package com.quickdumpnow.relay.trace;

import com.quickdumpnow.relay.log.LogKey;
import com.quickdumpnow.relay.model.Trigger;
import com.quickdumpnow.relay.queue.TriggerQueue;
import com.quickdumpnow.relay.trace.Tracer.Kind;
import com.quickdumpnow.relay.trace.Tracer.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A queue whose triggers carry the span in which they were sent. */
public final class TracedTriggers implements TriggerQueue {
  private static final Step SEND = new Step(Kind.PRODUCER, "send notifications");

  private final TriggerQueue queue;
  private final Tracer tracer;

  private TracedTriggers(TriggerQueue queue, Tracer tracer) {
    this.queue = queue;
    this.tracer = tracer;
  }

  /** That queue itself, where nothing is traced. */
  public static TriggerQueue of(TriggerQueue queue, Tracer tracer) {
    return tracer.equals(Tracer.OFF) ? queue : new TracedTriggers(queue, tracer);
  }

  @Override
  public void send(List<Trigger> triggers) {
    List<Span> spans = new ArrayList<>();
    List<Trigger> traced = new ArrayList<>();
    for (Trigger trigger : triggers) {
      Span span =
          tracer
              .step(SEND, trigger.trace(), Optional.of(trigger.notificationId()))
              .set(LogKey.JOB_ID, trigger.jobId())
              .set(LogKey.NID, trigger.notificationId());
      spans.add(span);
      traced.add(trigger.in(span.context()));
    }
    boolean sent = false;
    try {
      queue.send(traced);
      sent = true;
    } finally {
      for (Span span : spans) {
        if (!sent) {
          span.failed();
        }
        span.close();
      }
    }
  }
}
