package com.quickdumpnow.relay.worker.fleet;

import java.util.List;

/**
 * A worker, as its last write has it.
 *
 * @param beat grows with each try to write
 * @param share in millionths: it takes no more of any route's pace while its lease lasts
 * @param reports what it knows of routes
 */
record Member(String id, long beat, int share, List<Report> reports) {
  Member {
    reports = List.copyOf(reports);
    if (share < 0 || share > Share.WHOLE) {
      throw new IllegalArgumentException("a share is 0 to " + Share.WHOLE + " millionths");
    }
  }
}
