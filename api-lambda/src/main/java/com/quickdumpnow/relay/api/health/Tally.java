package com.quickdumpnow.relay.api.health;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.quickdumpnow.relay.api.http.Json;
import com.quickdumpnow.relay.model.Attempt;
import com.quickdumpnow.relay.model.AttemptOutcome.Abandoned;
import com.quickdumpnow.relay.model.AttemptOutcome.Accepted;
import com.quickdumpnow.relay.model.AttemptOutcome.Ambiguous;
import com.quickdumpnow.relay.model.AttemptOutcome.NoTrace;
import com.quickdumpnow.relay.model.AttemptOutcome.Open;
import com.quickdumpnow.relay.model.AttemptOutcome.Refused;

/** What became of one route's attempts. Not thread-safe. */
final class Tally {
  private int delivered;
  private int emailed;
  private int failed;
  private int unconfirmed;

  /** An attempt that never left us counts as nothing. */
  void count(Attempt attempt) {
    switch (attempt.outcome()) {
      case Accepted accepted -> {
        if (accepted.status().isFailure()) {
          failed++;
        } else if (attempt.isEmail()) {
          emailed++;
        } else if (accepted.status().isSuccess()) {
          delivered++;
        } else {
          unconfirmed++;
        }
      }
      case Refused _, NoTrace _ -> failed++;
      case Ambiguous _ -> unconfirmed++;
      case Open _, Abandoned _ -> {}
    }
  }

  void add(Tally other) {
    delivered += other.delivered;
    emailed += other.emailed;
    failed += other.failed;
    unconfirmed += other.unconfirmed;
  }

  ObjectNode json(String route) {
    return Json.object()
        .put("route", route)
        .put("delivered", delivered)
        .put("emailed", emailed)
        .put("failed", failed)
        .put("unconfirmed", unconfirmed);
  }
}
