package com.quickdumpnow.relay.ops.chaos;

import com.quickdumpnow.relay.model.RepeatLabel;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Three accounts of one run, each by somebody else. Ids are as they stand on the wire.
 *
 * @param accepted the notifications that the API answered for
 * @param sent what the carriers took for customers, texts and emails
 * @param kept the notifications of {@code maintenance.json}
 * @param strays ids of messages there that belong to no attempt
 */
record Ledgers(Set<String> accepted, List<Sent> sent, List<Kept> kept, Set<String> strays) {
  Ledgers {
    accepted = Set.copyOf(accepted);
    sent = List.copyOf(sent);
    kept = List.copyOf(kept);
    strays = Set.copyOf(strays);
  }

  /** How something was sent. */
  enum Way {
    TEXT,
    EMAIL
  }

  /**
   * A message that a carrier took.
   *
   * @param attempt as our own request named it, with the notification
   * @param arrived whether the phone or the mailbox has it
   */
  record Sent(String notification, int attempt, String messageId, Way way, boolean arrived) {}

  /** What a notification has come to. */
  enum End {
    DELIVERED,
    EMAILED,
    /** Nobody was reached, and staff know. */
    STAFF_TOLD,
    SUPERSEDED,
    SUPPRESSED,
    EXPIRED,
    /** Nobody was reached, and staff do not know yet. */
    STAFF_NOT_TOLD,
    /** Something is still owed. */
    OPEN
  }

  /**
   * @param words its state and the reason for it
   */
  record Kept(String notification, End end, String words, List<Hop> hops) {
    Kept {
      hops = List.copyOf(hops);
    }

    Optional<Hop> hop(int attempt) {
      return hops.stream().filter(hop -> hop.attempt() == attempt).findFirst();
    }
  }

  /**
   * An attempt.
   *
   * @param messageId the carrier's id, once it is known
   * @param doubtful the document says that it may have been sent without anybody knowing
   */
  record Hop(
      int attempt, Optional<String> messageId, Optional<RepeatLabel> label, boolean doubtful) {}
}
