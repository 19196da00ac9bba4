package com.quickdumpnow.relay.ops.doctor;

import com.quickdumpnow.relay.ops.aws.AwsException;
import com.quickdumpnow.relay.ops.aws.MailProbe;
import com.quickdumpnow.relay.ops.aws.MailProbe.Quota;
import com.quickdumpnow.relay.ops.deployment.Deployment;
import java.util.Optional;

/** SES: out of the sandbox, with quota left, and the sender verified. */
final class MailCheck implements Check {
  /** A day's quota of the sandbox (Amazon SES developer guide, "Request production access"). */
  private static final long SANDBOX = 200;

  /** Of the day's quota; below, an outage of the carriers would not fit. */
  private static final double LEAST_LEFT = 0.2;

  private final Deployment on;

  MailCheck(Deployment on) {
    this.on = on;
  }

  @Override
  public String area() {
    return "email";
  }

  @Override
  public void examine(Notes notes) {
    String from = on.read(s -> s.text("QDN_EMAIL_FROM").required());
    Optional<String> set = on.read(s -> s.text("QDN_SES_CONFIGURATION_SET").optional());
    try (MailProbe mail = MailProbe.open()) {
      examine(mail.quota(), notes);
      if (!mail.sends()) {
        notes.wrong(Finding.SES_STOPPED, "SES sends nothing for this account");
      }
      notes.judge(
          mail.isVerified(from),
          from + " is verified",
          Finding.SES_UNVERIFIED,
          "neither " + from + " nor its domain is verified");
      if (set.isEmpty()) {
        notes.wrong(Finding.SES_EVENTS_UNHEARD, "QDN_SES_CONFIGURATION_SET is not set");
      } else {
        notes.judge(
            mail.hasConfigurationSet(set.get()),
            "bounces are heard of by the set " + set.get(),
            Finding.SES_CONFIGURATION_SET_MISSING,
            "there is no configuration set " + set.get());
      }
    } catch (AwsException e) {
      notes.wrong(
          e.status() == 403 ? Finding.SES_FORBIDDEN : Finding.SES_UNREACHABLE,
          String.valueOf(e.getMessage()));
    }
  }

  private static void examine(Quota quota, Notes notes) {
    if (quota.perDay() == SANDBOX) {
      notes.wrong(Finding.SES_SANDBOX, "SES is in the sandbox: 200 emails a day");
      return;
    }
    long left = quota.perDay() - quota.sent();
    String words = "%d of %d emails a day are left".formatted(left, quota.perDay());
    // SES says -1 where there is no limit.
    notes.judge(
        quota.perDay() < 0 || left >= LEAST_LEFT * quota.perDay(),
        words,
        Finding.SES_QUOTA_LOW,
        words);
  }
}
