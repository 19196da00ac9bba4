package com.quickdumpnow.relay.localcloud.cdn;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.quickdumpnow.relay.localcloud.web.Exchanges;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.zip.GZIPOutputStream;

/** Files of a folder as HTTP answers: content type, ETag and 304, gzip for text. */
final class StaticFiles {

  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("html", "text/html; charset=utf-8"),
          Map.entry("css", "text/css; charset=utf-8"),
          Map.entry("js", "text/javascript; charset=utf-8"),
          Map.entry("json", "application/json"),
          Map.entry("webmanifest", "application/manifest+json"),
          Map.entry("txt", "text/plain; charset=utf-8"),
          Map.entry("svg", "image/svg+xml"),
          Map.entry("png", "image/png"),
          Map.entry("ico", "image/x-icon"),
          Map.entry("webp", "image/webp"),
          Map.entry("woff2", "font/woff2"));
  private static final Set<String> COMPRESSED = Set.of("png", "ico", "webp", "woff2");

  private final Path root;
  private final Set<String> published;

  StaticFiles(Path root, Set<String> published) {
    this.root = root.toAbsolutePath().normalize();
    this.published = Set.copyOf(published);
  }

  /**
   * The published file of a path; a link or a {@code ..} that leads out of the folder finds none.
   */
  Optional<Path> find(String uri) {
    try {
      String decoded = URLDecoder.decode(uri.replace("+", "%2B"), UTF_8);
      Path file = root.resolve(decoded.replaceFirst("^/+", "")).normalize();
      if (!file.startsWith(root) || !Files.isRegularFile(file) || !isPublished(file)) {
        return Optional.empty();
      }
      return file.toRealPath().startsWith(root.toRealPath()) ? Optional.of(file) : Optional.empty();
    } catch (IOException | IllegalArgumentException _) {
      // Malformed escapes and paths name no file.
      return Optional.empty();
    }
  }

  private boolean isPublished(Path file) {
    String top = root.relativize(file).getName(0).toString();
    return published.contains(top) || top.equals("404.html");
  }

  /**
   * @param beforeSending gets the status once all headers but the length are set
   */
  void send(HttpExchange exchange, Path file, IntConsumer beforeSending) throws IOException {
    byte[] content = Files.readAllBytes(file);
    String extension = extension(file);
    boolean zip =
        !COMPRESSED.contains(extension)
            && Optional.ofNullable(exchange.getRequestHeaders().getFirst("Accept-Encoding"))
                .filter(e -> e.contains("gzip"))
                .isPresent();
    String etag = "\"" + digest(content) + (zip ? "-gzip" : "") + "\"";
    Headers headers = exchange.getResponseHeaders();
    headers.set("ETag", etag);
    headers.set("Vary", "Accept-Encoding");
    headers.set("Cache-Control", "no-cache");
    if (etag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
      beforeSending.accept(304);
      Exchanges.send(exchange, 304, new byte[0]);
      return;
    }
    if (zip) {
      headers.set("Content-Encoding", "gzip");
    }
    headers.set("Content-Type", TYPES.getOrDefault(extension, "application/octet-stream"));
    beforeSending.accept(200);
    Exchanges.send(exchange, 200, zip ? zipped(content) : content);
  }

  private static String extension(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.substring(name.lastIndexOf('.') + 1);
  }

  private static byte[] zipped(byte[] content) throws IOException {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    try (OutputStream zip = new GZIPOutputStream(octets)) {
      zip.write(content);
    }
    return octets.toByteArray();
  }

  private static String digest(byte[] content) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
      return HexFormat.of().formatHex(hash, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
