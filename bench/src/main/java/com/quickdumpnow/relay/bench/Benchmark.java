package com.quickdumpnow.relay.bench;

import com.quickdumpnow.relay.bench.report.Report;

/** One of the benches. */
public interface Benchmark {
  /** What {@code qdn bench} calls it. */
  String name();

  /** What it measures, in a sentence. */
  String question();

  /** Measures, with the contenders taking turns. */
  void measure(Effort effort, Report report) throws Exception;
}
