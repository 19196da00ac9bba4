package com.quickdumpnow.relay.worker.fleet;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one worker makes of the roster: what it may use now, and what it writes next. What it uses
 * is never more than the roster says it has, nor for longer than its lease lasts; so all together
 * never use more than the whole, as no roster says that.
 *
 * <ul>
 *   <li>Who has to give something back uses less at once, and writes so when the turns it gave
 *       before are over.
 *   <li>Who is to get something waits until others have left all of it, and uses it once that is
 *       written.
 *   <li>Who is silent until its lease is surely over is taken out.
 * </ul>
 *
 * Not thread-safe.
 */
final class Membership {
  private final String me;
  private final int most;
  private final Lease lease;
  private final Senders senders;
  private final ShareInUse inUse;
  private final Sightings sightings;

  /** When each of my tries to write began: whichever is found in the roster began my lease. */
  private final Map<Long, Long> tries = new HashMap<>();

  private Roster seen = Roster.EMPTY;
  private Roster alive = Roster.EMPTY;
  private long beat;
  private long drained;

  /**
   * @param most how many may share the pace
   * @param inUse where the share goes that may be used
   * @param now in ticks, as everywhere here
   */
  Membership(String me, int most, Lease lease, Senders senders, ShareInUse inUse, long now) {
    this.me = me;
    this.most = most;
    this.lease = lease;
    this.senders = senders;
    this.inUse = inUse;
    this.sightings = new Sightings(lease);
    this.drained = now;
  }

  /** The roster is this. */
  void saw(Roster roster, long now) {
    sightings.saw(roster, now);
    seen = roster;
    alive = roster.without(member -> !isMe(member) && sightings.isGone(member, now));
    tries.values().removeIf(began -> now - began > lease.lasts().toNanos());
    use(allowed());
  }

  /** What goes on to the roster that was seen, if anything does; to be written right away. */
  Optional<Roster> next(long now) {
    Optional<Member> mine = alive.member(me);
    List<Report> reports = senders.reports();
    int held = mine.map(Member::share).orElse(0);
    int share = nextShare(held, now);
    boolean isNews =
        mine.isEmpty()
            || share != held
            || !reports.equals(mine.get().reports())
            || !alive.equals(seen);
    if (!isNews && !isToRenew(mine.get(), now)) {
      return Optional.empty();
    }
    beat++;
    tries.put(beat, now);
    return Optional.of(alive.with(new Member(me, beat, share, reports)));
  }

  private int nextShare(int held, long now) {
    int due = alive.due(me, most);
    if (due > held) {
      // A little of it would make the next turn a long one.
      return due <= alive.leftFor(me) ? due : held;
    }
    return now - drained >= 0 ? due : held;
  }

  private boolean isToRenew(Member mine, long now) {
    Long began = tries.get(mine.beat());
    return began == null || now - began >= lease.renewal().toNanos();
  }

  /** When my lease ends; empty when I hold none. */
  Optional<Long> leaseEnd() {
    return seen.member(me)
        .map(mine -> tries.get(mine.beat()))
        .map(began -> began + lease.lasts().toNanos());
  }

  int members() {
    return alive.members().size();
  }

  /** By what is written: whom I take for gone may renew its lease before I have written so. */
  boolean leads() {
    return seen.isLedBy(me);
  }

  boolean standsBy() {
    return alive.member(me).isPresent() && alive.due(me, most) == 0;
  }

  /** What the others found out of routes. */
  List<Heard> heard() {
    List<Heard> heard = new ArrayList<>();
    boolean senior = true;
    for (Member member : alive.members()) {
      if (isMe(member)) {
        senior = false;
      } else {
        for (Report report : member.reports()) {
          heard.add(new Heard(report, senior));
        }
      }
    }
    return List.copyOf(heard);
  }

  private Share allowed() {
    return leaseEnd()
        .map(
            end ->
                new Share(
                    Math.min(seen.member(me).map(Member::share).orElse(0), alive.due(me, most)),
                    end))
        .orElse(Share.NONE);
  }

  private void use(Share next) {
    int before = inUse.get().millionths();
    inUse.set(next);
    if (next.millionths() < before) {
      drained = Math.max(drained, senders.drained());
    }
  }

  private boolean isMe(Member member) {
    return member.id().equals(me);
  }
}
