package com.quickdumpnow.relay.localcloud.s3;

import com.quickdumpnow.relay.localcloud.http.Faults;
import com.quickdumpnow.relay.localcloud.http.LocalServer;
import com.quickdumpnow.relay.localcloud.http.Traffic;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * An S3 for one machine that speaks to the unmodified SDK (path style; signatures are not looked
 * at). Versioned like S3, atomic on {@code If-Match} and {@code If-None-Match: *}, and durable when
 * given a folder: what was acknowledged survives {@code kill -9}, and a torn write is never seen.
 * Every version is kept, unless the start says how many old ones of a key are.
 *
 * <p>Faults match on {@code bucket/key}; {@code Refuse(409, "ConditionalRequestConflict")} is what
 * S3 answers when two conditional writes race.
 */
public final class LocalS3 implements AutoCloseable {

  /** S3 itself takes 5 GiB in one PUT; nothing of ours comes near this. */
  private static final int MAX_BODY_BYTES = 64 * 1024 * 1024;

  private final LocalServer server;
  private final S3Service service;

  private LocalS3(LocalServer server, S3Service service) {
    this.server = server;
    this.service = service;
  }

  /**
   * Starts an S3 that forgets everything when it is closed.
   *
   * @param port 0 for any free one
   * @throws com.quickdumpnow.relay.localcloud.web.PortTakenException when it is taken
   */
  public static LocalS3 start(int port) {
    return start(port, Optional.empty(), Integer.MAX_VALUE);
  }

  /**
   * Starts an S3 that keeps its contents in {@code folder}, which no other S3 may use meanwhile.
   */
  public static LocalS3 start(int port, Path folder) {
    return start(port, Optional.of(folder), Integer.MAX_VALUE);
  }

  /**
   * The same with a bound on the folder's growth, as a lifecycle rule gives it to a bucket in AWS
   * ({@code NewerNoncurrentVersions}), but at once.
   *
   * @param oldVersionsKept of each key, the current one not counted; older ones are removed
   */
  public static LocalS3 start(int port, Path folder, int oldVersionsKept) {
    return start(port, Optional.of(folder), oldVersionsKept);
  }

  private static LocalS3 start(int port, Optional<Path> folder, int oldVersionsKept) {
    S3Service service = new S3Service(new Buckets(folder, oldVersionsKept));
    return new LocalS3(LocalServer.start("The local S3", port, MAX_BODY_BYTES, service), service);
  }

  public URI endpoint() {
    return server.endpoint();
  }

  /** What shall go wrong next; also at {@code POST /_admin/faults}. */
  public Faults faults() {
    return server.faults();
  }

  /**
   * Whether {@code If-Match} and {@code If-None-Match} are overlooked, as by services that call
   * themselves S3-compatible and are not.
   */
  public void ignoreConditions(boolean ignored) {
    service.ignoreConditions(ignored);
  }

  /** What was answered so far. */
  public Traffic traffic() {
    return server.traffic();
  }

  @Override
  public void close() {
    server.close();
  }
}
