package com.quickdumpnow.relay.api.maintenance;

import com.quickdumpnow.relay.lambda.HttpEvent;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** The one content coding on offer. */
final class Gzip {
  private Gzip() {}

  /** Whether {@code Accept-Encoding} names gzip or anything, and not with a weight of 0. */
  static boolean isAcceptedBy(HttpEvent request) {
    String accepted = request.header("Accept-Encoding").orElse("").toLowerCase(Locale.ROOT);
    boolean any = false;
    for (String coding : accepted.split(",")) {
      String[] parts = coding.strip().split(";", 2);
      boolean refused = parts.length == 2 && parts[1].strip().matches("q\\s*=\\s*0(\\.0*)?");
      String name = parts[0].strip();
      if (name.equals("gzip") || name.equals("x-gzip")) {
        return !refused;
      }
      any |= name.equals("*") && !refused;
    }
    return any;
  }

  static byte[] expand(byte[] gzip) {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("the store's own is no gzip", e);
    }
  }

  static byte[] compress(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length / 6 + 64);
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail to be written", e);
    }
    return out.toByteArray();
  }
}
