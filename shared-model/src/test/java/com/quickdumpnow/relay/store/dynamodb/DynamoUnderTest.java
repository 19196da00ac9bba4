package com.quickdumpnow.relay.store.dynamodb;

import com.almworks.sqlite4java.SQLite;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.eclipse.jetty.server.Server;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;

/**
 * The DynamoDB that tests run against: LocalStack where Docker is, DynamoDB Local in memory where
 * it is not. One for the whole JVM, started at first use; tests keep apart by tables of their own.
 */
final class DynamoUnderTest {
  private static final DockerImageName IMAGE =
      DockerImageName.parse("localstack/localstack:4.14.0");

  static {
    System.setProperty("aws.region", "us-east-1");
    System.setProperty("aws.accessKeyId", "test");
    System.setProperty("aws.secretAccessKey", "test");
  }

  private DynamoUnderTest() {}

  private static final class Shared {
    static final URI ENDPOINT =
        DockerClientFactory.instance().isDockerAvailable() ? localStack() : dynamoDbLocal();
  }

  static URI endpoint() {
    return Shared.ENDPOINT;
  }

  /** A client as in production, but for where it points. The caller closes it. */
  static DynamoDbClient client() {
    return client(Shared.ENDPOINT);
  }

  static DynamoDbClient client(URI endpoint) {
    return DynamoTable.client().endpointOverride(endpoint).build();
  }

  /** Makes a table and returns its name. */
  static String newTable() {
    String name = "table-" + UUID.randomUUID().toString().substring(0, 13);
    try (DynamoDbClient dynamo = client()) {
      DynamoTables.create(dynamo, name);
    }
    return name;
  }

  static DynamoTable table(String name) {
    return new DynamoTable(client(), name);
  }

  private static URI localStack() {
    LocalStackContainer container = new LocalStackContainer(IMAGE).withServices("dynamodb");
    container.start();
    return container.getEndpoint();
  }

  /** Its parts, without its own main program: that one reports to its maker over the internet. */
  private static URI dynamoDbLocal() {
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
