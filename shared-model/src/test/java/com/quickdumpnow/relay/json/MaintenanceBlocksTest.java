package com.quickdumpnow.relay.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.quickdumpnow.relay.json.MaintenanceBlocks.Placed;
import com.quickdumpnow.relay.model.Customer;
import com.quickdumpnow.relay.model.Extras;
import com.quickdumpnow.relay.model.Job;
import com.quickdumpnow.relay.model.JobHistory;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.model.JobStatus;
import com.quickdumpnow.relay.model.Load;
import com.quickdumpnow.relay.model.MaintenanceDocument;
import com.quickdumpnow.relay.model.StatusChange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class MaintenanceBlocksTest {
  private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");
  private static final int JOBS = 400;

  @Property(tries = 50)
  void write_afterAnotherDocument_isAsIfItWereTheFirst(@ForAll long seed) {
    RandomDocuments random = new RandomDocuments(seed);
    MaintenanceDocument first = random.any();
    MaintenanceDocument second = changed(first, random);
    MaintenanceBlocks<String> blocks = blocks();
    text(written(blocks, first));

    assertThat(text(written(blocks, second))).isEqualTo(json(second));
    assertThat(text(written(blocks, first))).isEqualTo(json(first));
  }

  @Property(tries = 50)
  void read_afterAnotherDocument_isAsIfItWereTheFirst(@ForAll long seed) {
    RandomDocuments random = new RandomDocuments(seed);
    MaintenanceDocument first = random.any();
    MaintenanceDocument second = changed(first, random);
    MaintenanceBlocks<String> writer = blocks();
    MaintenanceBlocks<String> reader = blocks();

    assertThat(reader.read(written(writer, first))).isEqualTo(first);
    assertThat(reader.read(written(writer, second))).isEqualTo(second);
    assertThat(text(written(reader, second))).isEqualTo(json(second));
  }

  @Test
  void write_afterOneChangeInMany_hasFewNewBlocks() {
    MaintenanceBlocks<String> blocks = blocks();
    MaintenanceDocument many = jobs(JOBS);
    Set<String> before = new HashSet<>(texts(written(blocks, many)));

    MaintenanceDocument oneChanged =
        many.withJobs(List.of(job(JOBS / 2, "Concrete"))).withCommits(7, List.of());
    List<String> after = texts(written(blocks, oneChanged));

    assertThat(after).hasSizeGreaterThan(JOBS / 10);
    assertThat(after.stream().filter(text -> !before.contains(text))).hasSizeBetween(2, 3);
  }

  @Test
  void write_afterOneChangeInMany_keepsTheInstancesOfTheOtherRuns() {
    MaintenanceBlocks<String> blocks = blocks();
    MaintenanceDocument many = jobs(10 * JOBS);
    Set<List<Placed<String>>> before = Collections.newSetFromMap(new IdentityHashMap<>());
    before.addAll(blocks.write(many));

    List<List<Placed<String>>> after =
        blocks.write(many.withJobs(List.of(job(JOBS, "Concrete"))).withCommits(7, List.of()));

    assertThat(after).hasSizeGreaterThan(20);
    assertThat(after.stream().filter(run -> !before.contains(run)))
        .as("the head, one of entries, the tail")
        .hasSize(3);
  }

  @Test
  void write_withoutTheFirstJob_hasFewNewBlocks() {
    MaintenanceBlocks<String> blocks = blocks();
    MaintenanceDocument many = jobs(JOBS);
    Set<String> before = new HashSet<>(texts(written(blocks, many)));

    List<String> after =
        texts(written(blocks, many.withJobs(List.of(JobHistory.empty(new JobId("job-0"))))));

    assertThat(after.stream().filter(text -> !before.contains(text))).hasSizeBetween(1, 2);
  }

  @Test
  void write_ofJobAfterJob_doesNotEndInGroupsOfOne() {
    MaintenanceBlocks<String> blocks = blocks();
    MaintenanceDocument growing = MaintenanceDocument.EMPTY;
    for (int number = 0; number < JOBS; number++) {
      growing = growing.withJobs(List.of(job(number, "Dirt")));
      text(written(blocks, growing));
    }

    assertThat(texts(written(blocks, growing))).isEqualTo(texts(written(blocks(), jobs(JOBS))));
  }

  @Test
  void read_ofOneChangeInMany_keepsTheInstancesOfTheOthers() {
    MaintenanceBlocks<String> writer = blocks();
    MaintenanceBlocks<String> reader = blocks();
    MaintenanceDocument many = jobs(JOBS);
    MaintenanceDocument before = reader.read(written(writer, many));

    MaintenanceDocument after =
        reader.read(written(writer, many.withJobs(List.of(job(JOBS / 2, "Concrete")))));

    Set<JobHistory> old = Collections.newSetFromMap(new IdentityHashMap<>());
    old.addAll(before.jobs().values());
    assertThat(after.jobs().values().stream().filter(old::contains).count())
        .isBetween(JOBS - 100L, JOBS - 1L);
    assertThat(after.job(new JobId("job-" + JOBS / 2))).isEqualTo(job(JOBS / 2, "Concrete"));
  }

  @Test
  void read_ofTwoGroupsWithTheSameJob_isRefused() {
    MaintenanceBlocks<String> blocks = blocks();
    List<Placed<String>> placed = new ArrayList<>(written(blocks, jobs(1)));
    int entries = placed.indexOf(placed.stream().filter(p -> p.group() == 0).findFirst().get());
    placed.add(entries + 1, new Placed<>(",\n", Placed.BETWEEN));
    placed.add(entries + 2, new Placed<>(placed.get(entries).block(), 1));

    assertThatThrownBy(() -> blocks.read(placed))
        .isInstanceOf(BadJsonException.class)
        .hasMessageContaining("there are two of it");
  }

  @Test
  void read_ofEntriesThatWereWrittenBetweenTheBlocks_readsThemToo() {
    MaintenanceBlocks<String> blocks = blocks();
    List<Placed<String>> placed =
        written(blocks, jobs(3)).stream()
            .map(block -> new Placed<>(block.block(), Placed.BETWEEN))
            .toList();

    assertThat(blocks.read(placed)).isEqualTo(jobs(3));
  }

  @Test
  void read_ofANumberWhereAnEntryBelongs_isRefused() {
    MaintenanceBlocks<String> blocks = blocks();
    List<Placed<String>> placed =
        written(blocks, MaintenanceDocument.EMPTY).stream()
            .map(
                block ->
                    new Placed<>(
                        block.block().replace("\"jobs\":[\n", "\"jobs\":[\n0"), Placed.BETWEEN))
            .toList();

    assertThatThrownBy(() -> blocks.read(placed))
        .isInstanceOf(BadJsonException.class)
        .hasMessageContaining("/jobs/0");
  }

  private static MaintenanceDocument changed(MaintenanceDocument first, RandomDocuments random) {
    return first
        .withJobs(first.jobs().keySet().stream().limit(1).map(JobHistory::empty).toList())
        .withJobs(random.everything().jobs().values());
  }

  private static MaintenanceDocument jobs(int count) {
    return MaintenanceDocument.EMPTY.withJobs(
        IntStream.range(0, count).mapToObj(number -> job(number, "Dirt")).toList());
  }

  private static JobHistory job(int number, String material) {
    JobId id = new JobId("job-" + number);
    return JobHistory.empty(id)
        .with(
            new Job(
                id,
                Optional.empty(),
                new Customer("Ana", Optional.empty(), Optional.empty(), Extras.NONE),
                new Load(
                    Optional.of(material),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Extras.NONE),
                Optional.empty(),
                List.of(new StatusChange(JobStatus.QUEUED, NOW, "dana")),
                List.of(),
                Extras.NONE));
  }

  private static MaintenanceBlocks<String> blocks() {
    return new MaintenanceBlocks<>(utf8 -> new String(utf8, UTF_8), text -> text.getBytes(UTF_8));
  }

  private static List<Placed<String>> written(
      MaintenanceBlocks<String> blocks, MaintenanceDocument document) {
    return blocks.write(document).stream().flatMap(List::stream).toList();
  }

  private static List<String> texts(List<Placed<String>> blocks) {
    return blocks.stream().map(Placed::block).toList();
  }

  private static String text(List<Placed<String>> blocks) {
    return blocks.stream().map(Placed::block).collect(Collectors.joining());
  }

  private static String json(MaintenanceDocument document) {
    return new String(MaintenanceJson.write(document), UTF_8);
  }
}
