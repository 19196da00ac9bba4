package com.quickdumpnow.relay.localcloud.s3;

import com.quickdumpnow.relay.localcloud.http.Answer;
import com.quickdumpnow.relay.localcloud.http.Request;
import com.quickdumpnow.relay.localcloud.http.Xml;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** PUT, GET, HEAD and DELETE of objects, and the deletion of many. */
final class ObjectRoutes {

  private static final Set<String> REPEATED =
      Set.of("content-type", "cache-control", "content-disposition", "content-language", "expires");
  private static final String METADATA = "x-amz-meta-";
  private static final String VERSION_ID = "x-amz-version-id";
  private static final String DELETE_MARKER = "x-amz-delete-marker";

  private final Bucket bucket;
  private final boolean ignoresConditions;

  /**
   * @param ignoresConditions as services do that call themselves S3-compatible and are not
   */
  ObjectRoutes(Bucket bucket, boolean ignoresConditions) {
    this.bucket = bucket;
    this.ignoresConditions = ignoresConditions;
  }

  Answer answer(Request request, String key) {
    return switch (request.method()) {
      case "PUT" -> put(request, key);
      case "GET", "HEAD" -> get(request, key);
      case "DELETE" -> delete(request, key);
      default -> throw S3Service.methodNotAllowed();
    };
  }

  /** DeleteObjects: each on its own; keys that do not exist count as deleted. */
  Answer deleteAll(Request request) {
    XmlBody body = XmlBody.parse(Payload.of(request).bytes());
    boolean quiet = body.text("Quiet").equals("true");
    String document =
        Xml.document(
            "DeleteResult",
            Listings.NAMESPACE,
            root -> {
              for (XmlBody object : body.all("Object")) {
                String key = object.text("Key");
                Optional<Version> marker = remove(key, object.text("VersionId"), Condition.NONE);
                if (!quiet) {
                  root.element("Deleted", item -> describeDeleted(item, key, object, marker));
                }
              }
            });
    return Answer.text(200, "application/xml", document);
  }

  private Answer put(Request request, String key) {
    Payload payload = Payload.of(request);
    Map<String, String> headers = new LinkedHashMap<>(payload.checksums());
    for (String name : request.headers().keySet()) {
      String lower = name.toLowerCase(Locale.ROOT);
      if (REPEATED.contains(lower) || lower.startsWith(METADATA)) {
        request.header(name).ifPresent(value -> headers.put(lower, value));
      }
    }
    contentEncoding(request).ifPresent(value -> headers.put("content-encoding", value));
    Version version =
        bucket.put(key, payload.bytes(), payload.md5Hex(), headers, condition(request));
    return versioned(Answer.empty(200), version)
        .with("ETag", quoted(version))
        .with(payload.checksums());
  }

  private Answer get(Request request, String key) {
    Optional<String> id = request.query("versionId");
    while (true) {
      Version version = find(key, id);
      if (version.deleteMarker()) {
        return hidden(key, version, id.isPresent());
      }
      if (condition(request).unmodified(version)) {
        return versioned(Answer.empty(304), version).with("ETag", quoted(version));
      }
      Answer described = describe(request, version);
      if (request.method().equals("HEAD")) {
        return described.with("Content-Length", Long.toString(version.size()));
      }
      Optional<byte[]> content = bucket.read(version);
      if (content.isPresent()) {
        return described.body(content.get());
      }
    }
  }

  private Version find(String key, Optional<String> id) {
    if (id.isEmpty()) {
      return bucket.newest(key).orElseThrow(() -> Condition.noSuchKey(key));
    }
    return bucket
        .version(key, id.get())
        .orElseThrow(
            () -> new S3Exception(404, "NoSuchVersion", "The specified version does not exist."));
  }

  /** A delete marker answers 404 as the newest version, 405 when asked for by its id. */
  private static Answer hidden(String key, Version marker, boolean byId) {
    S3Exception error = byId ? S3Service.methodNotAllowed() : Condition.noSuchKey(key);
    return versioned(S3Service.render(error), marker).with(DELETE_MARKER, "true");
  }

  private static Answer describe(Request request, Version version) {
    boolean checksums = request.header("x-amz-checksum-mode").isPresent();
    Map<String, String> headers =
        version.headers().entrySet().stream()
            .filter(header -> checksums || !header.getKey().startsWith("x-amz-checksum-"))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    return versioned(Answer.empty(200), version)
        .with("Content-Type", "binary/octet-stream")
        .with(headers)
        .with("ETag", quoted(version))
        .with("Accept-Ranges", "none")
        .with(
            "Last-Modified",
            DateTimeFormatter.RFC_1123_DATE_TIME.format(
                Instant.ofEpochMilli(version.modifiedMillis()).atOffset(ZoneOffset.UTC)));
  }

  private Answer delete(Request request, String key) {
    String id = request.query("versionId").orElse("");
    Optional<Version> affected = remove(key, id, condition(request));
    Answer answer = Answer.empty(204);
    if (affected.isPresent()) {
      answer = versioned(answer, affected.get());
      if (affected.get().deleteMarker()) {
        answer = answer.with(DELETE_MARKER, "true");
      }
    }
    return answer;
  }

  /** The version removed, or the marker that was made; empty without versioning. */
  private Optional<Version> remove(String key, String id, Condition condition) {
    return id.isEmpty() ? bucket.delete(key, condition) : bucket.deleteVersion(key, id);
  }

  private static void describeDeleted(
      Xml item, String key, XmlBody object, Optional<Version> affected) {
    item.text("Key", key);
    if (!object.text("VersionId").isEmpty()) {
      item.text("VersionId", object.text("VersionId"));
    }
    affected
        .filter(Version::deleteMarker)
        .ifPresent(
            marker -> item.text("DeleteMarker", true).text("DeleteMarkerVersionId", marker.id()));
  }

  private static Answer versioned(Answer answer, Version version) {
    return version.id().equals(Version.UNVERSIONED)
        ? answer
        : answer.with(VERSION_ID, version.id());
  }

  private Condition condition(Request request) {
    if (ignoresConditions) {
      return Condition.NONE;
    }
    return new Condition(request.header("If-Match"), request.header("If-None-Match"));
  }

  /** {@code aws-chunked} is how the body travelled, not what it is. */
  private static Optional<String> contentEncoding(Request request) {
    return request
        .header("Content-Encoding")
        .map(
            value ->
                Arrays.stream(value.split(","))
                    .map(String::strip)
                    .filter(coding -> !coding.equals("aws-chunked"))
                    .collect(Collectors.joining(",")))
        .filter(value -> !value.isEmpty());
  }

  private static String quoted(Version version) {
    return '"' + version.etag() + '"';
  }
}
