package com.quickdumpnow.relay.worker.relay;

import com.quickdumpnow.relay.decision.Alert;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells staff by the log, which monitoring watches. */
final class LoggedAlerts implements Alerts {
  private static final Logger LOG = LoggerFactory.getLogger(LoggedAlerts.class);

  @Override
  public void tell(Alert alert) {
    LOG.atWarn()
        .addKeyValue("alert", alert.kind())
        .addKeyValue("jobId", alert.jobId())
        .addKeyValue("notificationId", alert.notificationId())
        .log(alert.words());
  }
}
