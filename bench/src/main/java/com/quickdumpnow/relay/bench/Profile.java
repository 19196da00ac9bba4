package com.quickdumpnow.relay.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import jdk.jfr.Configuration;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/** Where the time and the allocation of this process go, by JFR. */
final class Profile implements AutoCloseable {
  private static final int SHOWN = 25;

  private final Optional<Recording> recording;
  private final PrintWriter out;

  private Profile(Optional<Recording> recording, PrintWriter out) {
    this.recording = recording;
    this.out = out;
  }

  static Profile start(boolean wanted, PrintWriter out) throws IOException {
    if (!wanted) {
      return new Profile(Optional.empty(), out);
    }
    try {
      Recording recording = new Recording(Configuration.getConfiguration("profile"));
      recording.start();
      return new Profile(Optional.of(recording), out);
    } catch (ParseException e) {
      throw new IOException(e);
    }
  }

  @Override
  public void close() {
    recording.ifPresent(
        running -> {
          try {
            Path file = Files.createTempFile("bench", ".jfr");
            running.stop();
            running.dump(file);
            running.close();
            tell(file);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  /** By method: in how many samples it is on the stack at all, and in how many on top. */
  private void tell(Path file) throws IOException {
    Map<String, Double> within = new HashMap<>();
    Map<String, Double> top = new HashMap<>();
    Map<String, Double> allocated = new HashMap<>();
    double weights = 0;
    try (RecordingFile events = new RecordingFile(file)) {
      while (events.hasMoreEvents()) {
        RecordedEvent event = events.readEvent();
        if (event.getStackTrace() == null) {
          continue;
        }
        switch (event.getEventType().getName()) {
          case "jdk.ExecutionSample" -> {
            add(event, 1, within);
            top.merge(name(event.getStackTrace().getFrames().getFirst()), 1.0, Double::sum);
          }
          case "jdk.ObjectAllocationSample" -> {
            weights += event.getLong("weight");
            add(event, (double) event.getLong("weight"), allocated);
          }
          default -> {}
        }
      }
    }
    double samples = top.values().stream().mapToDouble(Double::doubleValue).sum();
    tell("time, on top of the stack", top, samples);
    tell("time, anywhere on the stack", within, samples);
    tell("allocation, anywhere on the stack", allocated, weights);
    out.printf("%nrecording: %s%n", file);
  }

  private static void add(RecordedEvent event, double weight, Map<String, Double> sums) {
    Set<String> methods = new HashSet<>();
    event.getStackTrace().getFrames().forEach(frame -> methods.add(name(frame)));
    methods.forEach(method -> sums.merge(method, weight, Double::sum));
  }

  private static String name(RecordedFrame frame) {
    return frame.getMethod().getType().getName() + "." + frame.getMethod().getName();
  }

  private void tell(String title, Map<String, Double> sums, double all) {
    out.printf("%n%s%n", title);
    sums.entrySet().stream()
        .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
        .limit(SHOWN)
        .forEach(
            entry -> out.printf("  %5.1f %%  %s%n", 100 * entry.getValue() / all, entry.getKey()));
  }
}
