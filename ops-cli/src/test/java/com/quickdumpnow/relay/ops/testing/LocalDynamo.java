package com.quickdumpnow.relay.ops.testing;

import com.almworks.sqlite4java.SQLite;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jetty.server.Server;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;

/**
 * The parts of DynamoDB Local, without its own main program: that one reports to its maker over the
 * internet.
 */
public final class LocalDynamo {
  private LocalDynamo() {}

  /** A new one, in memory, until the JVM ends. */
  public static URI start() {
    System.setProperty("sqlite4java.library.path", nativeSqlite().toString());
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

  /** Its folder is beside that of the jar, whose version it has. */
  private static Path nativeSqlite() {
    Path jar = Path.of(SQLite.class.getProtectionDomain().getCodeSource().getLocation().getPath());
    String file = jar.toString();
    String version = file.substring(file.lastIndexOf('-') + 1, file.length() - ".jar".length());
    boolean isMac = System.getProperty("os.name").startsWith("Mac");
    String name = isMac ? "libsqlite4java-osx" : "libsqlite4java-linux-amd64";
    Path folder = jar.resolveSibling("../../" + name + "/" + version).normalize();
    if (!Files.isDirectory(folder)) {
      throw new IllegalStateException("there is no native SQLite for this machine: " + name);
    }
    return folder;
  }
}
