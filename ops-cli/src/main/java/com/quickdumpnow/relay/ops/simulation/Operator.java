package com.quickdumpnow.relay.ops.simulation;

import com.quickdumpnow.relay.model.MaintenanceDocument;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** Whoever goes back to an old version of the document, while everything runs. */
final class Operator {
  private static final Duration LATEST = Duration.ofMinutes(12);

  /** How many versions back. */
  private static final int FARTHEST = 40;

  private final Scheduler scheduler;
  private final Random random;
  private final Bug bug;
  private final FakeObjects objects;
  private final Story story;

  Operator(Scheduler scheduler, Random random, Bug bug, FakeObjects objects, Story story) {
    this.scheduler = scheduler;
    this.random = random;
    this.bug = bug;
    this.objects = objects;
    this.story = story;
  }

  void run() {
    scheduler.pause(LATEST);
    List<MaintenanceDocument> versions = objects.versions();
    int back = Math.min(versions.size() - 1, random.nextInt(FARTHEST));
    MaintenanceDocument old = versions.get(versions.size() - 1 - back);
    MaintenanceDocument newest = versions.getLast();
    story.tell(
        "operator", "goes back from revision " + newest.revision() + " to " + old.revision());
    objects.replace(bug.restore(old, versions, newest.revision(), scheduler.instant()));
  }
}
