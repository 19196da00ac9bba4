package com.quickdumpnow.relay.log.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator.ExecutionStatus;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.quickdumpnow.relay.log.LogKey;
import com.quickdumpnow.relay.model.NotificationId;
import com.quickdumpnow.relay.model.TraceContext;
import com.quickdumpnow.relay.trace.Traces;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.slf4j.helpers.BasicMDCAdapter;

class JsonLinesTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void log_isAFlatObjectALine() throws IOException {
    String written =
        written(
            context ->
                context
                    .getLogger("com.quickdumpnow.relay.x.StatusRoute")
                    .atInfo()
                    .addKeyValue(LogKey.JOB_ID, "job-1")
                    .addKeyValue(LogKey.ATTEMPT, Optional.of(2))
                    .addKeyValue(LogKey.CODE, Optional.empty())
                    .addKeyValue(LogKey.OPTED_OUT, true)
                    .log("status \"changed\""));

    assertThat(written.lines()).hasSize(1);
    JsonNode line = JSON.readTree(written);
    assertThat(line.path("at").asText()).matches("\\d{4}-\\d\\d-\\d\\dT.*Z");
    assertThat(line.path("level").asText()).isEqualTo("INFO");
    assertThat(line.path("logger").asText()).isEqualTo("StatusRoute");
    assertThat(line.path("event").asText()).isEqualTo("status \"changed\"");
    assertThat(line.path("jobId").asText()).isEqualTo("job-1");
    assertThat(line.path("attempt").isInt()).isTrue();
    assertThat(line.path("optedOut").isBoolean()).isTrue();
    assertThat(line.has("code")).isFalse();
    assertThat(line.has("traceId")).isFalse();
  }

  @Test
  void log_ofAFailure_saysWhatAndWhereInOneLine() throws IOException {
    String written =
        written(
            context ->
                context
                    .getLogger("x")
                    .atError()
                    .setCause(new IOException("no luck"))
                    .log("unexpected"));

    assertThat(written.lines()).hasSize(1);
    assertThat(JSON.readTree(written).path("error").asText()).isEqualTo("IOException: no luck");
    assertThat(JSON.readTree(written).path("where").asText()).startsWith("JsonLinesTest.");
  }

  @Test
  void log_whileTraced_saysInWhichTrace() throws IOException {
    TraceContext trace = TraceContext.of(new NotificationId("n_aaaaaaaaaaaaaaaa"));

    String written =
        written(
            context ->
                Traces.within(
                    trace,
                    () -> {
                      context.getLogger("x").info("seen");
                      return trace;
                    }));

    assertThat(JSON.readTree(written).path("traceId").asText()).isEqualTo(trace.traceId());
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
