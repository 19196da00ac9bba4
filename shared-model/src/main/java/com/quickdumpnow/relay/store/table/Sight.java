package com.quickdumpnow.relay.store.table;

import com.quickdumpnow.relay.decision.DayAccount;
import com.quickdumpnow.relay.model.Commit;
import com.quickdumpnow.relay.model.DocumentSettings;
import com.quickdumpnow.relay.model.JobHistory;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.model.MoveMark;
import com.quickdumpnow.relay.model.PhoneNumber;
import com.quickdumpnow.relay.model.Recipient;
import com.quickdumpnow.relay.model.Trailer;
import com.quickdumpnow.relay.model.Vin;
import com.quickdumpnow.relay.store.Draft;
import com.quickdumpnow.relay.store.Fence;
import com.quickdumpnow.relay.store.JobScope;
import com.quickdumpnow.relay.store.table.Bodies.Body;
import com.quickdumpnow.relay.store.table.Table.Edit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What one try of a change has looked at, and what it makes of it. Each item is read once, when it
 * is looked at first. For one thread.
 */
final class Sight {
  /** How long a commit stays recognisable: far beyond any retry, plus what clocks may differ. */
  private static final Duration COMMIT_MEMORY = Duration.ofMinutes(15);

  /** More commits of one item within that time than any ever sees. */
  private static final int MOST_COMMITS = 100;

  /** More than that of an item that each claim writes; the job's own item keeps them too. */
  private static final int MOST_COMMITS_OF_SPENDING = 8;

  private final Function<Collection<String>, Map<String, Optional<Item>>> read;
  private final int shard;
  private final Map<String, Optional<Item>> seen = new LinkedHashMap<>();
  private final Map<String, Optional<Item>> glanced = new HashMap<>();
  private final Map<String, Optional<Body>> changed = new LinkedHashMap<>();

  /**
   * @param shard whose copy of the settings is looked at
   */
  Sight(Function<Collection<String>, Map<String, Optional<Item>>> read, int shard) {
    this.read = read;
    this.shard = shard;
  }

  Optional<Item> look(String key) {
    if (!seen.containsKey(key)) {
      Map<String, Optional<Item>> found =
          glanced.containsKey(key) ? glanced : read.apply(List.of(key));
      seen.put(key, found.getOrDefault(key, Optional.empty()));
    }
    return seen.getOrDefault(key, Optional.empty());
  }

  /** What stands there, without its becoming part of the change; it does when looked at later. */
  Map<String, Optional<Item>> glance(List<String> keys) {
    List<String> unread = keys.stream().filter(key -> !glanced.containsKey(key)).toList();
    if (!unread.isEmpty()) {
      glanced.putAll(read.apply(unread));
    }
    return glanced;
  }

  JobHistory job(JobId id) {
    return look(Layout.job(id)).map(Bodies::history).orElseGet(() -> JobHistory.empty(id));
  }

  Recipient recipient(PhoneNumber phone) {
    return look(Layout.recipient(phone))
        .map(item -> Bodies.document(item).recipient(phone))
        .orElseGet(() -> Recipient.unknown(phone));
  }

  Trailer trailer(Vin vin) {
    return look(Layout.trailer(vin))
        .flatMap(item -> Optional.ofNullable(Bodies.document(item).trailers().get(vin)))
        .orElse(Trailer.bare(vin));
  }

  DocumentSettings settings() {
    return look(Layout.settings(shard))
        .map(item -> Bodies.document(item).settings())
        .orElse(DocumentSettings.NONE)
        .withSpending(Optional.empty());
  }

  /** With the whole day's account as it is at a glance. */
  DocumentSettings settingsWithSpending() {
    Map<String, Optional<Item>> parts = glance(TableAccount.keys());
    return settings()
        .withSpending(
            TableAccount.whole(
                TableAccount.keys().stream()
                    .flatMap(key -> parts.getOrDefault(key, Optional.empty()).stream())
                    .toList()));
  }

  JobScope scope(JobId id) {
    return new JobScope(job(id), this::recipient, this::settings, account(id));
  }

  Draft draft() {
    return new Draft(this::job, this::recipient, this::trailer, this::settings, this::account);
  }

  private DayAccount account(JobId id) {
    return new TableAccount(this, id);
  }

  /** What the draft changed is to be written. */
  void change(Draft draft, Instant now) {
    for (JobHistory history : draft.changedJobs()) {
      change(
          Layout.job(history.id()),
          history.isEmpty() ? Optional.empty() : Optional.of(Bodies.of(history, now)));
    }
    draft.changedRecipients().forEach(this::change);
    for (Trailer trailer : draft.changedTrailers()) {
      change(Layout.trailer(trailer.vin()), Optional.of(Bodies.of(trailer)));
    }
    draft
        .changedSpending()
        .forEach(
            (part, spending) -> {
              String key = Layout.spending(part);
              change(key, Optional.of(Bodies.of(Optional.of(spending), key)));
            });
    draft.changedSettings().ifPresent(this::change);
  }

  /** All copies, without the day's account, which is not in them. */
  void change(DocumentSettings settings) {
    for (String key : Layout.allSettings()) {
      change(key, Optional.of(Bodies.of(settings.withSpending(Optional.empty()), key)));
    }
  }

  void change(Recipient recipient) {
    boolean isUnknown = recipient.equals(Recipient.unknown(recipient.phone()));
    change(
        Layout.recipient(recipient.phone()),
        isUnknown ? Optional.empty() : Optional.of(Bodies.of(recipient)));
  }

  /**
   * @param body what the item becomes; empty takes it out
   */
  void change(String key, Optional<Body> body) {
    if (look(key).isPresent() || body.isPresent()) {
      changed.put(key, body);
    }
  }

  /**
   * Lets the fence have its say where it might depend on what was looked at: then the mark becomes
   * part of what was. What is there and not being moved is changed without a look at the mark, as
   * nothing moves before each item of it was {@linkplain Item#fenced told}.
   */
  void heed(Fence fence) {
    if (seen.entrySet().stream().anyMatch(Sight::isFenced)) {
      fence.check(settings());
    }
  }

  private static boolean isFenced(Map.Entry<String, Optional<Item>> looked) {
    String key = looked.getKey();
    return !key.equals(Layout.WALK)
        && (looked.getValue().filter(item -> !item.fenced()).isEmpty()
            || Layout.isArchived(key)
            || Layout.isSettings(key));
  }

  boolean changesNothing() {
    return changed.isEmpty();
  }

  /** Whether all that was looked at was read in one request. */
  boolean isOneItem() {
    return seen.size() <= 1;
  }

  /** How much is written, in characters. */
  int size(List<Edit> edits) {
    return edits.stream()
        .mapToInt(edit -> edit instanceof Edit.Put put ? put.item().json().length() : 0)
        .sum();
  }

  /** All that was looked at, as it was seen; what changed, as that commit makes it. */
  List<Edit> edits(Commit commit) {
    List<Edit> edits = new ArrayList<>();
    boolean fenced = isBeingMoved();
    seen.forEach(
        (key, item) -> {
          Optional<String> onto = item.map(Item::stamp);
          Optional<Body> body = changed.get(key);
          if (body == null) {
            edits.add(new Edit.Check(key, onto));
          } else if (body.isPresent()) {
            Item next = body.get().item(commits(key, item, commit)).fenced(fenced);
            edits.add(new Edit.Put(next, onto));
          } else {
            edits.add(new Edit.Delete(key, onto));
          }
        });
    return edits;
  }

  /** As far as was looked; who did not look has no cause. */
  private boolean isBeingMoved() {
    return Optional.ofNullable(seen.get(Layout.settings(shard)))
        .flatMap(found -> found)
        .flatMap(item -> Bodies.document(item).settings().move())
        .filter(mark -> mark.state() != MoveMark.State.OPEN)
        .isPresent();
  }

  private static List<Commit> commits(String key, Optional<Item> item, Commit mine) {
    int most = Layout.isSpending(key) ? MOST_COMMITS_OF_SPENDING : MOST_COMMITS;
    Instant forgetBefore = mine.at().minus(COMMIT_MEMORY);
    List<Commit> kept = new ArrayList<>();
    item.map(Item::commits).orElse(List.of()).stream()
        .filter(commit -> !commit.at().isBefore(forgetBefore))
        .forEach(kept::add);
    kept.add(mine);
    return kept.subList(Math.max(0, kept.size() - most), kept.size());
  }
}
