package com.quickdumpnow.relay.ops.simulation;

import com.quickdumpnow.relay.model.JobHistory;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.model.MaintenanceDocument;
import com.quickdumpnow.relay.model.MoveMark;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Shows the judge what the store holds; where there are two, the one that is the truth. */
final class Truth {
  private final Judge judge;
  private final boolean moving;
  private final Map<Engine, Map<JobId, JobHistory>> archives = new EnumMap<>(Engine.class);
  private final Map<Engine, Long> revisions = new EnumMap<>(Engine.class);
  private Engine current;

  /**
   * @param first where the truth is at the beginning
   * @param moving whether that may change
   */
  Truth(Judge judge, Engine first, boolean moving) {
    this.judge = judge;
    this.current = first;
    this.moving = moving;
    for (Engine engine : Engine.values()) {
      archives.put(engine, new HashMap<>());
    }
  }

  /** A store has a new version. */
  void committed(Engine in, MaintenanceDocument next) {
    if (moving) {
      committedWhileMoving(in, next);
    } else {
      judge.committed(next);
    }
  }

  /** Each store counts its own revisions, from when it was made, be it the truth or not. */
  private void committedWhileMoving(Engine in, MaintenanceDocument next) {
    Judge.check(
        next.revision() == revisions.merge(in, 1L, Long::sum),
        "a revision of " + in + " was overwritten");
    if (isTruth(in, next.settings().move())) {
      if (in != current) {
        current = in;
        judge.moved(archive(in));
      }
      judge.committed(next.withCommits(judge.document().revision() + 1, next.commits()));
    }
  }

  private boolean isTruth(Engine in, Optional<MoveMark> mark) {
    return mark.map(
            said ->
                said.state().takesChanges()
                    || (said.state() == MoveMark.State.FENCED && in == current))
        .orElse(in == current);
  }

  /** An archived job has a new version in a store. */
  void archived(Engine in, JobHistory history) {
    archive(in).put(history.id(), history);
    if (in == current) {
      judge.archived(history);
    }
  }

  private Map<JobId, JobHistory> archive(Engine in) {
    return archives.getOrDefault(in, Map.of());
  }

  Judge judge() {
    return judge;
  }
}
