package com.quickdumpnow.relay.queue.sqs;

import com.quickdumpnow.relay.json.InboundJson;
import com.quickdumpnow.relay.json.ReceiptJson;
import com.quickdumpnow.relay.model.InboundWord;
import com.quickdumpnow.relay.model.Receipt;
import com.quickdumpnow.relay.queue.QueueUnavailableException;
import com.quickdumpnow.relay.queue.ReceiptQueue;
import com.quickdumpnow.relay.trace.Traces;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Receipts and inbound words in a standard queue. */
public final class SqsReceiptQueue implements ReceiptQueue {
  private final SqsClient sqs;
  private final String queueUrl;

  SqsReceiptQueue(SqsClient sqs, String queueUrl) {
    this.sqs = sqs;
    this.queueUrl = queueUrl;
  }

  public static SqsReceiptQueue of(String queueUrl) {
    return new SqsReceiptQueue(SqsClients.fromEnvironment(), queueUrl);
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
    try {
      sqs.sendMessage(
          request ->
              request
                  .queueUrl(queueUrl)
                  .messageBody(body)
                  .messageAttributes(TraceAttribute.of(Traces.current())));
    } catch (SdkException e) {
      throw new QueueUnavailableException("SQS did not take the message", e);
    }
  }
}
