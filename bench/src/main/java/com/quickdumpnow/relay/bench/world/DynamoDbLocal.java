package com.quickdumpnow.relay.bench.world;

import com.almworks.sqlite4java.SQLite;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import org.eclipse.jetty.server.Server;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;

/** DynamoDB Local in memory. */
final class DynamoDbLocal {
  private DynamoDbLocal() {}

  /**
   * Its parts, without its own main program: that one reports to its maker over the internet.
   *
   * @return where it is
   */
  static URI start() {
    // The native library is copied to where the jars are.
    Path jars =
        Path.of(SQLite.class.getProtectionDomain().getCodeSource().getLocation().getPath())
            .resolveSibling("");
    System.setProperty("sqlite4java.library.path", jars.toString());
    Server server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    try {
      server.setHandler(
          new LocalDynamoDBServerHandler(
              new LocalDynamoDBRequestHandler(0, true, null, true, false), null));
      server.start();
    } catch (Exception e) {
      throw new IllegalStateException("DynamoDB Local did not start", e);
    }
    return server.getURI();
  }
}
