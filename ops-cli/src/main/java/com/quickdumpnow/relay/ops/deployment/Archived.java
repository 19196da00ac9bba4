package com.quickdumpnow.relay.ops.deployment;

import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.ops.console.Progress;
import com.quickdumpnow.relay.store.JobArchive;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which jobs are in an archive. */
public final class Archived {
  /** The most that one request gives; asking for each job alone takes minutes. */
  private static final int PAGE = 1000;

  private Archived() {}

  /**
   * All of them.
   *
   * @param listed is told how many are known so far
   */
  public static Set<JobId> ids(JobArchive archive, Progress listed) {
    Set<JobId> all = new LinkedHashSet<>();
    List<JobId> page = archive.ids(Optional.empty(), PAGE);
    all.addAll(page);
    while (page.size() == PAGE) {
      listed.reach(all.size());
      page = archive.ids(Optional.of(page.getLast()), PAGE);
      all.addAll(page);
    }
    return all;
  }
}
