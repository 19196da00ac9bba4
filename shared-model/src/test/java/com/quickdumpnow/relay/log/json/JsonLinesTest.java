package com.quickdumpnow.relay.log.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator.ExecutionStatus;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;
import org.slf4j.helpers.BasicMDCAdapter;

class JsonLinesTest {
  @Test
  void log_isAnObjectALineWithWordsAndKeys() {
    String written =
        written(
            context ->
                context
                    .getLogger("com.quickdumpnow.relay.x")
                    .atInfo()
                    .addKeyValue("jobId", "job-1")
                    .log("status changed"));

    assertThat(written.lines()).hasSize(1);
    assertThat(written)
        .startsWith("{")
        .contains("\"formattedMessage\":\"status changed\"", "{\"jobId\":\"job-1\"}");
  }

  @Test
  void log_ofWhatIsFineOrTheSdksInfo_isNothing() {
    assertThat(
            written(
                context -> {
                  context.getLogger("com.quickdumpnow.relay.x").debug("fine");
                  context.getLogger("software.amazon.awssdk.request").info("a request");
                }))
        .isEmpty();
  }

  private interface Logging {
    void into(LoggerContext context);
  }

  private static String written(Logging logging) {
    PrintStream real = System.out;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    System.setOut(new PrintStream(out, true, UTF_8));
    try {
      LoggerContext context = new LoggerContext();
      context.setMDCAdapter(new BasicMDCAdapter());
      JsonLines lines = new JsonLines();
      lines.setContext(context);
      assertThat(lines.configure(context)).isEqualTo(ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY);
      context.start();
      logging.into(context);
      context.stop();
    } finally {
      System.setOut(real);
    }
    return out.toString(UTF_8);
  }
}
