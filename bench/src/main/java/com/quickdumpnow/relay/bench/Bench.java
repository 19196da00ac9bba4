package com.quickdumpnow.relay.bench;

import com.quickdumpnow.relay.bench.drain.DrainBench;
import com.quickdumpnow.relay.bench.drain.FootprintBench;
import com.quickdumpnow.relay.bench.drain.WorkersBench;
import com.quickdumpnow.relay.bench.lambda.ColdStartBench;
import com.quickdumpnow.relay.bench.latency.LatencyBench;
import com.quickdumpnow.relay.bench.latency.TableBench;
import com.quickdumpnow.relay.bench.receipts.ReceiptsBench;
import com.quickdumpnow.relay.bench.report.Report;
import com.quickdumpnow.relay.bench.report.Writing;
import com.quickdumpnow.relay.bench.requests.RequestsBench;
import com.quickdumpnow.relay.bench.requests.SoakBench;
import com.quickdumpnow.relay.bench.store.StoreBench;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.core.util.VersionInfo;

/** {@code qdn bench}. */
@Command(
    name = "qdn bench",
    mixinStandardHelpOptions = true,
    description = {
      "Measures the relay beside what a user would pick instead, in one run on one machine, and"
          + " says how far the limit is.",
      "Ratios count; times on a shared machine do not. docs/performance.md has the last results."
    },
    footer = {
      "",
      "Example: qdn bench store --runs 3",
      "Exit code: 0 measured, whether targets were reached or not; 1 it failed; 2 wrong command"
          + " line."
    })
public final class Bench implements Callable<Integer> {
  private static final List<Benchmark> ALL =
      List.of(
          new DrainBench(),
          new WorkersBench(),
          new LatencyBench(),
          new TableBench(),
          new StoreBench(),
          new ReceiptsBench(),
          new RequestsBench(),
          new FootprintBench(),
          new ColdStartBench(),
          new SoakBench());

  @Parameters(
      paramLabel = "NAME",
      description = "Which to run; all of them when none is named. Of: ${COMPLETION-CANDIDATES}",
      completionCandidates = Names.class)
  private List<String> names = List.of();

  @Option(
      names = "--runs",
      paramLabel = "N",
      defaultValue = "5",
      description = "How often each figure is taken. Default: ${DEFAULT-VALUE}")
  private int runs;

  @Option(names = "--short", description = "Small sizes only, to see whether it works.")
  private boolean isShort;

  @Option(
      names = "--profile",
      description = "Record this process with JFR and say where its time and allocation went.")
  private boolean profile;

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      description = "Where JSON and charts go. Default: bench/target/results")
  private Path out = Path.of(System.getProperty("qdn.home", "."), "bench/target/results");

  @Spec private CommandSpec spec;

  /** For help and completion. */
  static final class Names implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return ALL.stream().map(Benchmark::name).iterator();
    }
  }

  private Bench() {}

  /** Exits with the command's code. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Bench()).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    PrintWriter terminal = spec.commandLine().getOut();
    PrintWriter progress = spec.commandLine().getErr();
    Effort effort =
        new Effort(
            isShort ? 1 : runs,
            isShort,
            words -> {
              progress.println("  … " + words);
              progress.flush();
            });
    for (Benchmark benchmark : chosen()) {
      Report report = new Report(benchmark.name(), benchmark.question());
      try (Profile _ = Profile.start(profile, terminal)) {
        benchmark.measure(effort, report);
      }
      Map<String, String> machine = machine();
      Writing.table(report, machine, terminal);
      Writing.files(report, machine, out);
    }
    terminal.println("JSON and charts: " + out);
    terminal.flush();
    return 0;
  }

  private List<Benchmark> chosen() {
    Map<String, Benchmark> known =
        ALL.stream()
            .collect(
                Collectors.toMap(
                    Benchmark::name, bench -> bench, (one, _) -> one, LinkedHashMap::new));
    for (String name : names) {
      if (!known.containsKey(name)) {
        throw new ParameterException(
            spec.commandLine(), "no bench is called " + name + "; there are " + known.keySet());
      }
    }
    return names.isEmpty() ? ALL : names.stream().map(known::get).toList();
  }

  private static Map<String, String> machine() {
    Map<String, String> machine = new LinkedHashMap<>();
    machine.put("processors", Integer.toString(Runtime.getRuntime().availableProcessors()));
    machine.put("java", System.getProperty("java.runtime.version"));
    machine.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    machine.put("processor", fromProc("cpuinfo", "model name"));
    machine.put("memory", fromProc("meminfo", "MemTotal"));
    machine.put("AWS SDK", VersionInfo.SDK_VERSION);
    machine.put("this program's options", String.join(" ", options()));
    machine.put("at", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    return machine;
  }

  private static List<String> options() {
    return ManagementFactory.getRuntimeMXBean().getInputArguments();
  }

  /** What Linux says of it; empty on another system. */
  private static String fromProc(String file, String field) {
    try (Stream<String> lines = Files.lines(Path.of("/proc", file))) {
      return lines
          .filter(line -> line.startsWith(field))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("");
    } catch (IOException _) {
      return "";
    }
  }
}
