package com.quickdumpnow.relay.json;

import com.quickdumpnow.relay.json.BlockGroups.Group;
import com.quickdumpnow.relay.model.JobHistory;
import com.quickdumpnow.relay.model.MaintenanceDocument;
import com.quickdumpnow.relay.model.Recipient;
import com.quickdumpnow.relay.model.Trailer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

  private static final int SMALL_ENTRIES_IN_A_GROUP = 64;

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
            JOBS_IN_A_GROUP,
            history -> history.id().value(),
            some -> packed(MaintenanceWriter.histories(some)),
            this::histories);
    this.trailers =
        new BlockGroups<>(
            SMALL_ENTRIES_IN_A_GROUP,
            trailer -> trailer.vin().value(),
            some -> packed(MaintenanceWriter.trailers(some)),
            own -> List.copyOf(MaintenanceReader.trailers(lists(own)).values()));
    this.recipients =
        new BlockGroups<>(
            SMALL_ENTRIES_IN_A_GROUP,
            recipient -> recipient.phone().value(),
            some -> packed(MaintenanceWriter.recipients(some)),
            own -> List.copyOf(MaintenanceReader.recipients(lists(own)).values()));
  }

  /** The blocks of {@code document}, in the order of its text. */
  public List<Placed<B>> write(MaintenanceDocument document) {
    List<Group<JobHistory, B>> jobs = histories.write(new ArrayList<>(document.jobs().values()));
    List<Group<Trailer, B>> others = trailers.write(List.copyOf(document.trailers().values()));
    List<Group<Recipient, B>> people =
        recipients.write(List.copyOf(document.recipients().values()));
    List<Placed<B>> out = new ArrayList<>();
    String before = MaintenanceWriter.head(document);
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
    out.add(between(before + MaintenanceWriter.tail(document)));
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
    return text.startsWith(MaintenanceWriter.BEGINNING);
  }

  private byte[] text(List<Placed<B>> blocks) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    blocks.forEach(placed -> out.writeBytes(unpack.apply(placed.block())));
    return out.toByteArray();
  }

  private MaintenanceDocument joined(List<Placed<B>> blocks) {
    BlockSkeleton<B> skeleton = BlockSkeleton.of(blocks, separator, unpack);
    Fields in = skeleton.between();
    return MaintenanceReader.head(
        in,
        byKey(in, histories.read(skeleton.having(MaintenanceWriter.OF_JOBS)), JobHistory::id),
        byKey(in, trailers.read(skeleton.having(List.of("trailers"))), Trailer::vin),
        byKey(in, recipients.read(skeleton.having(List.of("recipients"))), Recipient::phone));
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
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    String before = "{";
    for (String list : MaintenanceReader.LISTS) {
      B block = own.get(list);
      text.writeBytes((before + '"' + list + "\":[").getBytes(StandardCharsets.UTF_8));
      if (block != null) {
        text.writeBytes(unpack.apply(block));
      }
      before = "],";
    }
    text.writeBytes("]}".getBytes(StandardCharsets.UTF_8));
    return Fields.of(Json.parse(text.toByteArray()));
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

  private Map<String, B> packed(Map<String, String> texts) {
    Map<String, B> blocks = new LinkedHashMap<>();
    texts.forEach((list, text) -> blocks.put(list, packed(text)));
    return blocks;
  }

  private B packed(String text) {
    // A lone surrogate becomes '?': it must not keep the whole document from being written.
    return pack.apply(text.getBytes(StandardCharsets.UTF_8));
  }
}
