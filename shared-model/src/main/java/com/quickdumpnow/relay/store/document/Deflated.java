package com.quickdumpnow.relay.store.document;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * A text as a piece of a deflate stream that refers to nothing before it and ends on a whole byte
 * (RFC 1951, section 2.3, and zlib's Z_SYNC_FLUSH): pieces one after the other are one stream.
 */
final class Deflated {
  private static final Checksum UNKNOWN = Checksum.of(0, 0);

  private final byte[] bytes;
  private final int hash;
  private final Checksum checksum;

  private Deflated(byte[] bytes, Checksum checksum) {
    this.bytes = bytes;
    this.hash = crc(bytes);
    this.checksum = checksum;
  }

  /**
   * @param deflater without a header; begun anew
   */
  static Deflated of(byte[] plain, Deflater deflater) {
    deflater.reset();
    deflater.setInput(plain);
    byte[] bytes = new byte[plain.length / 3 + 64];
    int length = 0;
    while (true) {
      length += deflater.deflate(bytes, length, bytes.length - length, Deflater.SYNC_FLUSH);
      if (length < bytes.length) {
        return new Deflated(Arrays.copyOf(bytes, length), checksum(plain));
      }
      bytes = Arrays.copyOf(bytes, bytes.length * 2);
    }
  }

  /**
   * @param piece taken from a stream
   * @param limit of the text's bytes
   * @throws IOException when it is no such piece, or a longer one
   */
  static Deflated found(byte[] piece, int limit) throws IOException {
    return new Deflated(piece, checksum(inflate(piece, limit)));
  }

  /** To look for the one that has these bytes: its checksum is not known. */
  static Deflated unchecked(byte[] piece) {
    return new Deflated(piece, UNKNOWN);
  }

  /** The piece; not a copy, not to be changed. */
  byte[] bytes() {
    return bytes;
  }

  Checksum checksum() {
    return checksum;
  }

  byte[] plain() {
    try {
      return inflate(bytes, checksum.length());
    } catch (IOException e) {
      throw new IllegalStateException("what was inflated before", e);
    }
  }

  private static Checksum checksum(byte[] plain) {
    return Checksum.of(crc(plain), plain.length);
  }

  /** Which the processor computes also where the quick compiler is alone, unlike other hashes. */
  private static int crc(byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return (int) crc.getValue();
  }

  /** Whether the file has just these bytes there. */
  boolean isAt(int from, byte[] file) {
    int end = from + bytes.length;
    return end <= file.length && Arrays.equals(file, from, end, bytes, 0, bytes.length);
  }

  private static byte[] inflate(byte[] piece, int limit) throws IOException {
    Inflater inflater = new Inflater(true);
    try {
      inflater.setInput(piece);
      ByteArrayOutputStream plain = new ByteArrayOutputStream(piece.length * 4);
      byte[] buffer = new byte[8192];
      while (true) {
        int length = inflater.inflate(buffer);
        plain.write(buffer, 0, length);
        if (plain.size() > limit) {
          throw new IOException("larger than " + limit + " bytes");
        }
        if (length == 0) {
          if (inflater.finished() || inflater.needsDictionary() || inflater.getRemaining() > 0) {
            throw new IOException("not a piece of a deflate stream");
          }
          return plain.toByteArray();
        }
      }
    } catch (DataFormatException e) {
      throw new IOException("not a piece of a deflate stream", e);
    } finally {
      inflater.end();
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Deflated that && hash == that.hash && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return hash;
  }
}
