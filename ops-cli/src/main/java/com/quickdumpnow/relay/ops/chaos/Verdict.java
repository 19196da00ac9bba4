package com.quickdumpnow.relay.ops.chaos;

import com.quickdumpnow.relay.model.RepeatLabel;
import com.quickdumpnow.relay.ops.chaos.Ledgers.End;
import java.util.List;
import java.util.Map;

/**
 * What a comparison of the {@link Ledgers} came to.
 *
 * @param findings what must not be
 * @param repeats the messages that came after another one of their notification, by the label that
 *     permits it
 * @param ends how many notifications came to what
 */
record Verdict(List<Finding> findings, Map<RepeatLabel, Long> repeats, Map<End, Long> ends) {
  Verdict {
    findings = List.copyOf(findings);
  }

  /** A way for the accounts to disagree. */
  enum Kind {
    /** Accepted, and neither sent nor rightly left out nor told to staff. */
    LOST,
    /** Sent again without a label that permits it. */
    DUPLICATED,
    /** One account has something that another knows nothing of. */
    UNEXPLAINED
  }

  record Finding(Kind kind, String notification, String words) {
    @Override
    public String toString() {
      return kind + " " + notification + ": " + words;
    }
  }

  long count(Kind kind) {
    return findings.stream().filter(finding -> finding.kind() == kind).count();
  }

  long count(End end) {
    return ends.getOrDefault(end, 0L);
  }

  long repeated() {
    return repeats.values().stream().mapToLong(Long::longValue).sum();
  }

  boolean holds() {
    return findings.isEmpty();
  }

  /** Whether time may still mend it: something is under way, or staff are being told. */
  boolean isUnfinished() {
    return count(End.OPEN) + count(End.STAFF_NOT_TOLD) > 0;
  }
}
