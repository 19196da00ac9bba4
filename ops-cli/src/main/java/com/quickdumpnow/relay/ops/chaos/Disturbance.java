package com.quickdumpnow.relay.ops.chaos;

import java.time.Duration;
import java.util.List;
import java.util.Random;

/** What happens to the relay under load, and what is to be said of it. */
interface Disturbance extends AutoCloseable {
  /** Whose texts these are; every one of the run is drawn from here. */
  Customers.Customer customer(Customers customers);

  /** How long one notification comes after another. */
  Duration pace();

  /** Begins to disturb, on threads of its own. */
  void begin(Programs programs, Dispatchers dispatchers, Random random);

  /** Makes the load wait while the disturbance is behind. */
  void await(int begunNotifications) throws InterruptedException;

  /** Waits until everything planned has happened, then lets everything work. */
  void end() throws InterruptedException;

  /** How far it is, in few words. */
  String progress();

  /** What happened, in lines. */
  List<String> figures();

  /** What must not be, beyond what the ledgers say. */
  List<String> complaints(Verdict verdict);

  @Override
  void close();
}
