package com.quickdumpnow.relay.ops.doctor;

import java.util.ArrayList;
import java.util.List;

/** What a check writes down, under its area. Not thread-safe. */
final class Notes {
  private final List<Observation> all = new ArrayList<>();
  private final String area;

  Notes(String area) {
    this.area = area;
  }

  void fine(String words) {
    all.add(new Observation.Fine(area, words));
  }

  void wrong(Finding finding, String words) {
    all.add(new Observation.Wrong(area, finding, words));
  }

  void notSeen(String words) {
    all.add(new Observation.NotSeen(area, words));
  }

  void couldNotLook(String words) {
    all.add(new Observation.CouldNotLook(area, words));
  }

  /** One or the other. */
  void judge(boolean isFine, String fine, Finding finding, String wrong) {
    if (isFine) {
      fine(fine);
    } else {
      wrong(finding, wrong);
    }
  }

  List<Observation> all() {
    return List.copyOf(all);
  }
}
