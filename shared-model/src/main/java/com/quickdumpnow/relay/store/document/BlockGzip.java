package com.quickdumpnow.relay.store.document;

import com.quickdumpnow.relay.json.MaintenanceBlocks.Placed;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A gzip file (RFC 1952) of one member that anybody can read, made of blocks that were compressed
 * each by itself. Its comment says where they are, so that who knows most of them already takes
 * those from memory: {@code qdn-blocks}, then for each block its length and, after a colon, its
 * group if it has one, in base 36. Not thread-safe.
 */
final class BlockGzip {
  private static final String COMMENT = "qdn-blocks";
  private static final int BASE = 36;

  /** What the comment says of a block, at the most: two numbers, and what stands before each. */
  private static final int LONGEST = 2 * (1 + 6);

  private static final int HAS_COMMENT = 0x10;

  /** Magic, deflate, a comment, no time, fastest, unknown system. */
  private static final byte[] HEADER = {
    0x1f, (byte) 0x8b, 8, HAS_COMMENT, 0, 0, 0, 0, 4, (byte) 0xff
  };

  /** An empty last block. */
  private static final byte[] END = {3, 0};

  private static final int TRAILER = 8;

  /** Far beyond what stands before the first list. */
  private static final int MAX_BEGINNING = 1 << 20;

  /** The blocks of the last file, in its order. */
  private List<List<Placed<Deflated>>> last = List.of();

  /** Those of the last file that was written. */
  private IdentityHashMap<List<Placed<Deflated>>, Run> runs = new IdentityHashMap<>();

  /**
   * @param blocks in runs, not to be changed: what was made of one is taken again where the next
   *     file has the same instance
   * @param limit of the text's bytes
   * @throws IOException when there are more
   */
  byte[] write(List<List<Placed<Deflated>>> blocks, int limit) throws IOException {
    IdentityHashMap<List<Placed<Deflated>>, Run> now = new IdentityHashMap<>();
    List<Run> all = new ArrayList<>();
    Text text = new Text(limit);
    int size = HEADER.length + COMMENT.length() + 1 + END.length + TRAILER;
    for (List<Placed<Deflated>> own : blocks) {
      Run known = runs.get(own);
      Run run = now.computeIfAbsent(own, _ -> known != null ? known : Run.of(own));
      all.add(run);
      text.append(run.checksum());
      size += run.comment().remaining() + run.bytes().remaining();
    }
    runs = now;
    last = List.copyOf(blocks);
    ByteBuffer out = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    out.put(HEADER).put(COMMENT.getBytes(StandardCharsets.ISO_8859_1));
    all.forEach(run -> out.put(run.comment().duplicate()));
    out.put((byte) 0);
    all.forEach(run -> out.put(run.bytes().duplicate()));
    out.put(END).putInt(text.crc).putInt(text.length);
    return out.array();
  }

  /**
   * Some blocks in a row.
   *
   * @param comment what the file's comment says of them
   * @param bytes theirs
   * @param checksum of their text
   */
  private record Run(ByteBuffer comment, ByteBuffer bytes, Checksum checksum) {
    static Run of(List<Placed<Deflated>> blocks) {
      int size = blocks.stream().mapToInt(placed -> placed.block().bytes().length).sum();
      ByteBuffer comment = ByteBuffer.allocate(LONGEST * blocks.size());
      ByteBuffer bytes = ByteBuffer.allocate(size);
      int crc = 0;
      int length = 0;
      for (Placed<Deflated> placed : blocks) {
        Deflated block = placed.block();
        put(comment.put((byte) ' '), block.bytes().length);
        if (placed.group() != Placed.BETWEEN) {
          put(comment.put((byte) ':'), placed.group());
        }
        bytes.put(block.bytes());
        crc = block.checksum().after(crc);
        length = Math.addExact(length, block.checksum().length());
      }
      return new Run(comment.flip(), bytes.flip(), Checksum.of(crc, length));
    }
  }

  /** Digit by digit: a string for each of thousands of blocks was a sixth of what a write costs. */
  private static void put(ByteBuffer comment, int number) {
    int place = 1;
    while (number / place >= BASE) {
      place *= BASE;
    }
    for (; place > 0; place /= BASE) {
      comment.put((byte) Character.forDigit(number / place % BASE, BASE));
    }
  }

  /**
   * The blocks of such a file; empty when it is another one.
   *
   * @param limit of the text's bytes
   * @throws IOException when it is one, but broken, or larger
   */
  Optional<List<Placed<Deflated>>> read(byte[] file, int limit) throws IOException {
    String comment = comment(file);
    List<Entry> entries = entries(comment);
    if (entries.isEmpty()) {
      return Optional.empty();
    }
    List<Placed<Deflated>> blocks = new ArrayList<>();
    Known known = new Known(last.stream().flatMap(List::stream).toList());
    Text text = new Text(limit);
    int at = HEADER.length + comment.length() + 1;
    for (Entry entry : entries) {
      if (entry.length() > file.length - at) {
        throw new IOException("its blocks are longer than it is");
      }
      Deflated block = known.at(at, entry.length(), file, limit);
      blocks.add(new Placed<>(block, entry.group()));
      text.append(block.checksum());
      at += entry.length();
    }
    checkEnd(file, at, text);
    last = List.of(blocks);
    return Optional.of(blocks);
  }

  /** What the text comes to so far. */
  private static final class Text {
    private final int limit;
    private int crc;
    private int length;

    Text(int limit) {
      this.limit = limit;
    }

    void append(Checksum next) throws IOException {
      crc = next.after(crc);
      length += next.length();
      if (length > limit || length < 0) {
        throw new IOException("larger than " + limit + " bytes");
      }
    }
  }

  /**
   * The blocks of a file, found again in another one: nearly all of them in the same order, which
   * costs a comparison each.
   */
  private static final class Known {
    private final List<Placed<Deflated>> blocks;
    private final Map<Deflated, Integer> places = new HashMap<>();
    private int next;

    Known(List<Placed<Deflated>> blocks) {
      this.blocks = blocks;
    }

    Deflated at(int from, int length, byte[] file, int limit) throws IOException {
      if (next < blocks.size()) {
        Deflated block = blocks.get(next).block();
        if (block.bytes().length == length && block.isAt(from, file)) {
          next++;
          return block;
        }
      }
      byte[] piece = Arrays.copyOfRange(file, from, from + length);
      Integer place = places().get(Deflated.unchecked(piece));
      if (place == null) {
        // Likeliest it stands where another one stood.
        next++;
        return Deflated.found(piece, limit);
      }
      if (blocks.get(place).group() != Placed.BETWEEN) {
        next = place + 1;
      }
      return blocks.get(place).block();
    }

    private Map<Deflated, Integer> places() {
      if (places.isEmpty()) {
        for (int i = 0; i < blocks.size(); i++) {
          places.put(blocks.get(i).block(), i);
        }
      }
      return places;
    }
  }

  /** The first block's text; empty when it is another file, or not as long as it says. */
  static Optional<String> beginning(byte[] file) {
    String comment = comment(file);
    int at = HEADER.length + comment.length() + 1;
    try {
      List<Entry> entries = entries(comment);
      int length = entries.stream().mapToInt(Entry::length).sum();
      if (entries.isEmpty() || file.length - at - length != END.length + TRAILER) {
        return Optional.empty();
      }
      byte[] first = Arrays.copyOfRange(file, at, at + entries.getFirst().length());
      byte[] plain = Deflated.found(first, MAX_BEGINNING).plain();
      return Optional.of(new String(plain, StandardCharsets.UTF_8));
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  private record Entry(int length, int group) {}

  /** What the comment says of each block; nothing when it is another one. */
  private static List<Entry> entries(String comment) throws IOException {
    List<Entry> entries = new ArrayList<>();
    if (comment.startsWith(COMMENT + " ")) {
      int end = COMMENT.length();
      while (end < comment.length()) {
        int from = end + 1;
        int space = comment.indexOf(' ', from);
        end = space < 0 ? comment.length() : space;
        int colon = comment.indexOf(':', from, end);
        int length = number(comment, from, colon < 0 ? end : colon);
        int group = colon < 0 ? Placed.BETWEEN : number(comment, colon + 1, end);
        entries.add(new Entry(length, group));
      }
    }
    return entries;
  }

  private static String comment(byte[] file) {
    if (file.length < HEADER.length || !Arrays.equals(file, 0, 4, HEADER, 0, 4)) {
      return "";
    }
    int end = HEADER.length;
    while (end < file.length && file[end] != 0) {
      end++;
    }
    return new String(file, HEADER.length, end - HEADER.length, StandardCharsets.ISO_8859_1);
  }

  private static int number(String comment, int from, int to) throws IOException {
    try {
      return Integer.parseUnsignedInt(comment, from, to, BASE) & Integer.MAX_VALUE;
    } catch (NumberFormatException e) {
      throw new IOException("its comment does not say where its blocks are", e);
    }
  }

  private static void checkEnd(byte[] file, int at, Text text) throws IOException {
    if (file.length - at != END.length + TRAILER
        || !Arrays.equals(file, at, at + END.length, END, 0, END.length)) {
      throw new IOException("it does not end where its blocks do");
    }
    ByteBuffer trailer =
        ByteBuffer.wrap(file, at + END.length, TRAILER).order(ByteOrder.LITTLE_ENDIAN);
    if (trailer.getInt() != text.crc || trailer.getInt() != text.length) {
      throw new IOException("its checksum is wrong");
    }
  }
}
