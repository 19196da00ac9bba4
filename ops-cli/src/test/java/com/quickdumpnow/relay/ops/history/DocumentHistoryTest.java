package com.quickdumpnow.relay.ops.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.quickdumpnow.relay.ops.aws.DataBucket.Version;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which versions are meant, and which are read. */
final class DocumentHistoryTest {
  private static final Instant NOW = Instant.parse("2026-11-25T12:30:00Z");

  /** One a minute, newest first. */
  private static List<Version> versions(int count) {
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                new Version(
                    "v%05d".formatted(i), NOW.minusSeconds(60L * i), Optional.of("e"), 9, i == 0))
        .toList();
  }

  @Test
  void named_stepsBackOrBeginningOfTheId_exactlyOne() {
    List<Version> versions = versions(30);

    assertThat(DocumentHistory.named("2", versions)).contains(versions.get(2));
    assertThat(DocumentHistory.named("~2", versions)).contains(versions.get(2));
    assertThat(DocumentHistory.named("v00029", versions)).contains(versions.get(29));
    assertThat(DocumentHistory.named("v0001", versions)).as("ten of them").isEmpty();
    assertThat(DocumentHistory.named("~30", versions)).isEmpty();
    assertThat(DocumentHistory.named("w", versions)).isEmpty();
  }

  @Test
  void toRead_thousandsSince_theNewestAllThenOneAnHourAndTheFirst() {
    List<Version> versions = versions(2_000);

    List<Version> read = DocumentHistory.toRead(versions, versions.getLast());

    assertThat(read).startsWith(versions.subList(0, 50).toArray(Version[]::new));
    assertThat(read).hasSizeBetween(50 + 32, 50 + 36).endsWith(versions.get(1_998));
    assertThat(read).doesNotContain(versions.getLast());
  }
}
