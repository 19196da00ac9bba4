package com.quickdumpnow.relay.trace;

import com.quickdumpnow.relay.log.LogKey;
import com.quickdumpnow.relay.model.InboundWord;
import com.quickdumpnow.relay.model.Receipt;
import com.quickdumpnow.relay.queue.ReceiptQueue;
import com.quickdumpnow.relay.trace.Tracer.Kind;
import com.quickdumpnow.relay.trace.Tracer.Step;
import java.util.Optional;

/**
 * A queue whose receipts carry the span in which they were sent. What customers say about wanting
 * texts is about no notification, and in no trace.
 */
public final class TracedReceipts implements ReceiptQueue {
  private static final Step SEND = new Step(Kind.PRODUCER, "send outcomes");

  private final ReceiptQueue queue;
  private final Tracer tracer;

  private TracedReceipts(ReceiptQueue queue, Tracer tracer) {
    this.queue = queue;
    this.tracer = tracer;
  }

  /** That queue itself, where nothing is traced. */
  public static ReceiptQueue of(ReceiptQueue queue, Tracer tracer) {
    return tracer.equals(Tracer.OFF) ? queue : new TracedReceipts(queue, tracer);
  }

  @Override
  public void send(Receipt receipt) {
    try (Span span = tracer.step(SEND, Optional.empty(), receipt.notificationId())) {
      span.set(LogKey.JOB_ID, receipt.jobId())
          .set(LogKey.NID, receipt.notificationId())
          .call(
              () -> {
                queue.send(receipt);
                return receipt;
              });
    }
  }

  @Override
  public void send(InboundWord inbound) {
    queue.send(inbound);
  }
}
