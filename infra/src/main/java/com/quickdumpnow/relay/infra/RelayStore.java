package com.quickdumpnow.relay.infra;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.dynamodb.Attribute;
import software.amazon.awscdk.services.dynamodb.AttributeType;
import software.amazon.awscdk.services.dynamodb.BillingMode;
import software.amazon.awscdk.services.dynamodb.GlobalSecondaryIndexProps;
import software.amazon.awscdk.services.dynamodb.ITable;
import software.amazon.awscdk.services.dynamodb.PointInTimeRecoverySpecification;
import software.amazon.awscdk.services.dynamodb.ProjectionType;
import software.amazon.awscdk.services.dynamodb.Table;
import software.amazon.awscdk.services.iam.ManagedPolicy;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.s3.Bucket;
import software.constructs.Construct;

/**
 * What the relay keeps its truth in, the document in the data bucket or a table, and what a program
 * needs for it.
 */
final class RelayStore {
  /** As shared-model's {@code DynamoTables} makes it; a test compares the two. */
  static final List<String> INDEXES = List.of("listed", "due", "noted", "recent", "phone");

  /** As long as the data bucket keeps them. */
  private static final String ARCHIVE_FOR = Buckets.ARCHIVED_JOBS.toDays().intValue() + "d";

  private final Deployment deployment;
  private final Bucket data;
  private final Optional<ITable> table;

  RelayStore(Construct scope, Deployment deployment, Bucket data) {
    this.deployment = deployment;
    this.data = data;
    this.table =
        deployment.knowsTable()
            ? Optional.of(used(scope, deployment, table(scope)))
            : Optional.empty();
    if (deployment.moving()) {
      migrate(scope);
    }
  }

  /** What was made stays, whatever was recovered from it. */
  private static ITable used(Construct scope, Deployment deployment, Table made) {
    return deployment
        .recoveredTable()
        .map(name -> Table.fromTableName(scope, "RecoveredStore", name))
        .orElse(made);
  }

  private static Table table(Construct scope) {
    Table table =
        Table.Builder.create(scope, "Store")
            .partitionKey(text("key"))
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .pointInTimeRecoverySpecification(
                PointInTimeRecoverySpecification.builder().pointInTimeRecoveryEnabled(true).build())
            .timeToLiveAttribute("expires")
            .deletionProtection(true)
            .removalPolicy(RemovalPolicy.RETAIN)
            .build();
    for (String index : INDEXES) {
      GlobalSecondaryIndexProps.Builder properties =
          GlobalSecondaryIndexProps.builder()
              .indexName(index)
              .partitionKey(text(index))
              .sortKey(text(index + "At"));
      table.addGlobalSecondaryIndex(
          index.equals("listed")
              ? properties
                  .projectionType(ProjectionType.INCLUDE)
                  .nonKeyAttributes(List.of("stamp"))
                  .build()
              : properties.projectionType(ProjectionType.KEYS_ONLY).build());
    }
    return table;
  }

  private static Attribute text(String name) {
    return Attribute.builder().name(name).type(AttributeType.STRING).build();
  }

  Optional<String> tableName() {
    return table.map(ITable::getTableName);
  }

  /** The variables that name it; both places while it is moved from one to the other. */
  Map<String, String> environment() {
    Map<String, String> environment = new TreeMap<>();
    table.ifPresent(
        own -> {
          environment.put("QDN_TABLE", own.getTableName());
          environment.put("QDN_ARCHIVE_FOR", ARCHIVE_FOR);
        });
    if (deployment.knowsBucket()) {
      environment.put("QDN_BUCKET", data.getBucketName());
    }
    if (deployment.moving()) {
      environment.put("QDN_MOVING_FROM", deployment.table() ? "bucket" : "table");
    }
    return environment;
  }

  /** To read and change it; of the archive's files, to read them. */
  List<PolicyStatement> readAndChange() {
    return with(
        Permissions.all(Permissions.document(data), List.of(Permissions.readArchive(data))));
  }

  /** The same, and to write the archive's files. */
  List<PolicyStatement> readAndChangeAndArchive() {
    return with(
        Permissions.all(Permissions.document(data), List.of(Permissions.writeArchive(data))));
  }

  /** The same, and the workers' roster, which a table has in it. */
  List<PolicyStatement> whatTheWorkerNeeds() {
    return with(
        Permissions.all(
            Permissions.document(data),
            List.of(Permissions.writeArchive(data), Permissions.workers(data))));
  }

  private List<PolicyStatement> with(List<PolicyStatement> ofBucket) {
    return Permissions.all(
        table.map(RelayStore::access).orElse(List.of()),
        deployment.knowsBucket() ? ofBucket : List.of());
  }

  /** For whoever runs {@code qdn migrate}, which alone goes through the whole table. */
  private void migrate(Construct scope) {
    ManagedPolicy policy =
        ManagedPolicy.Builder.create(scope, "Migrate")
            .description("To run qdn migrate, for the time of the move")
            .statements(
                Permissions.all(
                    readAndChangeAndArchive(),
                    List.of(
                        Permissions.allow(
                            List.of("dynamodb:Scan"), table.orElseThrow().getTableArn()))))
            .build();
    CfnOutput.Builder.create(scope, "MigratePolicyOutput")
        .key("MigratePolicy")
        .value(policy.getManagedPolicyArn())
        .build();
  }

  /** No right to scan: nothing that anybody waits for goes through the whole table. */
  private static List<PolicyStatement> access(ITable table) {
    List<String> indexes = new ArrayList<>();
    INDEXES.forEach(index -> indexes.add(table.getTableArn() + "/index/" + index));
    return List.of(
        Permissions.allow(
            List.of(
                "dynamodb:BatchGetItem",
                "dynamodb:PutItem",
                "dynamodb:UpdateItem",
                "dynamodb:DeleteItem",
                "dynamodb:ConditionCheckItem"),
            table.getTableArn()),
        Permissions.allow(List.of("dynamodb:Query"), indexes.toArray(String[]::new)));
  }
}
