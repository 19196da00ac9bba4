package com.quickdumpnow.relay.ops.simulation;

import com.quickdumpnow.relay.model.MaintenanceDocument;
import com.quickdumpnow.relay.store.MaintenanceStore;
import com.quickdumpnow.relay.store.document.DocumentHome;
import com.quickdumpnow.relay.store.document.DocumentStore;
import com.quickdumpnow.relay.store.document.StoreListener;
import com.quickdumpnow.relay.store.move.Following;
import com.quickdumpnow.relay.store.move.Home;
import com.quickdumpnow.relay.store.move.MovingStore;
import com.quickdumpnow.relay.store.place.StorePlace;
import com.quickdumpnow.relay.store.register.ObjectRegister;
import com.quickdumpnow.relay.store.register.Register;
import com.quickdumpnow.relay.store.register.TableRegister;
import com.quickdumpnow.relay.store.table.TableHome;
import com.quickdumpnow.relay.store.table.TableStore;
import java.util.Random;

/** Where a run's jobs and its workers' roster are kept, and what programs reach them by. */
final class Stores {
  static final String KEY = "maintenance.json";

  private final Engine engine;
  private final boolean moving;
  private final Bug bug;
  private final Scheduler scheduler;
  private final Chaos chaos;
  private final Random random;
  private final SharedCodec codec = new SharedCodec();
  private final FakeObjects objects;
  private final FakeTable table;

  /**
   * @param engine where the jobs are at the beginning
   * @param moving whether they are moved to the other one and back
   * @param world the process in which requests arrive that nobody waits for any more
   */
  Stores(
      Engine engine,
      boolean moving,
      Bug bug,
      Judge judge,
      SimulatedProcess world,
      Scheduler scheduler,
      Chaos chaos,
      Random random) {
    this.engine = engine;
    this.moving = moving;
    this.bug = bug;
    this.scheduler = scheduler;
    this.chaos = chaos;
    this.random = random;
    Truth truth = new Truth(judge, engine, moving);
    this.objects = new FakeObjects(scheduler, chaos, world, truth, codec);
    this.table = new FakeTable(scheduler, chaos, world, truth);
  }

  /** Makes the document, where that is the store; a table is there. */
  void create(MaintenanceDocument first) {
    if (engine == Engine.S3) {
      documentStore().create(first);
    }
  }

  FakeObjects objects() {
    return objects;
  }

  /** A store of its own, as every process has. */
  MaintenanceStore open() {
    return moving ? new MovingStore(homes().following()) : home(engine).store();
  }

  /** Both places in which the store may be, as each process has them. */
  record Homes(Home first, Home second, Following following) {}

  Homes homes() {
    Home one = home(engine);
    Home other = home(engine == Engine.S3 ? Engine.DYNAMODB : Engine.S3);
    return new Homes(one, other, new Following(one, other, scheduler, random));
  }

  private Home home(Engine where) {
    return switch (where) {
      case S3 -> new DocumentHome("the document", documentStore());
      case DYNAMODB ->
          new TableHome(
              "the table", new TableStore(bug.table(table), scheduler, random, StoreListener.NONE));
    };
  }

  private DocumentStore documentStore() {
    return new DocumentStore(
        bug.objects(objects), KEY, scheduler, random, StoreListener.NONE, codec.forProcess());
  }

  /** The workers' roster, which is where the store is, but out of reach at other times. */
  Register roster() {
    Register register =
        switch (engine) {
          case S3 -> new ObjectRegister(objects, StorePlace.WORKERS);
          case DYNAMODB -> new TableRegister(table, StorePlace.WORKERS, scheduler, random);
        };
    return bug.workers(new PartitionedRegister(register, scheduler, chaos));
  }
}
