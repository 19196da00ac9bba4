package com.quickdumpnow.relay.localcloud.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.quickdumpnow.relay.localcloud.lambda.FunctionException.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LocalLambdaTest {

  private static final byte[] EVENT = "{}".getBytes(UTF_8);

  @TempDir private Path folder;

  private String invoke(String body) throws Exception {
    try (LocalLambda lambda = new LocalLambda(HandlerJar.function(folder, body)).start()) {
      return new String(lambda.invoke(EVENT), UTF_8);
    }
  }

  @Test
  void invoke_handlerWithMapConstructor_getsTheEnvironment() throws Exception {
    assertThat(invoke("return environment.get(\"GREETING\") + event;")).isEqualTo("hello{}");
  }

  @Test
  void invoke_handler_getsAWorkingContext() throws Exception {
    String answer =
        invoke(
            """
            context.getLogger().log("a line");
            return context.getFunctionName() + " " + (context.getRemainingTimeInMillis() > 20000)
                + " " + (context.getAwsRequestId().length()) + " " + context.equals(context)
                + " " + context.getIdentity();
            """);

    assertThat(answer).isEqualTo("tiny true 36 true null");
  }

  @Test
  void invoke_handler_seesNothingOfThisProgram() throws Exception {
    String answer =
        invoke(
            """
            try {
              Class.forName("com.fasterxml.jackson.databind.ObjectMapper");
              return "leak";
            } catch (ClassNotFoundException e) {
              ClassLoader own = Handler.class.getClassLoader();
              return "alone " + (Thread.currentThread().getContextClassLoader() == own)
                  + " " + (context.getClass().getClassLoader() == own);
            }
            """);

    assertThat(answer).isEqualTo("alone true true");
  }

  @Test
  void invoke_handlerThrows_isAnError() throws Exception {
    LambdaFunction broken = HandlerJar.function(folder, "throw new IllegalStateException(\"x\");");
    try (LocalLambda lambda = new LocalLambda(broken)) {
      FunctionException e =
          catchThrowableOfType(FunctionException.class, () -> lambda.invoke(EVENT));

      assertThat(e.kind()).isEqualTo(Kind.ERROR);
      assertThat(e).hasRootCauseMessage("x");
    }
  }

  @Test
  void invoke_handlerTooSlow_timesOut() throws Exception {
    LambdaFunction slow =
        HandlerJar.function(
            folder, "new java.util.concurrent.CountDownLatch(1).await(); return \"\";");
    try (LocalLambda lambda = new LocalLambda(slow.withTimeout(Duration.ofMillis(200)))) {
      FunctionException e =
          catchThrowableOfType(FunctionException.class, () -> lambda.invoke(EVENT));

      assertThat(e.kind()).isEqualTo(Kind.TIMEOUT);
    }
  }

  @Test
  void invoke_answerOver6Mb_isAnError_eventOver6Mb_isTooLarge() throws Exception {
    LambdaFunction big = HandlerJar.function(folder, "return \"x\".repeat(6 * 1024 * 1024 + 1);");
    try (LocalLambda lambda = new LocalLambda(big)) {
      FunctionException answer =
          catchThrowableOfType(FunctionException.class, () -> lambda.invoke(EVENT));
      FunctionException event =
          catchThrowableOfType(
              FunctionException.class, () -> lambda.invoke(new byte[6 * 1024 * 1024 + 1]));

      assertThat(answer.kind()).isEqualTo(Kind.ERROR);
      assertThat(event.kind()).isEqualTo(Kind.TOO_LARGE);
    }
  }

  @Test
  void invoke_manyAtOnce_noInstanceServesTwo_andNoMoreThanTheLimit() throws Exception {
    LambdaFunction counting =
        HandlerJar.function(
            folder,
            """
              int now = IN_USE.incrementAndGet();
              THREE.awaitAdvanceInterruptibly(THREE.arrive());
              IN_USE.decrementAndGet();
              return System.identityHashCode(this) + " " + now;
            }
            private static final java.util.concurrent.atomic.AtomicInteger IN_USE =
                new java.util.concurrent.atomic.AtomicInteger();
            private static final java.util.concurrent.Phaser THREE =
                new java.util.concurrent.Phaser(3);
            private String unused() {
              return "";
            """);
    List<String> answers = new ArrayList<>();
    try (LocalLambda lambda = new LocalLambda(counting.withConcurrency(3));
        ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<byte[]>> calls = new ArrayList<>();
      for (int i = 0; i < 21; i++) {
        calls.add(callers.submit(() -> lambda.invoke(EVENT)));
      }
      for (Future<byte[]> call : calls) {
        answers.add(new String(call.get(), UTF_8));
      }
    }

    assertThat(answers).hasSize(21).allMatch(a -> a.matches("\\d+ [123]"));
    assertThat(answers.stream().map(a -> a.split(" ")[0]).distinct()).hasSize(3);
  }

  @Test
  void open_noJarOrNoHandler_saysSo() throws Exception {
    LambdaFunction nowhere =
        new LambdaFunction("f", folder.resolve("none.jar"), "tiny.Handler", Map.of());
    LambdaFunction tiny = HandlerJar.function(folder, "return event;");
    LambdaFunction other = new LambdaFunction("f", tiny.jar(), "tiny.Other", Map.of());

    assertThatThrownBy(() -> new LocalLambda(nowhere)).hasMessageContaining("none.jar");
    assertThatThrownBy(() -> new LocalLambda(other)).hasMessageContaining("tiny.Other");
  }
}
