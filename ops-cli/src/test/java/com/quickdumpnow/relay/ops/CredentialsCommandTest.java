package com.quickdumpnow.relay.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.quickdumpnow.relay.ops.testing.Operator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CredentialsCommandTest {
  @TempDir private Path folder;

  @Test
  void write_asJson_saysWhatChangedAndWhetherItIsWritten() throws IOException {
    Path from = Files.writeString(folder.resolve("from"), "QDN_BUCKET=b\nQDN_TABLE=secret\n");
    Operator operator =
        new Operator(Qdn::commandLine, folder.resolve("to"), Map.of("QDN_BUCKET", "a"));
    String[] words = {"credentials", "write", "--from", from.toString(), "--json"};

    JsonNode shown = operator.types(with(words, "--dry-run")).exits(0).json();
    JsonNode written = operator.types(with(words, "--yes")).exits(0).json();
    JsonNode again = operator.types(with(words, "--yes")).exits(0).json();

    assertThat(shown.path("written").isBoolean()).isTrue();
    assertThat(shown.path("written").asBoolean()).isFalse();
    assertThat(written.path("written").asBoolean()).isTrue();
    assertThat(written.path("changes").toString())
        .contains("{\"name\":\"QDN_BUCKET\",\"change\":\"changed\"}")
        .contains("{\"name\":\"QDN_TABLE\",\"change\":\"new\"}")
        .doesNotContain("secret");
    assertThat(again.path("written").asBoolean()).as("there is nothing to change").isFalse();
    assertThat(again.path("changes")).isEmpty();
  }

  private static String[] with(String[] words, String last) {
    String[] all = Arrays.copyOf(words, words.length + 1);
    all[words.length] = last;
    return all;
  }
}
