package com.quickdumpnow.relay.trace.otel;

import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.slf4j.LoggerFactory;

/**
 * OpenTelemetry logs by {@code java.util.logging}: what it complains of, which it does rarely, is
 * one of our events instead of lines that are no JSON.
 */
final class OtelLog extends Handler {
  private static final org.slf4j.Logger log = LoggerFactory.getLogger(OtelLog.class);

  /** Held on to: the JDK forgets loggers that nobody does. */
  private static final Logger THEIRS = Logger.getLogger("io.opentelemetry");

  private OtelLog() {}

  static void toOurs() {
    THEIRS.setUseParentHandlers(false);
    for (Handler handler : THEIRS.getHandlers()) {
      THEIRS.removeHandler(handler);
    }
    THEIRS.addHandler(new OtelLog());
  }

  @Override
  public void publish(LogRecord complaint) {
    log.atWarn().setCause(complaint.getThrown()).log("traces are not exported");
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}
}
