package com.quickdumpnow.relay.ops.doctor;

import com.quickdumpnow.relay.decision.Chain;
import com.quickdumpnow.relay.decision.Timing;
import com.quickdumpnow.relay.ops.deployment.Deployment;
import java.time.Duration;

/** This machine's clock against those of the services that were asked. */
final class ClockCheck implements Check {
  /** HTTP tells the time to the second, and the way takes some. */
  private static final Duration COARSENESS = Duration.ofSeconds(2);

  private final Deployment on;
  private final Web web;
  private final Clocks clocks;

  ClockCheck(Deployment on, Web web, Clocks clocks) {
    this.on = on;
    this.web = web;
    this.clocks = clocks;
  }

  @Override
  public String area() {
    return "clocks";
  }

  @Override
  public void examine(Notes notes) {
    web.get(TwilioCheck.base(on))
        .flatMap(Web.Reply::time)
        .ifPresent(time -> clocks.heard("Twilio", time));
    Duration skew = on.chain().map(Chain::timing).orElse(Timing.DEFAULT).clockSkew();
    clocks
        .ahead()
        .forEach(
            (who, ahead) ->
                notes.judge(
                    ahead.abs().compareTo(skew.plus(COARSENESS)) <= 0,
                    "this machine and %s agree".formatted(who),
                    Finding.CLOCK_OFF,
                    "%s is %d s %s this machine"
                        .formatted(
                            who,
                            ahead.abs().toSeconds(),
                            ahead.isNegative() ? "behind" : "ahead of")));
    if (clocks.ahead().isEmpty()) {
      notes.notSeen("nobody told the time");
    }
  }
}
