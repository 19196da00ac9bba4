package com.quickdumpnow.relay.infra;

import java.util.Optional;

/**
 * What an installation's things are called: after its depot, where an account has several of them,
 * so that no two share a name and no policy's wildcard reaches from one to the other.
 */
record Names(Optional<String> depot) {
  /** Of the one installation of an account. */
  static final Names PLAIN = new Names(Optional.empty());

  static Names ofDepot(String depot) {
    return new Names(Optional.of(depot));
  }

  /** What all others begin with: {@code qdn} or {@code qdn-north}. */
  String all() {
    return depot.map(own -> "qdn-" + own).orElse("qdn");
  }

  /** Such as {@code qdn-api} or {@code qdn-north-api}. */
  String of(String thing) {
    return all() + "-" + thing;
  }

  /** Such as {@code outcomes} or {@code north-outcomes}. */
  String queue(String name) {
    return depot.map(own -> own + "-").orElse("") + name;
  }

  /** Such as {@code /qdn/worker} or {@code /qdn/north/worker}. */
  String log(String name) {
    return "/" + secret(name);
  }

  /** Such as {@code /qdn/lambda/qdn-api} or {@code /qdn/north/lambda/qdn-north-api}. */
  String lambdaLog(String function) {
    return log("lambda/" + of(function));
  }

  /** Such as {@code qdn/tracking-keys} or {@code qdn/north/tracking-keys}. */
  String secret(String name) {
    return "qdn/" + depot.map(own -> own + "/").orElse("") + name;
  }

  /** CloudWatch's name for all of the programs' own metrics. */
  String metrics() {
    return depot.map(own -> "QDN/" + own).orElse("QDN");
  }
}
