package com.quickdumpnow.relay.store.dynamodb;

import com.quickdumpnow.relay.store.register.Register;
import com.quickdumpnow.relay.store.register.RegisterContract;
import com.quickdumpnow.relay.store.register.TableRegister;
import java.time.InstantSource;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;

/** The workers' roster as an item, over DynamoDB's protocol. */
class DynamoRegisterIT extends RegisterContract {
  private final DynamoTable table = DynamoUnderTest.table(DynamoUnderTest.newTable());

  @AfterEach
  void close() {
    table.close();
  }

  @Override
  protected Register register() {
    return new TableRegister(table, "workers.json", InstantSource.system(), new Random());
  }
}
