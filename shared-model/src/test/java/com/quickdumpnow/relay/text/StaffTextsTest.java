package com.quickdumpnow.relay.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.quickdumpnow.relay.model.Alert;
import com.quickdumpnow.relay.model.Alert.Kind;
import com.quickdumpnow.relay.model.Extras;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.model.NotificationId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class StaffTextsTest {
  private static Alert alert(String job, Kind kind, String words) {
    return new Alert(
        new JobId(job),
        new NotificationId("n_aaaaaaaaaaaaaaaa"),
        1,
        kind,
        words,
        Instant.parse("2026-03-02T15:00:00Z"),
        Optional.empty(),
        Extras.NONE);
  }

  @Test
  void text_oneAlert_saysWhatAndWhich() {
    RenderedText text = StaffTexts.text(List.of(alert("job-1", Kind.EXHAUSTED, "no hop is left")));

    assertThat(text.text())
        .isEqualTo("QuickDumpNow relay: 1 customer not reached, please call. Job job-1");
  }

  @Test
  void text_thousandsOfEveryKindWithTheLongestIds_oneGsm7Segment() {
    List<Kind> kinds = List.of(Kind.EXHAUSTED, Kind.FAILURE, Kind.UNEXPLAINED_MESSAGE);
    List<Alert> alerts =
        IntStream.range(0, 30_000)
            .mapToObj(i -> alert("j".repeat(35) + (10_000 + i), kinds.get(i % 3), "x".repeat(300)))
            .toList();

    RenderedText text = StaffTexts.text(alerts);

    assertThat(text.segments().isOneOfGsm7()).isTrue();
    assertThat(text.text())
        .contains("10000 customers", "10000 failures", "10000 unexplained messages");
  }

  @Test
  void text_moreJobsThanFit_saysHowManyMore() {
    List<Alert> alerts =
        IntStream.range(0, 50)
            .mapToObj(i -> alert("job-" + i, Kind.EXHAUSTED, "no hop is left"))
            .toList();

    assertThat(StaffTexts.text(alerts).text()).matches(".* Jobs job-0, job-1, .* and \\d+ more");
  }

  @Test
  void email_words_cannotAddMarkup() {
    RenderedEmail email =
        StaffTexts.email(List.of(alert("job-1", Kind.FAILURE, "<b>primary</b>\nrefused")));

    assertThat(email.subject()).isEqualTo("QuickDumpNow relay: 1 failure to mend");
    assertThat(email.text()).contains("Job job-1", "(<b>primary</b> refused)");
    assertThat(email.html()).contains("&lt;b&gt;primary").doesNotContain("<b>");
  }

  @Test
  void email_hundredsOfAlerts_listsAHundredAndCountsTheRest() {
    List<Alert> alerts =
        IntStream.range(0, 250).mapToObj(i -> alert("job-" + i, Kind.EXHAUSTED, "x")).toList();

    assertThat(StaffTexts.email(alerts).text())
        .contains("Job job-99 ", "and 150 more")
        .doesNotContain("job-100 ");
  }
}
