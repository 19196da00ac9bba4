package com.quickdumpnow.relay.store.table;

import com.quickdumpnow.relay.model.DocumentSettings;
import com.quickdumpnow.relay.model.JobHistory;
import com.quickdumpnow.relay.model.MaintenanceDocument;
import com.quickdumpnow.relay.model.Recipient;
import com.quickdumpnow.relay.model.Trailer;
import com.quickdumpnow.relay.store.DocumentPages;
import com.quickdumpnow.relay.store.Patience;
import com.quickdumpnow.relay.store.table.Table.Entry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is active, shard by shard. The first page's version is that of the whole: it follows a
 * counter of all changes. A program that dies between its change and counting it leaves the version
 * behind, so it also changes by itself every {@value #FRESH_MINUTES} minutes.
 *
 * <p>All pages that one goes through carry the revision with which the first one began, although
 * later ones may be newer.
 */
final class TablePages implements DocumentPages {
  private static final int FRESH_MINUTES = 5;
  private static final int PAGE = Table.MOST_ENTRIES;
  private static final Pattern PLACE = Pattern.compile("([0-9]{1,2})/([0-9]{1,18})/(.{1,60})");

  private final Reads reads;
  private final Changes changes;

  TablePages(Reads reads, Changes changes) {
    this.reads = reads;
    this.changes = changes;
  }

  private record Place(int shard, long revision, Optional<String> after) {
    static Optional<Place> of(String cursor) {
      String text;
      try {
        text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
      } catch (IllegalArgumentException _) {
        return Optional.empty();
      }
      Matcher matcher = PLACE.matcher(text);
      return matcher.matches() && Integer.parseInt(matcher.group(1)) < Layout.SHARDS
          ? Optional.of(
              new Place(
                  Integer.parseInt(matcher.group(1)),
                  Long.parseLong(matcher.group(2)),
                  Optional.of(matcher.group(3))))
          : Optional.empty();
    }

    static String cursor(long revision, Entry last) {
      String text = Layout.shard(last.key()) + "/" + revision + "/" + last.key();
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  @Override
  public Optional<Page> page(Optional<String> cursor) {
    Patience patience = changes.patience();
    if (cursor.isEmpty()) {
      long revision = reads.counted(patience);
      long age = changes.now().getEpochSecond() / Duration.ofMinutes(FRESH_MINUTES).toSeconds();
      Place first = new Place(0, revision, Optional.empty());
      return Optional.of(
          new Page(revision + "-" + age, () -> content(first, entries(first, patience), patience)));
    }
    return Place.of(cursor.get())
        .map(
            place -> {
              List<Entry> entries = entries(place, patience);
              String version = place.revision() + "-" + place.shard() + "-" + hash(entries);
              return new Page(version, () -> content(place, entries, patience));
            });
  }

  private Content content(Place place, List<Entry> entries, Patience patience) {
    DocumentSettings settings = changes.sight(0).settingsWithSpending();
    MaintenanceDocument document =
        document(reads.items(entries, patience))
            .with(settings)
            .withCommits(place.revision(), List.of());
    Optional<String> next =
        entries.size() < PAGE
            ? Optional.empty()
            : Optional.of(Place.cursor(place.revision(), entries.getLast()));
    return new Content(document, next);
  }

  private List<Entry> entries(Place place, Patience patience) {
    return reads.listed(Layout.ACTIVE, place.shard(), place.after(), PAGE, patience);
  }

  private static String hash(List<Entry> entries) {
    return hash(entries.stream().map(Entry::stamp));
  }

  /** Tells apart whatever has other stamps. */
  static String hash(Stream<String> stamps) {
    byte[] text = stamps.collect(Collectors.joining(" ")).getBytes(StandardCharsets.UTF_8);
    return UUID.nameUUIDFromBytes(text).toString();
  }

  /** What those items hold, the oldest jobs first. */
  static MaintenanceDocument document(Collection<Item> items) {
    List<JobHistory> jobs = new ArrayList<>();
    List<Trailer> trailers = new ArrayList<>();
    List<Recipient> recipients = new ArrayList<>();
    for (Item item : items) {
      MaintenanceDocument one = Bodies.document(item);
      jobs.addAll(one.jobs().values());
      trailers.addAll(one.trailers().values());
      recipients.addAll(one.recipients().values());
    }
    jobs.sort(OLDEST_FIRST);
    trailers.sort(Comparator.comparing(trailer -> trailer.vin().value()));
    recipients.sort(Comparator.comparing(recipient -> recipient.phone().value()));
    return MaintenanceDocument.EMPTY
        .withJobs(jobs)
        .withTrailers(trailers)
        .withRecipients(recipients);
  }

  private static final Comparator<JobHistory> OLDEST_FIRST =
      Comparator.comparing(
              (JobHistory history) ->
                  history.job().map(job -> job.timeline().getFirst().at().toString()).orElse("~"))
          .thenComparing(history -> history.id().value());
}
