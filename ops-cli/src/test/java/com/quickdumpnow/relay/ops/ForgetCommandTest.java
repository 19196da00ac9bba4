package com.quickdumpnow.relay.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.quickdumpnow.relay.ops.testing.Operator;
import com.quickdumpnow.relay.ops.testing.PlayedTable;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code qdn forget} where there is no document, and so no old version of one. */
final class ForgetCommandTest {
  @TempDir private Path folder;

  @Test
  void forget_storeIsATable_asksForNoBucket() {
    try (PlayedTable table = PlayedTable.start("qdn-table")) {
      Operator operator =
          new Operator(
              Qdn::commandLine,
              folder.resolve("settings"),
              Map.of(
                  "QDN_TABLE", "qdn-table",
                  "AWS_REGION", "us-east-1",
                  "AWS_ACCESS_KEY_ID", "test",
                  "AWS_SECRET_ACCESS_KEY", "test",
                  "AWS_ENDPOINT_URL_DYNAMODB", table.uri().toString()));

      assertThat(operator.types("forget", "+16195551234", "--dry-run").exits(0).out())
          .contains("Nothing is kept of that number");
    }
  }
}
