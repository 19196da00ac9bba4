package com.quickdumpnow.relay.tracksite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the tracking page says about an answer of the API; {@code story.js} runs as it is. */
class StoryTest {

  private final JavaScript story =
      JavaScript.load("track/story.js", "src/test/resources/story-helpers.js");

  @ParameterizedTest
  @CsvSource({
    "queued, queued, Your job is booked, Booked 14:30",
    "dispatched, dispatched, Your load is on the way, Since 14:30",
    "completed, completed, Your job is done, Completed 14:30",
    "cancelled, cancelled, Your job was cancelled, Cancelled 14:30",
    "rescheduled, other, We are working on your job, Updated 14:30",
    "constructor, other, We are working on your job, Updated 14:30"
  })
  void of_status_saysWhereTheJobIsAndSinceWhen(
      String status, String state, String headline, String when) {
    String of = "qdnStory.of(answer([['queued', '09:00'], ['" + status + "', '14:30']]))";

    assertThat(story.eval(of + ".state")).isEqualTo(state);
    assertThat(story.eval(of + ".headline")).isEqualTo(headline);
    assertThat(story.eval("qdnStory.plain(" + of + ".when, clock)")).isEqualTo(when);
    assertThat(story.eval(of + ".next")).isNotBlank();
  }

  @ParameterizedTest
  @CsvSource({
    "completed, 2026-03-02T20:00:00Z, false",
    "completed, 2026-03-20T20:00:00Z, true",
    "cancelled, 2026-03-20T20:00:00Z, true",
    "dispatched, 2026-03-20T20:00:00Z, false"
  })
  void of_endedLongAgo_saysSo(String status, String now, boolean longAgo) {
    String next =
        story.eval(
            "qdnStory.of(answer([['%s', '14:30']]), Date.parse('%s')).next".formatted(status, now));

    assertThat(next.contains("a while ago")).isEqualTo(longAgo);
  }

  @ParameterizedTest
  @CsvSource({
    "queued, 'current ahead ahead'",
    "dispatched, 'done current ahead'",
    "completed, 'done done done'",
    "cancelled, ''",
    "rescheduled, ''"
  })
  void of_status_showsHowFarItIs(String status, String progress) {
    String steps = "qdnStory.of(answer([['%s', '14:30']])).steps".formatted(status);

    assertThat(story.eval(steps + ".map(function (step) { return step.progress; }).join(' ')"))
        .isEqualTo(progress);
  }

  @Test
  void of_wholeJob_newestStatusFirstWithWhatWasSentAboutIt() {
    assertThat(
            lines(
                "['queued', '09:00'], ['dispatched', '14:32'], ['completed', '16:00']",
                """
                ['queued', 'text', 'delivered', 'Verizon', '09:00:02', '09:00:05'],
                ['dispatched', 'text', 'sent', 'Verizon', '14:32', null],
                ['completed', 'text', 'sending', null, null, null]\
                """))
        .containsExactly(
            "Done @ 16:00",
            "- Texting you…",
            "On the way @ 14:32",
            "- Texted via Verizon, 14:32 | not confirmed yet",
            "Booked @ 09:00",
            "- Texted via Verizon, 09:00:02 | delivered 09:00:05");
  }

  @Test
  void of_everySenderFailed_saysWeEmailedInstead() {
    assertThat(
            lines(
                "['dispatched', '14:32']",
                """
                ['dispatched', 'text', 'failed', 'Verizon', '14:32', null],
                ['dispatched', 'text', 'failed', null, '14:33', null],
                ['dispatched', 'email', 'sent', null, '14:34', null]\
                """))
        .containsExactly(
            "On the way @ 14:32",
            "- Our text via Verizon did not get through, 14:32",
            "- Our text did not get through, 14:33",
            "- We emailed you instead, 14:34");
  }

  @Test
  void of_secondSenderDelivers_saysTextedAgain() {
    assertThat(
            lines(
                "['dispatched', '14:32']",
                """
                ['dispatched', 'text', 'failed', 'Verizon', '14:32', null],
                ['dispatched', 'text', 'delivered', 'T-Mobile', '14:34', '14:35']\
                """))
        .containsExactly(
            "On the way @ 14:32",
            "- Our text via Verizon did not get through, 14:32",
            "- Texted again via T-Mobile, 14:34 | delivered 14:35");
  }

  @Test
  void of_emailOnly_doesNotSayInstead() {
    assertThat(
            lines("['queued', '09:00']", "['queued', 'email', 'delivered', null, '09:01', null]"))
        .containsExactly("Booked @ 09:00", "- We emailed you, 09:01 | delivered");
  }

  @Test
  void of_emailOnItsWayAfterFailedText_saysSo() {
    assertThat(
            lines(
                "['queued', '09:00']",
                "['queued', 'email', 'sending', null, null, null], ['queued', 'text', 'failed',"
                    + " null, '09:00', null]"))
        .containsExactly(
            "Booked @ 09:00", "- Our text did not get through, 09:00", "- Emailing you instead…");
  }

  @Test
  void of_emailBounced_saysItDidNotGetThrough() {
    assertThat(lines("['queued', '09:00']", "['queued', 'email', 'failed', null, '09:01', null]"))
        .containsExactly("Booked @ 09:00", "- Our email did not get through, 09:01");
  }

  @Test
  void of_sameStatusTwice_messageGoesToTheOneItFollowed() {
    assertThat(
            lines(
                "['dispatched', '10:00'], ['queued', '11:00'], ['dispatched', '12:00']",
                """
                ['dispatched', 'text', 'delivered', 'A', '10:01', '10:02'],
                ['dispatched', 'text', 'delivered', 'B', '12:01', '12:02']\
                """))
        .containsExactly(
            "On the way @ 12:00",
            "- Texted via B, 12:01 | delivered 12:02",
            "Booked @ 11:00",
            "On the way @ 10:00",
            "- Texted via A, 10:01 | delivered 10:02");
  }

  @Test
  void of_carriersClockIsSlow_messageStaysWithItsStatus() {
    assertThat(
            lines(
                "['dispatched', '10:00'], ['queued', '11:00'], ['dispatched', '12:00:30']",
                "['dispatched', 'text', 'sent', null, '12:00', null]"))
        .containsExactly(
            "On the way @ 12:00:30",
            "- Texted, 12:00 | not confirmed yet",
            "Booked @ 11:00",
            "On the way @ 10:00");
  }

  @Test
  void of_messageAboutNoKnownStatus_isStillShown() {
    assertThat(lines("['queued', '09:00']", "['reminder', 'text', 'sent', null, '10:00', null]"))
        .containsExactly("Booked @ 09:00", "- Texted, 10:00 | not confirmed yet");
  }

  @Test
  void of_carriersName_isKeptApartFromOurWords() {
    String words =
        "qdnStory.of(answer([['queued', '09:00']], [['queued', 'text', 'sent', '<b>\\u202e',"
            + " '09:00']])).history[0].messages[0].words";

    assertThat(story.eval("JSON.stringify(" + words + "[2])"))
        .isEqualTo("{\"name\":\"<b>\u202e\"}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "[]",
        "'text'",
        "{}",
        "{job: null, statuses: [], messages: []}",
        "{job: {status: 1}, statuses: [], messages: []}",
        "{job: {status: 'queued'}, statuses: {}, messages: []}",
        "{job: {status: 'queued'}, statuses: [null], messages: []}",
        "{job: {status: 'queued'}, statuses: [], messages: ['x']}",
        "{job: {status: 'queued'}, statuses: []}"
      })
  void readable_notAnAnswer_isRefused(String answer) {
    assertThat(story.eval("qdnStory.readable(" + answer + ")")).isEqualTo("false");
  }

  @Test
  void readable_emptyHistory_isAnAnswerThatCanBeTold() {
    String answer =
        "{job: {jobId: 'a', status: 'queued', updatedAt: at('09:00')}, statuses: [], "
            + "messages: [{about: 'queued', channel: 'text', state: 'sent'}]}";

    assertThat(story.eval("qdnStory.readable(" + answer + ")")).isEqualTo("true");
    assertThat(story.eval("qdnStory.plain(qdnStory.of(" + answer + ").when, clock)"))
        .isEqualTo("Booked 09:00");
  }

  private List<String> lines(String statuses, String messages) {
    return story.eval("lines(answer([" + statuses + "], [" + messages + "]))").lines().toList();
  }
}
