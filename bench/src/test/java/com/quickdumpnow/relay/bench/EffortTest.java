package com.quickdumpnow.relay.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.quickdumpnow.relay.bench.Effort.Contender;
import com.quickdumpnow.relay.bench.report.Figure;
import com.quickdumpnow.relay.bench.report.Report;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EffortTest {
  private final List<String> order = new ArrayList<>();

  @Test
  void compare_severalRuns_eachContenderOnceARunInChangingOrder() throws Exception {
    Report report = new Report("bench", "question");

    new Effort(3, false, _ -> {})
        .compare(report, "series", 1, "ms", List.of(contender("a", 1), contender("b", 2)));

    assertThat(order).containsExactly("a", "b", "b", "a", "a", "b");
    assertThat(report.of("series"))
        .extracting(Figure::contender, Figure::runs)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("a", List.of(1.0, 1.0, 1.0)),
            org.assertj.core.groups.Tuple.tuple("b", List.of(2.0, 2.0, 2.0)));
  }

  private Contender contender(String name, double result) {
    return new Contender(
        name,
        () -> {
          order.add(name);
          return result;
        });
  }
}
