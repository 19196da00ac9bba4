package com.quickdumpnow.relay.json;

import com.quickdumpnow.relay.model.JobHistory;
import com.quickdumpnow.relay.model.MaintenanceDocument;
import com.quickdumpnow.relay.model.Recipient;
import com.quickdumpnow.relay.model.SlicedMap;
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
  private final Function<byte[], B> pack;
  private final Function<B, byte[]> unpack;
  private final Placed<B> separator;
  private final List<Placed<B>> separators;
  private final Map<String, List<Placed<B>>> openings = new LinkedHashMap<>();
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
    this.separator = between(",\n");
    this.separators = List.of(separator);
    String before = "";
    for (String list : MaintenanceReader.LISTS) {
      openings.put(list, List.of(between(before + ",\n\"" + list + "\":[\n")));
      before = "]";
    }
    this.histories =
        new BlockGroups<>(
            some -> packed(MaintenanceWriter.histories(some)), this::histories, separator);
    this.trailers =
        new BlockGroups<>(
            some -> packed(MaintenanceWriter.trailers(some)),
            own -> List.copyOf(MaintenanceReader.trailers(lists(own)).values()),
            separator);
    this.recipients =
        new BlockGroups<>(
            some -> packed(MaintenanceWriter.recipients(some)),
            own -> List.copyOf(MaintenanceReader.recipients(lists(own)).values()),
            separator);
  }

  /**
   * The blocks of {@code document}, in the order of its text. They come in runs; a run that is the
   * same as the last time is the same instance.
   */
  public List<List<Placed<B>>> write(MaintenanceDocument document) {
    List<List<JobHistory>> jobs = document.jobs().slices();
    List<List<Trailer>> others = document.trailers().slices();
    List<List<Recipient>> people = document.recipients().slices();
    List<Map<String, List<Placed<B>>>> entries = new ArrayList<>(histories.write(jobs, 0));
    entries.addAll(trailers.write(others, jobs.size()));
    entries.addAll(recipients.write(people, jobs.size() + others.size()));
    List<List<Placed<B>>> out = new ArrayList<>();
    out.add(List.of(between(MaintenanceWriter.head(document))));
    openings.forEach(
        (list, opening) -> {
          out.add(opening);
          place(list, entries, out);
        });
    out.add(List.of(between("]" + MaintenanceWriter.tail(document))));
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
    BlockSkeleton<B> skeleton = BlockSkeleton.of(blocks, separator.block(), unpack);
    Fields in = skeleton.between();
    return MaintenanceReader.head(
        in,
        map(
            in,
            MaintenanceDocument.JOBS,
            histories.read(skeleton.having(MaintenanceWriter.OF_JOBS))),
        map(in, MaintenanceDocument.TRAILERS, trailers.read(skeleton.having(List.of("trailers")))),
        map(
            in,
            MaintenanceDocument.RECIPIENTS,
            recipients.read(skeleton.having(List.of("recipients")))));
  }

  private static <K, V> SlicedMap<K, V> map(
      Fields in, SlicedMap.Rule<K, V> rule, List<List<V>> slices) {
    try {
      return SlicedMap.of(rule, slices);
    } catch (IllegalArgumentException _) {
      throw in.bad("", "there are two of one");
    }
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

  private void place(
      String list, List<Map<String, List<Placed<B>>>> entries, List<List<Placed<B>>> out) {
    boolean isFirst = true;
    for (Map<String, List<Placed<B>>> neighbours : entries) {
      List<Placed<B>> run = neighbours.get(list);
      if (run != null) {
        if (!isFirst) {
          out.add(separators);
        }
        out.add(run);
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
