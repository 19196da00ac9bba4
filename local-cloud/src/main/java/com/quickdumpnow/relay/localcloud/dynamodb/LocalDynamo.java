package com.quickdumpnow.relay.localcloud.dynamodb;

import com.quickdumpnow.relay.localcloud.http.Faults;
import com.quickdumpnow.relay.localcloud.http.LocalServer;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A DynamoDB for one machine that speaks to the unmodified SDK (signatures are not looked at):
 * tables with one key and sparse indexes, conditions, transactions, queries, scans. Every read is
 * strongly consistent, an index too. It drops nothing by time to live and recovers nothing, but
 * tells what it was told of both, and takes items of any size. Safe for use by many threads.
 *
 * <p>Faults match on the operation and the table, as {@code PutItem qdn}.
 */
public final class LocalDynamo implements AutoCloseable {
  private static final int MAX_BODY_BYTES = 16 * 1024 * 1024;

  private final LocalServer server;

  private LocalDynamo(int port, Optional<Path> journal) {
    this.server =
        LocalServer.start(
            "The local DynamoDB",
            port,
            MAX_BODY_BYTES,
            new DynamoService(new Tables(new TableJournal(journal))));
  }

  /**
   * Starts a DynamoDB that forgets everything when it is closed.
   *
   * @param port 0 for any free one
   * @throws com.quickdumpnow.relay.localcloud.web.PortTakenException when it is taken
   */
  public static LocalDynamo start(int port) {
    return new LocalDynamo(port, Optional.empty());
  }

  /** Starts one that keeps its tables in a file, which no other may use meanwhile. */
  public static LocalDynamo start(int port, Path journal) {
    return new LocalDynamo(port, Optional.of(journal));
  }

  public URI endpoint() {
    return server.endpoint();
  }

  /** What shall go wrong next; also at {@code POST /_admin/faults}. */
  public Faults faults() {
    return server.faults();
  }

  @Override
  public void close() {
    server.close();
  }
}
