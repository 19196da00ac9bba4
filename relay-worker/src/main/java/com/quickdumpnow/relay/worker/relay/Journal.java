package com.quickdumpnow.relay.worker.relay;

import com.quickdumpnow.relay.decision.SendOutcome;
import com.quickdumpnow.relay.model.Alert;
import com.quickdumpnow.relay.model.RouteName;
import java.time.Duration;

/** Counts what the worker does. Thread-safe; never throws. */
public interface Journal {
  /** Counts nothing. */
  Journal NONE = new Journal() {};

  /**
   * @param age how long the trigger lay in the queue
   */
  default void received(Duration age) {}

  default void sent(RouteName route, SendOutcome outcome) {}

  /**
   * @param latency from the trigger's enqueueing to the carrier's yes
   */
  default void accepted(RouteName route, Duration latency) {}

  /**
   * @param how {@code done}, {@code later}, {@code failed}, {@code released} or {@code unusable}
   */
  default void worked(String how) {}

  default void committed(Duration took) {}

  /**
   * @param how {@code unavailable}, {@code unknown} or {@code refused}
   */
  default void commitFailed(String how) {}

  /** An alert was raised, durably. */
  default void alerted(Alert.Kind kind) {}

  /** Staff were told of an alert. */
  default void told(Alert.Kind kind) {}

  /**
   * @param count alerts that staff are not being told of yet
   */
  default void alertsWaiting(int count) {}

  default void swept(int triggers) {}

  default void archived(int jobs) {}

  default void redacted(int jobs) {}

  /**
   * A number was to be looked up.
   *
   * @param how {@code found}, {@code nothing}, {@code failed} or {@code skipped}
   */
  default void lookedUp(String how) {}
}
