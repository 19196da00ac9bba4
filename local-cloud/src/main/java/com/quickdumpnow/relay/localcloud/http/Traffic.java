package com.quickdumpnow.relay.localcloud.http;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/**
 * How many requests were answered, by method, subject and status, such as {@code PUT bucket/key
 * 200}. Thread-safe.
 */
public final class Traffic {

  private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

  void count(String method, String subject, int status) {
    counts.computeIfAbsent(method + " " + subject + " " + status, _ -> new LongAdder()).increment();
  }

  /** A copy of the counts. */
  public Map<String, Long> counts() {
    Map<String, Long> copy = new TreeMap<>();
    counts.forEach((kind, count) -> copy.put(kind, count.sum()));
    return copy;
  }

  /** A line for each kind: {@code <name> <kind>=<count>}. */
  public String lines(String name) {
    return counts().entrySet().stream()
        .map(entry -> name + " " + entry.getKey() + "=" + entry.getValue() + "\n")
        .collect(Collectors.joining());
  }
}
