package com.quickdumpnow.relay.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;

class FigureTest {
  @Test
  void median_ofOddAndEvenRuns_isTheMiddle() {
    assertThat(figure(9, 1, 5).median()).isEqualTo(5);
    assertThat(figure(9, 1, 5, 7).median()).isEqualTo(6);
    assertThat(figure(9, 1, 5).least()).isEqualTo(1);
    assertThat(figure(9, 1, 5).most()).isEqualTo(9);
  }

  @Test
  void figure_withoutARun_isNone() {
    assertThatThrownBy(() -> figure()).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void words_haveThreeDigitsThatCount() {
    assertThat(Figure.words(1234.6)).isEqualTo("1,235");
    assertThat(Figure.words(12.34)).isEqualTo("12.3");
    assertThat(Figure.words(0.012345)).isEqualTo("0.0123");
    assertThat(Figure.words(0)).isEqualTo("0");
    assertThat(Figure.words(Double.NaN)).isEqualTo("-");
  }

  @Test
  void claim_isReachedOnItsSideOfTheTarget() {
    assertThat(Claim.atLeast("a", 0.9, 0.9).isReached()).isTrue();
    assertThat(Claim.atLeast("a", 0.89, 0.9).isReached()).isFalse();
    assertThat(Claim.atMost("a", 1.5, 1.5).isReached()).isTrue();
    assertThat(Claim.atMost("a", 1.51, 1.5).isReached()).isFalse();
  }

  @Test
  void claim_withALimit_saysItBesideTheTarget() {
    Claim claim = Claim.atMost("a", 0.9, 0.5);

    assertThat(claim.words()).isEqualTo("0.900 (to reach: at most 0.500)");
    assertThat(claim.limitedBy("bare loop", 0.7).words())
        .isEqualTo("0.900 (to reach: at most 0.500; bare loop: 0.700)");
    assertThat(claim.limitedBy("bare loop", 0.7).isReached()).isFalse();
  }

  private static Figure figure(double... runs) {
    return new Figure("s", "c", 1, "ms", Arrays.stream(runs).boxed().toList());
  }

  @Test
  void chart_isXmlWhateverTheNames() throws Exception {
    Report report = new Report("r", "q");
    report.add(new Figure("a < b & \"c\"", "x<y", 1, "ms", List.of(1.0, 2.0)));
    report.add(new Figure("a < b & \"c\"", "x<y", 100, "ms", List.of(1000.0)));

    var document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(Chart.svg(report).getBytes(StandardCharsets.UTF_8)));

    assertThat(document.getElementsByTagName("circle").getLength()).isEqualTo(2);
  }

  @Test
  void chart_ofManyPlaces_labelsNoMoreThanFit() {
    Report report = new Report("r", "q");
    for (int minute = 1; minute <= 30; minute++) {
      report.add(new Figure("by the minute", "ours", minute, "MB", List.of(1.0)));
    }

    List<Double> places =
        Pattern.compile("<text x=\"([\\d.]+)\"[^>]*\"middle\"")
            .matcher(Chart.svg(report))
            .results()
            .map(label -> Double.valueOf(label.group(1)))
            .toList();

    assertThat(places).hasSizeBetween(5, 29);
    for (int i = 1; i < places.size(); i++) {
      assertThat(places.get(i) - places.get(i - 1)).isGreaterThan(30);
    }
  }
}
