package com.quickdumpnow.relay.worker.fleet;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * All workers, those that came first before the others. Their shares never come to more than the
 * whole: who wants more has to wait until others have given some back.
 */
record Roster(List<Member> members) {
  static final Roster EMPTY = new Roster(List.of());

  Roster {
    members = List.copyOf(members);
    if (members.stream().map(Member::id).distinct().count() < members.size()) {
      throw new IllegalArgumentException("a member is there twice");
    }
    if (members.stream().mapToLong(Member::share).sum() > Share.WHOLE) {
      throw new IllegalArgumentException("the shares come to more than the whole");
    }
  }

  Optional<Member> member(String id) {
    return members.stream().filter(member -> member.id().equals(id)).findFirst();
  }

  /** Whether that is the one who does what is to be done once. */
  boolean isLedBy(String id) {
    return !members.isEmpty() && members.getFirst().id().equals(id);
  }

  Roster without(Predicate<Member> gone) {
    return new Roster(members.stream().filter(gone.negate()).toList());
  }

  /** With that member in its place; at the end, if it is new. */
  Roster with(Member member) {
    List<Member> next = new ArrayList<>(members);
    int place = place(member.id());
    if (place < members.size()) {
      next.set(place, member);
    } else {
      next.add(member);
    }
    return new Roster(next);
  }

  /**
   * What that one is to have in the end, be it a member already or not: those who came first share
   * alike, the others stand by.
   *
   * @param most how many may share; 1 at least
   */
  int due(String id, int most) {
    int place = place(id);
    int all = Math.max(members.size(), place + 1);
    return place < most ? Share.WHOLE / Math.min(all, most) : 0;
  }

  /** The most that one may take, as the others have the rest. */
  int leftFor(String id) {
    return Share.WHOLE
        - members.stream().filter(member -> !member.id().equals(id)).mapToInt(Member::share).sum();
  }

  private int place(String id) {
    int place = 0;
    while (place < members.size() && !members.get(place).id().equals(id)) {
      place++;
    }
    return place;
  }
}
