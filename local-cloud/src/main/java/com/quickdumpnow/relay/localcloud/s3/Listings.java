package com.quickdumpnow.relay.localcloud.s3;

import com.quickdumpnow.relay.localcloud.http.Answer;
import com.quickdumpnow.relay.localcloud.http.Request;
import com.quickdumpnow.relay.localcloud.http.Xml;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** ListObjectsV2 and ListObjectVersions. */
final class Listings {

  static final String NAMESPACE = "http://s3.amazonaws.com/doc/2006-03-01/";
  private static final int MAX_KEYS = 1000;

  private final String bucketName;
  private final Bucket bucket;
  private final Request request;
  private final String prefix;
  private final String delimiter;
  private final int max;

  Listings(String bucketName, Bucket bucket, Request request) {
    this.bucketName = bucketName;
    this.bucket = bucket;
    this.request = request;
    this.prefix = request.query("prefix").orElse("");
    this.delimiter = request.query("delimiter").orElse("");
    this.max = request.query("max-keys").map(Listings::maxKeys).orElse(MAX_KEYS);
  }

  Answer objects() {
    String from =
        request
            .query("continuation-token")
            .map(token -> new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8))
            .or(() -> request.query("start-after"))
            .orElse("");
    List<Version> visible =
        bucket.history().stream()
            .map(List::getFirst)
            .filter(version -> !version.deleteMarker())
            .toList();
    Page page = Page.of(visible, prefix, delimiter, new Page.Marker(from, ""), max);
    return xml(
        Xml.document(
            "ListBucketResult",
            NAMESPACE,
            root -> {
              head(root, page);
              root.text("KeyCount", page.items().size() + page.commonPrefixes().size());
              if (page.truncated()) {
                byte[] next = page.last().key().getBytes(StandardCharsets.UTF_8);
                root.text(
                    "NextContinuationToken",
                    Base64.getUrlEncoder().withoutPadding().encodeToString(next));
              }
              page.items().forEach(v -> root.element("Contents", item -> describe(item, v)));
              prefixes(root, page);
            }));
  }

  Answer versions() {
    Page.Marker after =
        new Page.Marker(
            request.query("key-marker").orElse(""), request.query("version-id-marker").orElse(""));
    List<List<Version>> history = bucket.history();
    Set<Version> latest = history.stream().map(List::getFirst).collect(Collectors.toSet());
    List<Version> all = history.stream().flatMap(List::stream).toList();
    Page page = Page.of(all, prefix, delimiter, after, max);
    return xml(
        Xml.document(
            "ListVersionsResult",
            NAMESPACE,
            root -> {
              head(root, page);
              if (page.truncated()) {
                root.text("NextKeyMarker", encode(page.last().key()));
                root.text("NextVersionIdMarker", page.last().versionId());
              }
              for (Version version : page.items()) {
                root.element(
                    version.deleteMarker() ? "DeleteMarker" : "Version",
                    item -> {
                      item.text("VersionId", version.id());
                      item.text("IsLatest", latest.contains(version));
                      describe(item, version);
                    });
              }
              prefixes(root, page);
            }));
  }

  private void head(Xml root, Page page) {
    root.text("Name", bucketName)
        .text("Prefix", encode(prefix))
        .text("MaxKeys", max)
        .text("IsTruncated", page.truncated());
    if (!delimiter.isEmpty()) {
      root.text("Delimiter", encode(delimiter));
    }
    request.query("encoding-type").ifPresent(type -> root.text("EncodingType", type));
  }

  private void describe(Xml item, Version version) {
    item.text("Key", encode(version.key()))
        .text("LastModified", Instant.ofEpochMilli(version.modifiedMillis()));
    if (!version.deleteMarker()) {
      item.text("ETag", '"' + version.etag() + '"')
          .text("Size", version.size())
          .text("StorageClass", "STANDARD");
    }
  }

  private void prefixes(Xml root, Page page) {
    for (String common : page.commonPrefixes()) {
      root.element("CommonPrefixes", item -> item.text("Prefix", encode(common)));
    }
  }

  private String encode(String text) {
    return request.query("encoding-type").orElse("").equals("url")
        ? URLEncoder.encode(text, StandardCharsets.UTF_8).replace("%2F", "/")
        : text;
  }

  private static int maxKeys(String text) {
    try {
      return Math.clamp(Integer.parseInt(text), 0, MAX_KEYS);
    } catch (NumberFormatException e) {
      throw new S3Exception(400, "InvalidArgument", "max-keys must be a number.");
    }
  }

  private static Answer xml(String document) {
    return Answer.text(200, "application/xml", document);
  }
}
