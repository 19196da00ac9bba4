package com.quickdumpnow.relay.queue;

import com.quickdumpnow.relay.model.InboundWord;
import com.quickdumpnow.relay.model.Receipt;

/** Hands what Twilio told, once verified, to the recorder. Thread-safe; no order is kept. */
public interface ReceiptQueue {
  /**
   * Returns once the receipt is durably queued.
   *
   * @throws QueueUnavailableException when it may not have been; sending it again is safe
   */
  void send(Receipt receipt);

  /**
   * Returns once the word is durably queued.
   *
   * @throws QueueUnavailableException when it may not have been; sending it again is safe
   */
  void send(InboundWord inbound);
}
