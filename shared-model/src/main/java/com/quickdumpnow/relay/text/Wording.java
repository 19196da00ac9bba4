package com.quickdumpnow.relay.text;

import com.quickdumpnow.relay.model.JobStatus;
import java.util.Map;

/**
 * What one language says; it may leave out what is said in the installation's own language then.
 */
public record Wording(Map<JobStatus, StatusWords> statuses, Map<Phrase, Template> phrases) {
  public Wording {
    statuses = Map.copyOf(statuses);
    phrases = Map.copyOf(phrases);
  }
}
