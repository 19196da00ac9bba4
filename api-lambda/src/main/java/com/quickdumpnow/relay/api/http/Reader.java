package com.quickdumpnow.relay.api.http;

import com.quickdumpnow.relay.model.JobId;

/** Who may read of a job: staff everything, whoever holds its tracking link what it shows. */
public sealed interface Reader permits Staff, Reader.LinkHolder {
  /**
   * @param job the one the link opens
   */
  record LinkHolder(JobId job) implements Reader {}
}
