package com.quickdumpnow.relay.store.dynamodb;

import java.net.URI;
import java.util.UUID;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

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
        DockerClientFactory.instance().isDockerAvailable() ? localStack() : LocalDynamo.start();
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
}
