package com.quickdumpnow.relay.localcloud.s3;

import com.quickdumpnow.relay.localcloud.http.Request;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.CRC32;

/**
 * The body of a request as S3 means it: taken out of {@code aws-chunked} framing, its checksums
 * verified. See "Signature calculations for the Authorization header: transferring payload in
 * multiple chunks" in the S3 API reference; signatures are not looked at.
 */
final class Payload {

  private static final String CHECKSUM = "x-amz-checksum-";
  private static final byte[] LINE_END = {'\r', '\n'};

  private final byte[] bytes;
  private final Map<String, String> checksums;

  private Payload(byte[] bytes, Map<String, String> checksums) {
    this.bytes = bytes;
    this.checksums = checksums;
  }

  /**
   * Reads the body.
   *
   * @throws S3Exception 400 when the framing or a checksum (CRC32, MD5, SHA-256) is wrong
   */
  static Payload of(Request request) {
    Map<String, String> checksums = new TreeMap<>();
    request.headers().keySet().stream()
        .map(name -> name.toLowerCase(Locale.ROOT))
        .filter(Payload::isChecksum)
        .forEach(name -> request.header(name).ifPresent(value -> checksums.put(name, value)));
    byte[] bytes = request.body();
    if (request.header("x-amz-content-sha256").orElse("").startsWith("STREAMING-")) {
      bytes = unchunk(request.body(), checksums);
    }
    verify(bytes, checksums, request.header("Content-MD5"));
    return new Payload(bytes, checksums);
  }

  byte[] bytes() {
    return bytes;
  }

  /** {@code x-amz-checksum-*} as sent, to be repeated in answers. */
  Map<String, String> checksums() {
    return checksums;
  }

  String md5Hex() {
    return HexFormat.of().formatHex(digest("MD5", bytes));
  }

  private static boolean isChecksum(String header) {
    return header.startsWith(CHECKSUM)
        && !header.equals(CHECKSUM + "mode")
        && !header.equals(CHECKSUM + "type")
        && !header.equals(CHECKSUM + "algorithm");
  }

  private static byte[] unchunk(byte[] framed, Map<String, String> trailers) {
    ByteArrayOutputStream content = new ByteArrayOutputStream(framed.length);
    try {
      int at = 0;
      while (true) {
        int lineEnd = lineEnd(framed, at);
        String line = text(framed, at, lineEnd);
        int size = Integer.parseInt(line.split(";", 2)[0].strip(), 16);
        at = lineEnd + LINE_END.length;
        if (size == 0) {
          trailers.putAll(trailers(framed, at));
          return content.toByteArray();
        }
        content.write(framed, at, size);
        at += size;
        if (lineEnd(framed, at) != at) {
          throw malformed();
        }
        at += LINE_END.length;
      }
    } catch (NumberFormatException | IndexOutOfBoundsException e) {
      throw malformed();
    }
  }

  private static Map<String, String> trailers(byte[] framed, int start) {
    Map<String, String> found = new LinkedHashMap<>();
    for (String line : text(framed, start, framed.length).split("\r\n")) {
      String[] field = line.split(":", 2);
      String name = field[0].strip().toLowerCase(Locale.ROOT);
      if (field.length == 2 && isChecksum(name)) {
        found.put(name, field[1].strip());
      }
    }
    return found;
  }

  private static void verify(
      byte[] bytes, Map<String, String> checksums, Optional<String> contentMd5) {
    Optional.ofNullable(checksums.get(CHECKSUM + "crc32"))
        .ifPresent(sent -> require(sent, crc32(bytes)));
    Optional.ofNullable(checksums.get(CHECKSUM + "sha256"))
        .ifPresent(sent -> require(sent, digest("SHA-256", bytes)));
    contentMd5.ifPresent(sent -> require(sent, digest("MD5", bytes)));
  }

  private static void require(String sent, byte[] computed) {
    if (!sent.equals(Base64.getEncoder().encodeToString(computed))) {
      throw new S3Exception(
          400, "BadDigest", "A checksum you specified did not match the content.");
    }
  }

  private static byte[] crc32(byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return ByteBuffer.allocate(Integer.BYTES).putInt((int) crc.getValue()).array();
  }

  private static byte[] digest(String algorithm, byte[] bytes) {
    try {
      return MessageDigest.getInstance(algorithm).digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int lineEnd(byte[] framed, int from) {
    for (int i = from; i + 1 < framed.length; i++) {
      if (framed[i] == '\r' && framed[i + 1] == '\n') {
        return i;
      }
    }
    throw malformed();
  }

  private static String text(byte[] bytes, int from, int to) {
    return new String(Arrays.copyOfRange(bytes, from, to), StandardCharsets.ISO_8859_1);
  }

  private static S3Exception malformed() {
    return new S3Exception(400, "IncompleteBody", "The aws-chunked body is malformed.");
  }
}
