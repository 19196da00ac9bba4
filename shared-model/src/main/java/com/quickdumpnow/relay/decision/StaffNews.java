package com.quickdumpnow.relay.decision;

import com.quickdumpnow.relay.decision.FailureTable.Circumstance;
import com.quickdumpnow.relay.model.FailureAction;
import com.quickdumpnow.relay.model.Receipt;
import com.quickdumpnow.relay.model.RouteName;
import com.quickdumpnow.relay.model.StaffCall;
import com.quickdumpnow.relay.model.StaffCall.Progress;
import com.quickdumpnow.relay.model.StaffCall.Step;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What news of a step mean for it: a carrier's answer, a receipt. */
final class StaffNews {
  private final Chain chain;

  StaffNews(Chain chain) {
    this.chain = chain;
  }

  /** Receipts of these texts belong to no notification, so they were kept as strays. */
  StaffCall heard(StaffCall call, List<Receipt> receipts, Instant now) {
    StaffCall heard = call;
    for (Receipt receipt : receipts) {
      Optional<Step> step =
          heard.steps().stream()
              .filter(_ -> receipt.notificationId().filter(call.id()::equals).isPresent())
              .filter(one -> receipt.attempt().filter(n -> n == one.number()).isPresent())
              .filter(one -> one.progress() != Progress.TOLD)
              .findFirst();
      if (step.isEmpty()) {
        continue;
      }
      boolean pending =
          step.get().progress() == Progress.CLAIMED
              || step.get().progress() == Progress.UNCONFIRMED;
      if (receipt.status().isSuccess()) {
        heard = heard.with(step.get().with(Progress.TOLD, now, "delivered"));
      } else if (receipt.status().isFailure() && pending) {
        Verdict verdict =
            FailureTable.of(receipt.code().orElse(30008), circumstance(step.get().route()));
        heard = heard.with(step.get().with(blame(verdict), now, verdict.meaning()));
      }
    }
    return heard;
  }

  /** The step once its carrier answered. */
  Step outcome(Step step, SendOutcome outcome, Instant now) {
    return switch (outcome) {
      case SendOutcome.Accepted accepted ->
          step.with(
              step.isEmail() ? Progress.TOLD : Progress.UNCONFIRMED,
              now,
              "accepted as " + accepted.messageId());
      case SendOutcome.Ambiguous(String reason) -> step.with(Progress.UNCONFIRMED, now, reason);
      case SendOutcome.Abandoned(String reason) -> step.with(Progress.ROUTE_FAILED, now, reason);
      case SendOutcome.Unreachable(String reason) -> step.with(Progress.ROUTE_FAILED, now, reason);
      case SendOutcome.Throttled _ ->
          step.with(Progress.ROUTE_FAILED, now, "too many requests at once");
      case SendOutcome.Refused refused when step.isEmail() ->
          step.with(Progress.ROUTE_FAILED, now, "the email was refused");
      case SendOutcome.Refused(int httpStatus, Optional<Integer> code) -> {
        Circumstance circumstance = circumstance(step.route());
        Verdict verdict =
            code.map(known -> FailureTable.of(known, circumstance))
                .orElseGet(() -> FailureTable.ofHttpStatus(httpStatus, circumstance));
        yield step.with(blame(verdict), now, verdict.meaning());
      }
    };
  }

  private static Progress blame(Verdict verdict) {
    return verdict.action() == FailureAction.EMAIL || verdict.action() == FailureAction.STOP
        ? Progress.PERSON_FAILED
        : Progress.ROUTE_FAILED;
  }

  private Circumstance circumstance(RouteName name) {
    SenderKind kind = chain.route(name).map(Route::kind).orElse(SenderKind.LONG_CODE);
    return new Circumstance(kind, 0, 0, true);
  }
}
