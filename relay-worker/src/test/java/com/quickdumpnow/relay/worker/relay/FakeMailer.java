package com.quickdumpnow.relay.worker.relay;

import com.quickdumpnow.relay.decision.SendOutcome;
import com.quickdumpnow.relay.model.DeliveryStatus;
import com.quickdumpnow.relay.model.MessageId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Answers as it is told, and accepts when it is told nothing. */
final class FakeMailer implements Mailer {
  final List<Mail> mails = new ArrayList<>();
  private final Deque<SendOutcome> answers = new ArrayDeque<>();

  void answer(SendOutcome... outcomes) {
    answers.addAll(List.of(outcomes));
  }

  @Override
  public SendOutcome send(Mail mail) {
    mails.add(mail);
    return answers.isEmpty()
        ? new SendOutcome.Accepted(new MessageId("mail-" + mails.size()), DeliveryStatus.ACCEPTED)
        : answers.remove();
  }
}
