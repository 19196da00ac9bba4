package com.quickdumpnow.relay.queue.sqs;

import com.quickdumpnow.relay.json.InboundJson;
import com.quickdumpnow.relay.json.ReceiptJson;
import com.quickdumpnow.relay.model.InboundWord;
import com.quickdumpnow.relay.model.Receipt;
import com.quickdumpnow.relay.queue.ReceiptQueue;

/** Receipts and inbound words in a standard queue. */
public final class SqsReceiptQueue implements ReceiptQueue {
  private final SqsRequests sqs;
  private final String queueUrl;

  SqsReceiptQueue(SqsRequests sqs, String queueUrl) {
    this.sqs = sqs;
    this.queueUrl = queueUrl;
  }

  public static SqsReceiptQueue of(String queueUrl) {
    return new SqsReceiptQueue(SqsRequests.fromEnvironment(), queueUrl);
  }

  @Override
  public void send(Receipt receipt) {
    send(ReceiptJson.write(receipt));
  }

  @Override
  public void send(InboundWord inbound) {
    send(InboundJson.write(inbound));
  }

  private void send(String body) {
    sqs.send(queueUrl, body);
  }
}
