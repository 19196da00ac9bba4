package com.quickdumpnow.relay.store.document;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Compression of what is stored, in memory. */
public final class Gzip {
  private static final int MAGIC_FIRST = 0x1f;
  private static final int MAGIC_SECOND = 0x8b;

  private Gzip() {}

  public static byte[] compress(byte[] plain) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(plain.length / 4 + 64);
    try (GZIPOutputStream gzip = new Fast(out)) {
      gzip.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail to be written", e);
    }
    return out.toByteArray();
  }

  /**
   * The plain bytes; what is not compressed (somebody mended it by hand) is returned as it is.
   *
   * @throws IOException when it is broken, or larger than {@code limit} bytes
   */
  public static byte[] expand(byte[] bytes, int limit) throws IOException {
    byte[] plain = isCompressed(bytes) ? inflate(bytes, limit) : bytes;
    if (plain.length > limit) {
      throw new IOException("larger than " + limit + " bytes");
    }
    return plain;
  }

  private static boolean isCompressed(byte[] bytes) {
    return bytes.length > 1
        && (bytes[0] & 0xff) == MAGIC_FIRST
        && (bytes[1] & 0xff) == MAGIC_SECOND;
  }

  private static byte[] inflate(byte[] bytes, int limit) throws IOException {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      return in.readNBytes(limit + 1);
    }
  }

  /** A commit waits for it: a third larger, in a fraction of the time. */
  private static final class Fast extends GZIPOutputStream {
    Fast(ByteArrayOutputStream out) throws IOException {
      super(out);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }
}
