package com.quickdumpnow.relay.json;

import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.model.NotificationId;
import com.quickdumpnow.relay.model.Trigger;

/**
 * The body of a message in the notifications queue: {@code
 * {"v":1,"notificationId":"n_…","jobId":"…","attempt":0,"generation":1}}.
 */
public final class TriggerJson {
  private static final int VERSION = 1;

  private TriggerJson() {}

  public static String write(Trigger trigger) {
    return ObjectText.of(
        out -> {
          out.number("v", VERSION);
          out.text("notificationId", trigger.notificationId().value());
          out.text("jobId", trigger.jobId().value());
          out.number("attempt", trigger.attempt());
          out.number("generation", trigger.generation());
        });
  }

  /**
   * @throws BadJsonException when it is not a trigger of a version known here: sending it again
   *     will not help
   */
  public static Trigger read(String body) {
    Fields in = Fields.of(Json.parse(body));
    in.checkVersion("v", VERSION);
    return new Trigger(
        in.value("jobId", JobId::new),
        in.value("notificationId", NotificationId::new),
        in.smallNumber("attempt"),
        in.smallNumber("generation"));
  }
}
