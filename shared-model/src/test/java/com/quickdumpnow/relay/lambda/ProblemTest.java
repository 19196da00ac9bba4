package com.quickdumpnow.relay.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.quickdumpnow.relay.lambda.Problem.FieldError;
import com.quickdumpnow.relay.lambda.Problem.Member;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ProblemTest {
  private enum Kind implements ProblemKind {
    INVALID_REQUEST;

    @Override
    public int status() {
      return 400;
    }

    @Override
    public String title() {
      return "Not valid";
    }
  }

  private static final Problem PLAIN = Problem.of(Kind.INVALID_REQUEST, "use \"c\"");

  @Test
  void reply_everything_asRfc9457HasIt() {
    HttpReply reply =
        PLAIN
            .withErrors(List.of(new FieldError("/a", "use b")))
            .withMember("current", new Member.Text("x"))
            .withMember("allowed", new Member.Texts(List.of("y", "z")))
            .withHeader("allow", "POST")
            .retryAfter(Duration.ofSeconds(2))
            .reply();

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.headers())
        .containsEntry("content-type", "application/problem+json")
        .containsEntry("cache-control", "no-store")
        .containsEntry("x-content-type-options", "nosniff")
        .containsEntry("allow", "POST")
        .containsEntry("retry-after", "2");
    assertThat(reply.body())
        .isEqualTo(
            "{\"type\":\"https://quickdumpnow.com/problems/invalid-request\","
                + "\"title\":\"Not valid\",\"status\":400,\"detail\":\"use \\\"c\\\"\","
                + "\"errors\":[{\"field\":\"/a\",\"detail\":\"use b\"}],"
                + "\"current\":\"x\",\"allowed\":[\"y\",\"z\"]}");
  }

  @Test
  void reply_nothingMore_hasNoErrors() {
    assertThat(PLAIN.reply().body()).doesNotContain("errors");
  }

  @Test
  void withErrors_moreThanAnybodyReads_firstOnesTold() {
    Problem problem = PLAIN.withErrors(Collections.nCopies(60, new FieldError("/a", "use b")));

    assertThat(problem.errors()).hasSize(50);
  }
}
