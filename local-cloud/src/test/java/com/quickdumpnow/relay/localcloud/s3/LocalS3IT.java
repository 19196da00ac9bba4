package com.quickdumpnow.relay.localcloud.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.quickdumpnow.relay.localcloud.testing.AwsClients;
import com.quickdumpnow.relay.localcloud.web.PortTakenException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.DeleteMarkerEntry;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

class LocalS3IT {

  private final LocalS3 local = LocalS3.start(0);
  private final S3Client s3 = AwsClients.s3(local.endpoint());

  @BeforeEach
  void createBucket() {
    s3.createBucket(b -> b.bucket("bucket"));
    s3.putBucketVersioning(
        b ->
            b.bucket("bucket")
                .versioningConfiguration(v -> v.status(BucketVersioningStatus.ENABLED)));
  }

  @AfterEach
  void stop() {
    s3.close();
    local.close();
  }

  @Test
  void put_withMetadataAndEncoding_repeatsThemOnGetAndHead() {
    byte[] gzipped = {31, (byte) 139, 8, 0, 13, 10, 0, (byte) 255};

    PutObjectResponse put =
        s3.putObject(
            b ->
                b.bucket("bucket")
                    .key("a folder/maintenance+ü.json")
                    .contentType("application/json")
                    .contentEncoding("gzip")
                    .cacheControl("no-cache")
                    .metadata(Map.of("writer", "api-1")),
            RequestBody.fromBytes(gzipped));

    ResponseBytes<GetObjectResponse> got =
        s3.getObjectAsBytes(b -> b.bucket("bucket").key("a folder/maintenance+ü.json"));
    assertThat(got.asByteArray()).isEqualTo(gzipped);
    assertThat(got.response().eTag()).isEqualTo(put.eTag());
    assertThat(got.response().versionId()).isEqualTo(put.versionId());
    assertThat(got.response().contentType()).isEqualTo("application/json");
    assertThat(got.response().contentEncoding()).isEqualTo("gzip");
    assertThat(got.response().cacheControl()).isEqualTo("no-cache");
    assertThat(got.response().metadata()).containsEntry("writer", "api-1");
    HeadObjectResponse head =
        s3.headObject(b -> b.bucket("bucket").key("a folder/maintenance+ü.json"));
    assertThat(head.contentLength()).isEqualTo(gzipped.length);
    assertThat(head.eTag()).isEqualTo(put.eTag());
    assertThat(head.lastModified()).isNotNull();
  }

  @Test
  void put_anyContent_hasItsMd5AsETag() {
    assertThat(put("k", "hello").eTag()).isEqualTo("\"5d41402abc4b2a76b9719d911017c592\"");
  }

  @Test
  void put_largeBody_arrivesWhole() {
    byte[] large = "0123456789abcdef".repeat(40_000).getBytes(StandardCharsets.US_ASCII);

    s3.putObject(b -> b.bucket("bucket").key("large"), RequestBody.fromBytes(large));

    assertThat(s3.getObjectAsBytes(b -> b.bucket("bucket").key("large")).asByteArray())
        .isEqualTo(large);
  }

  @Test
  void put_withAWrongChecksum_isRefusedAndChangesNothing() {
    assertThatThrownBy(
            () ->
                s3.putObject(
                    b -> b.bucket("bucket").key("k").contentMD5("AAAAAAAAAAAAAAAAAAAAAA=="),
                    RequestBody.fromString("x")))
        .isInstanceOfSatisfying(
            S3Exception.class,
            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("BadDigest"));
    assertThatThrownBy(() -> get("k")).isInstanceOf(NoSuchKeyException.class);
  }

  @Test
  void copy_whichIsNotDoneHere_saysSo() {
    assertThatThrownBy(
            () ->
                s3.copyObject(
                    b ->
                        b.sourceBucket("bucket")
                            .sourceKey("k")
                            .destinationBucket("bucket")
                            .destinationKey("l")))
        .isInstanceOfSatisfying(S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(501))
        .hasMessageContaining("CopyObject");
  }

  @Test
  void put_ifMatchOfAnOldETag_failsWith412AndChangesNothing() {
    String old = put("k", "one").eTag();
    put("k", "two");

    assertThatThrownBy(() -> putIfMatch(s3, "k", "three", old))
        .isInstanceOfSatisfying(
            S3Exception.class,
            e -> {
              assertThat(e.statusCode()).isEqualTo(412);
              assertThat(e.awsErrorDetails().errorCode()).isEqualTo("PreconditionFailed");
            });
    assertThat(get("k")).isEqualTo("two");
  }

  @Test
  void put_ifMatchOnAMissingKey_failsWithNoSuchKey() {
    assertThatThrownBy(() -> putIfMatch(s3, "missing", "x", "\"abc\""))
        .isInstanceOfSatisfying(S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(404));
  }

  @Test
  void put_ifNoneMatchStar_createsOnceAndAgainBehindADeleteMarker() {
    putIfAbsent("k", "first");

    assertThatThrownBy(() -> putIfAbsent("k", "second"))
        .isInstanceOfSatisfying(S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(412));
    s3.deleteObject(b -> b.bucket("bucket").key("k"));
    putIfAbsent("k", "third");
    assertThat(get("k")).isEqualTo("third");
  }

  @Test
  void get_ifNoneMatchOfTheCurrentETag_answers304() {
    String etag = put("k", "one").eTag();

    assertThatThrownBy(
            () -> s3.getObjectAsBytes(b -> b.bucket("bucket").key("k").ifNoneMatch(etag)))
        .isInstanceOfSatisfying(S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(304));
    put("k", "two");
    assertThat(
            s3.getObjectAsBytes(b -> b.bucket("bucket").key("k").ifNoneMatch(etag)).asUtf8String())
        .isEqualTo("two");
  }

  @Test
  void get_whatIsNotThere_throwsTheTypedExceptions() {
    assertThatThrownBy(() -> get("missing")).isInstanceOf(NoSuchKeyException.class);
    assertThatThrownBy(() -> s3.headObject(b -> b.bucket("bucket").key("missing")))
        .isInstanceOf(NoSuchKeyException.class);
    assertThatThrownBy(() -> s3.headBucket(b -> b.bucket("nowhere")))
        .isInstanceOf(NoSuchBucketException.class);
    assertThatThrownBy(() -> s3.getObjectAsBytes(b -> b.bucket("nowhere").key("k")))
        .isInstanceOf(NoSuchBucketException.class);
  }

  @Test
  void versions_ofOneKey_areListedNewestFirstAndReadById() {
    String first = put("k", "one").versionId();
    String second = put("k", "two").versionId();

    List<ObjectVersion> versions =
        s3.listObjectVersions(b -> b.bucket("bucket").prefix("k")).versions();

    assertThat(versions).extracting(ObjectVersion::versionId).containsExactly(second, first);
    assertThat(versions).extracting(ObjectVersion::isLatest).containsExactly(true, false);
    assertThat(
            s3.getObjectAsBytes(b -> b.bucket("bucket").key("k").versionId(first)).asUtf8String())
        .isEqualTo("one");
  }

  @Test
  void delete_inAVersionedBucket_leavesAMarkerThatCanBeRemoved() {
    put("k", "one");

    String marker = s3.deleteObject(b -> b.bucket("bucket").key("k")).versionId();

    assertThatThrownBy(() -> get("k")).isInstanceOf(NoSuchKeyException.class);
    assertThat(s3.listObjectsV2(b -> b.bucket("bucket")).contents()).isEmpty();
    assertThat(s3.listObjectVersions(b -> b.bucket("bucket")).deleteMarkers())
        .extracting(DeleteMarkerEntry::versionId)
        .containsExactly(marker);
    s3.deleteObject(b -> b.bucket("bucket").key("k").versionId(marker));
    assertThat(get("k")).isEqualTo("one");
  }

  @Test
  void delete_manyKeys_reportsEach() {
    put("a", "1");
    put("b", "2");

    var deleted =
        s3.deleteObjects(
                b ->
                    b.bucket("bucket")
                        .delete(
                            d ->
                                d.objects(
                                    ObjectIdentifier.builder().key("a").build(),
                                    ObjectIdentifier.builder().key("b").build())))
            .deleted();

    assertThat(deleted).hasSize(2).allMatch(d -> d.deleteMarker());
    assertThat(s3.listObjectsV2(b -> b.bucket("bucket")).contents()).isEmpty();
  }

  @Test
  void list_acrossPages_seesEveryKeyOnce() {
    List<String> keys =
        IntStream.range(0, 25).mapToObj("archive/jobs/%02d &<ü>"::formatted).toList();
    keys.forEach(key -> put(key, "x"));
    put("maintenance.json", "{}");

    assertThat(
            s3.listObjectsV2Paginator(b -> b.bucket("bucket").prefix("archive/").maxKeys(10))
                .contents())
        .extracting(S3Object::key)
        .containsExactlyElementsOf(keys);
    assertThat(s3.listObjectVersionsPaginator(b -> b.bucket("bucket").maxKeys(7)).versions())
        .hasSize(26);
    var folders = s3.listObjectsV2(b -> b.bucket("bucket").delimiter("/"));
    assertThat(folders.commonPrefixes()).extracting(p -> p.prefix()).containsExactly("archive/");
    assertThat(folders.contents()).extracting(S3Object::key).containsExactly("maintenance.json");
  }

  @Test
  void versioning_beforeItIsEnabled_isUnsetAndPutsReplace() {
    s3.createBucket(b -> b.bucket("plain"));
    s3.putObject(b -> b.bucket("plain").key("k"), RequestBody.fromString("one"));
    PutObjectResponse second =
        s3.putObject(b -> b.bucket("plain").key("k"), RequestBody.fromString("two"));

    assertThat(second.versionId()).isNull();
    assertThat(s3.getBucketVersioning(b -> b.bucket("plain")).status()).isNull();
    assertThat(s3.listObjectVersions(b -> b.bucket("plain")).versions()).hasSize(1);
    assertThat(s3.getBucketVersioning(b -> b.bucket("bucket")).status())
        .isEqualTo(BucketVersioningStatus.ENABLED);
    assertThat(s3.listBuckets().buckets())
        .extracting(b -> b.name())
        .containsExactly("bucket", "plain");
  }

  @Test
  void start_onATakenPort_namesThePort() {
    int port = local.endpoint().getPort();

    assertThatThrownBy(() -> LocalS3.start(port))
        .isInstanceOfSatisfying(PortTakenException.class, e -> assertThat(e.port()).isEqualTo(port))
        .hasMessageContaining(Integer.toString(port));
  }

  private PutObjectResponse put(String key, String content) {
    return s3.putObject(b -> b.bucket("bucket").key(key), RequestBody.fromString(content));
  }

  private void putIfAbsent(String key, String content) {
    s3.putObject(
        b -> b.bucket("bucket").key(key).ifNoneMatch("*"), RequestBody.fromString(content));
  }

  private static void putIfMatch(S3Client client, String key, String content, String etag) {
    client.putObject(
        b -> b.bucket("bucket").key(key).ifMatch(etag), RequestBody.fromString(content));
  }

  private String get(String key) {
    return s3.getObjectAsBytes(b -> b.bucket("bucket").key(key)).asUtf8String();
  }
}
