package com.quickdumpnow.relay.store.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.quickdumpnow.relay.localcloud.dynamodb.LocalDynamo;
import com.quickdumpnow.relay.model.Trailer;
import com.quickdumpnow.relay.model.Vin;
import com.quickdumpnow.relay.store.MaintenanceStore;
import com.quickdumpnow.relay.store.MaintenanceStoreContract;
import com.quickdumpnow.relay.store.StoreLookupsContract;
import com.quickdumpnow.relay.store.document.StoreListener;
import com.quickdumpnow.relay.store.register.Register;
import com.quickdumpnow.relay.store.register.RegisterContract;
import com.quickdumpnow.relay.store.register.TableRegister;
import com.quickdumpnow.relay.store.table.TableStore;
import com.quickdumpnow.relay.time.Clockwork;
import java.time.InstantSource;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * That the stand-in of {@code qdn up} does for the store what DynamoDB does. The archive asks for
 * nothing that these do not.
 */
class LocalDynamoStoreIT {
  private static final AtomicInteger TABLES = new AtomicInteger();
  private static LocalDynamo dynamo;
  private static DynamoDbClient client;

  @BeforeAll
  static void start() {
    dynamo = LocalDynamo.start(0);
    client = DynamoUnderTest.client(dynamo.endpoint());
  }

  @AfterAll
  static void stop() {
    client.close();
    dynamo.close();
  }

  private static MaintenanceStore newStore() {
    return new TableStore(newTable(), Clockwork.system(), new Random(), StoreListener.NONE);
  }

  private static DynamoTable newTable() {
    String name = "table-" + TABLES.incrementAndGet();
    DynamoTables.create(client, name);
    return new DynamoTable(client, name);
  }

  @Nested
  class Store extends MaintenanceStoreContract {
    private final MaintenanceStore store = newStore();

    @Override
    protected MaintenanceStore store() {
      return store;
    }
  }

  @Nested
  class Registers extends RegisterContract {
    private final DynamoTable table = newTable();

    @Override
    protected Register register() {
      return new TableRegister(table, "workers.json", InstantSource.system(), new Random());
    }
  }

  @Nested
  class Lookups extends StoreLookupsContract {
    private final MaintenanceStore store = newStore();

    @Override
    protected MaintenanceStore store() {
      return store;
    }
  }

  @Test
  void about_isHowManyItemsThereAre_orNothingWhereThereIsNoTable() {
    DynamoTable table = newTable();
    assertThat(table.about()).hasValue(0);

    MaintenanceStore store =
        new TableStore(table, Clockwork.system(), new Random(), StoreListener.NONE);
    Trailer _ = store.changeTrailer(new Vin("T1"), known -> known.withLocation("Yard"));

    assertThat(table.about().orElseThrow()).isPositive();
    assertThat(new DynamoTable(client, "none-such").about()).isEmpty();
  }
}
