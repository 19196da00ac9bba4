package com.quickdumpnow.relay.json;

import com.quickdumpnow.relay.json.BlockGroups.Group;
import com.quickdumpnow.relay.model.Alert;
import com.quickdumpnow.relay.model.Attempt;
import com.quickdumpnow.relay.model.Commit;
import com.quickdumpnow.relay.model.DocumentSettings;
import com.quickdumpnow.relay.model.Extras;
import com.quickdumpnow.relay.model.JobHistory;
import com.quickdumpnow.relay.model.MaintenanceDocument;
import com.quickdumpnow.relay.model.Notification;
import com.quickdumpnow.relay.model.Receipt;
import com.quickdumpnow.relay.model.Recipient;
import com.quickdumpnow.relay.model.Trailer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * {@code maintenance.json} in blocks. One after the other they are the text, an entry a line; each
 * holds some neighbouring entries of one list, or what stands between. Writing and reading one
 * version after another costs what changed between them: the blocks of a few jobs around each
 * change. Not thread-safe.
 *
 * @param <B> a block, as its user keeps it: with {@code equals} by its text
 */
public final class MaintenanceBlocks<B> {
  /**
   * Of jobs: some 10 kB of JSON in each list. Eight make a file a quarter larger; with 32 a change
   * costs more than the bytes it saves.
   */
  private static final int JOBS_IN_A_GROUP = 16;

  private static final String BEGINNING =
      "{\"schemaVersion\":" + MaintenanceDocument.SCHEMA_VERSION + ",";

  private static final int SMALL_ENTRIES_IN_A_GROUP = 64;
  private static final List<String> OF_JOBS =
      List.of("jobs", "messages", "notifications", "alerts", "staffCalls");
  private static final Set<String> KNOWN = known();

  private final Function<byte[], B> pack;
  private final Function<B, byte[]> unpack;
  private final B separator;
  private final BlockGroups<JobHistory, B> histories;
  private final BlockGroups<Trailer, B> trailers;
  private final BlockGroups<Recipient, B> recipients;

  /**
   * A block in its place.
   *
   * @param group of those that hold entries: blocks of one group say the same jobs' things; {@link
   *     #BETWEEN} for what stands between them
   */
  public record Placed<B>(B block, int group) {
    /** The group of blocks that hold no entries. */
    public static final int BETWEEN = -1;
  }

  /**
   * @param pack a UTF-8 text as a block
   * @param unpack the reverse
   */
  public MaintenanceBlocks(Function<byte[], B> pack, Function<B, byte[]> unpack) {
    this.pack = pack;
    this.unpack = unpack;
    this.separator = packed(",\n");
    this.histories =
        new BlockGroups<>(
            JOBS_IN_A_GROUP, history -> history.id().value(), this::ofHistories, this::histories);
    this.trailers =
        new BlockGroups<>(
            SMALL_ENTRIES_IN_A_GROUP,
            trailer -> trailer.vin().value(),
            some -> single("trailers", some, TrailerCodec::write),
            own -> List.copyOf(MaintenanceReader.trailers(lists(own)).values()));
    this.recipients =
        new BlockGroups<>(
            SMALL_ENTRIES_IN_A_GROUP,
            recipient -> recipient.phone().value(),
            some -> single("recipients", some, RecipientCodec::write),
            own -> List.copyOf(MaintenanceReader.recipients(lists(own)).values()));
  }

  private static Set<String> known() {
    Set<String> known = new HashSet<>(MaintenanceReader.LISTS);
    known.addAll(List.of("schemaVersion", "revision", "commits", "settings"));
    return Set.copyOf(known);
  }

  /** The blocks of {@code document}, in the order of its text. */
  public List<Placed<B>> write(MaintenanceDocument document) {
    List<Group<JobHistory, B>> jobs = histories.write(List.copyOf(document.jobs().values()));
    List<Group<Trailer, B>> others = trailers.write(List.copyOf(document.trailers().values()));
    List<Group<Recipient, B>> people =
        recipients.write(List.copyOf(document.recipients().values()));
    List<Placed<B>> out = new ArrayList<>();
    String before = head(document);
    for (String list : MaintenanceReader.LISTS) {
      out.add(between(before + ",\n\"" + list + "\":[\n"));
      if (list.equals("trailers")) {
        place(list, others, jobs.size(), out);
      } else if (list.equals("recipients")) {
        place(list, people, jobs.size() + others.size(), out);
      } else {
        place(list, jobs, 0, out);
      }
      before = "]";
    }
    out.add(between(before + tail(document)));
    return out;
  }

  /**
   * What the blocks say. Faster than their whole text is read, and the same.
   *
   * @throws BadJsonException as {@link MaintenanceJson#read} does
   */
  public MaintenanceDocument read(List<Placed<B>> blocks) {
    try {
      return joined(blocks);
    } catch (BadJsonException _) {
      // The whole text has the last word, and the right place of what is wrong.
      return MaintenanceJson.read(text(blocks));
    }
  }

  /** Whether the text of a document of this release's schema version begins so. */
  public static boolean isBeginning(String text) {
    return text.startsWith(BEGINNING);
  }

  private byte[] text(List<Placed<B>> blocks) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    blocks.forEach(placed -> out.writeBytes(unpack.apply(placed.block())));
    return out.toByteArray();
  }

  /** Reads what is between the entries, with numbers in their place, and each group by itself. */
  private MaintenanceDocument joined(List<Placed<B>> blocks) {
    StringBuilder skeleton = new StringBuilder();
    for (int i = 0; i < blocks.size(); i++) {
      Placed<B> placed = blocks.get(i);
      if (placed.group() != Placed.BETWEEN) {
        skeleton.append(i);
      } else if (placed.block().equals(separator)) {
        skeleton.append(',');
      } else {
        skeleton.append(new String(unpack.apply(placed.block()), StandardCharsets.UTF_8));
      }
    }
    Json json = Json.parse(skeleton.toString());
    Fields in = Fields.of(json);
    Map<Integer, Map<String, B>> groups = groups(in, blocks);
    return MaintenanceReader.head(
        in,
        byKey(in, histories.read(having(OF_JOBS, groups)), JobHistory::id),
        byKey(in, trailers.read(having(List.of("trailers"), groups)), Trailer::vin),
        byKey(in, recipients.read(having(List.of("recipients"), groups)), Recipient::phone));
  }

  /**
   * Which blocks each group has, by the list that they stand in.
   *
   * @throws BadJsonException unless each block with entries stands in a list, once
   */
  private Map<Integer, Map<String, B>> groups(Fields in, List<Placed<B>> blocks) {
    Map<Integer, Map<String, B>> groups = new TreeMap<>();
    Set<Integer> seen = new HashSet<>();
    for (String list : MaintenanceReader.LISTS) {
      for (int place : in.places(list)) {
        if (place >= blocks.size()
            || blocks.get(place).group() == Placed.BETWEEN
            || !seen.add(place)) {
          throw in.bad(list, "not a block of entries");
        }
        Placed<B> placed = blocks.get(place);
        if (groups
                .computeIfAbsent(placed.group(), _ -> new LinkedHashMap<>())
                .put(list, placed.block())
            != null) {
          throw in.bad(list, "a group has two blocks of it");
        }
      }
    }
    long entries = blocks.stream().filter(placed -> placed.group() != Placed.BETWEEN).count();
    if (seen.size() < entries) {
      throw in.bad("", "a block of entries stands in no list");
    }
    return groups;
  }

  /** The groups that have a block of one of those lists. */
  private List<Map<String, B>> having(List<String> lists, Map<Integer, Map<String, B>> groups) {
    return groups.values().stream()
        .filter(group -> lists.stream().anyMatch(group::containsKey))
        .toList();
  }

  private static <K, V> Map<K, V> byKey(Fields in, List<V> values, Function<V, K> key) {
    Map<K, V> map = LinkedHashMap.newLinkedHashMap(values.size());
    values.forEach(value -> map.put(key.apply(value), value));
    if (map.size() < values.size()) {
      throw in.bad("jobs", "there are two of one");
    }
    return map;
  }

  private List<JobHistory> histories(Map<String, B> own) {
    return List.copyOf(HistoriesReader.read(lists(own)).values());
  }

  /** The object that holds all lists, with the entries of these blocks. */
  private Fields lists(Map<String, B> own) {
    StringBuilder text = new StringBuilder("{");
    String separate = "";
    for (String list : MaintenanceReader.LISTS) {
      B block = own.get(list);
      text.append(separate).append('"').append(list).append("\":[");
      if (block != null) {
        text.append(new String(unpack.apply(block), StandardCharsets.UTF_8));
      }
      text.append(']');
      separate = ",";
    }
    return Fields.of(Json.parse(text.append('}').toString()));
  }

  private Placed<B> between(String text) {
    return new Placed<>(packed(text), Placed.BETWEEN);
  }

  private <T> void place(
      String list, List<Group<T, B>> groups, int firstGroup, List<Placed<B>> out) {
    boolean isFirst = true;
    for (int i = 0; i < groups.size(); i++) {
      B block = groups.get(i).blocks().get(list);
      if (block != null) {
        if (!isFirst) {
          out.add(new Placed<>(separator, Placed.BETWEEN));
        }
        out.add(new Placed<>(block, firstGroup + i));
        isFirst = false;
      }
    }
  }

  private Map<String, B> ofHistories(List<JobHistory> some) {
    Map<String, List<String>> entries = new LinkedHashMap<>();
    OF_JOBS.forEach(list -> entries.put(list, new ArrayList<>()));
    for (JobHistory history : some) {
      history
          .job()
          .ifPresent(job -> add(entries, "jobs", ObjectText.of(out -> JobCodec.write(out, job))));
      for (Notification notification : history.notifications()) {
        add(
            entries,
            "notifications",
            ObjectText.of(out -> NotificationCodec.write(out, notification)));
        for (Attempt attempt : notification.attempts()) {
          add(
              entries,
              "messages",
              ObjectText.of(out -> MessageCodec.write(out, history.job(), notification, attempt)));
        }
      }
      for (Receipt stray : history.strays()) {
        add(
            entries,
            "messages",
            ObjectText.of(out -> MessageCodec.write(out, history.job(), stray)));
      }
      for (Alert alert : history.alerts()) {
        add(entries, "alerts", ObjectText.of(out -> AlertCodec.write(out, alert)));
      }
      history
          .call()
          .ifPresent(
              call ->
                  add(
                      entries,
                      "staffCalls",
                      ObjectText.of(out -> StaffCallCodec.write(out, history.id(), call))));
    }
    return blocks(entries);
  }

  private static void add(Map<String, List<String>> entries, String list, String entry) {
    Optional.ofNullable(entries.get(list)).orElseThrow().add(entry);
  }

  private <T> Map<String, B> single(String list, List<T> some, BiConsumer<ObjectText, T> write) {
    return blocks(
        Map.of(
            list,
            some.stream().map(value -> ObjectText.of(out -> write.accept(out, value))).toList()));
  }

  private Map<String, B> blocks(Map<String, List<String>> entries) {
    Map<String, B> blocks = new LinkedHashMap<>();
    entries.forEach(
        (list, texts) -> {
          if (!texts.isEmpty()) {
            blocks.put(list, packed(String.join(",\n", texts)));
          }
        });
    return blocks;
  }

  private B packed(String text) {
    // A lone surrogate becomes '?': it must not keep the whole document from being written.
    return pack.apply(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String head(MaintenanceDocument document) {
    return ObjectText.open(
        out -> {
          out.number("schemaVersion", MaintenanceDocument.SCHEMA_VERSION);
          out.number("revision", document.revision());
          out.list("commits", document.commits(), MaintenanceBlocks::writeCommit);
          out.maybeObject(
              "settings",
              Optional.of(document.settings()).filter(set -> !set.equals(DocumentSettings.NONE)),
              SettingsCodec::write);
        });
  }

  private static void writeCommit(ObjectText out, Commit commit) {
    out.text("writer", commit.writer());
    out.number("sequence", commit.sequence());
    out.instant("at", commit.at());
    out.extras(commit.extras());
  }

  private static String tail(MaintenanceDocument document) {
    Map<String, String> unknown = new LinkedHashMap<>(document.extras().json());
    unknown.keySet().removeAll(KNOWN);
    String extras = ObjectText.of(out -> out.extras(new Extras(unknown)));
    return extras.equals("{}") ? "\n}\n" : ",\n" + extras.substring(1) + "\n";
  }
}
