package com.quickdumpnow.relay.ops;

import com.quickdumpnow.relay.localcloud.http.Fault;
import com.quickdumpnow.relay.localcloud.twilio.Holdings.Standing;
import com.quickdumpnow.relay.localcloud.twilio.OwnedNumber;
import com.quickdumpnow.relay.localcloud.twilio.OwnedService;
import com.quickdumpnow.relay.ops.doctor.Finding;
import com.quickdumpnow.relay.ops.local.Carriers;
import com.quickdumpnow.relay.ops.local.LocalWorld;
import com.quickdumpnow.relay.ops.testing.BrokenCloud;
import com.quickdumpnow.relay.ops.testing.PlayedServer;
import com.quickdumpnow.relay.ops.testing.PlayedTable;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;

/**
 * An installation that is broken in one way: its settings, or the world behind them, which is
 * mended when this is closed.
 */
final class BrokenInstallation implements AutoCloseable {
  static final String NOWHERE = "http://127.0.0.1:1";
  static final String SERVICE = "MG" + "7".repeat(32);

  private final LocalWorld world;
  private final BrokenCloud cloud;
  private final Map<String, String> settings;
  private final Set<Finding> found;
  private final Deque<Runnable> mend = new ArrayDeque<>();

  private BrokenInstallation(LocalWorld world, BrokenCloud cloud, Set<Finding> found) {
    this.world = world;
    this.cloud = cloud;
    this.settings = new TreeMap<>(world.environmentOfAProcess());
    settings.put("QDN_STAFF_TOKEN", world.staffToken().reveal());
    this.found = found;
  }

  /** Whole, for a test to break. */
  static BrokenInstallation whole(LocalWorld world, BrokenCloud cloud) {
    return new BrokenInstallation(world, cloud, EnumSet.noneOf(Finding.class));
  }

  /** Broken so that this, and what follows from it, is found. */
  static BrokenInstallation with(Finding finding, LocalWorld world, BrokenCloud cloud) {
    BrokenInstallation broken = new BrokenInstallation(world, cloud, EnumSet.of(finding));
    broken.breakIt(finding);
    return broken;
  }

  Map<String, String> settings() {
    return settings;
  }

  Set<Finding> found() {
    return found;
  }

  /** No default: whoever adds a finding has to break something for it. */
  private void breakIt(Finding finding) {
    switch (finding) {
      // The file's mode and the clock are the command's, not the installation's.
      case SETTINGS_NOT_PRIVATE, CLOCK_OFF -> {}
      case SETTING_WRONG -> set("QDN_CHAIN", "{\"routes\": 7}");
      case CHAIN_EMPTY -> set("QDN_CHAIN", "{\"routes\": []}");
      case CHAIN_WITHOUT_SECOND -> set("QDN_CHAIN", chain(number(Carriers.PRIMARY)));
      case TWILIO_TOKEN_MISSING -> tokens(get("QDN_TWILIO_AUTH_TOKENS").split(",")[0]);
      case STAFF_CHAIN_MISSING -> settings.remove("QDN_STAFF_CHAIN");
      case PUBLIC_URL_NOT_HTTPS -> {
        set("QDN_PUBLIC_URL", "http://0.0.0.0:" + world.uri().getPort());
        also(Finding.INBOUND_URL_WRONG, Finding.WEBHOOK_REFUSES_SIGNED);
      }
      default -> new BrokenAws(this, world, cloud).breakIt(finding);
    }
  }

  void breakTwilio(Finding finding) {
    String inbound = world.uri() + "/inbound";
    switch (finding) {
      case TWILIO_UNREACHABLE -> set("QDN_TWILIO_BASE_URL", NOWHERE);
      case TWILIO_TOKEN_WRONG -> {
        tokens(get("QDN_TWILIO_AUTH_TOKENS").replaceFirst("=", "=x"));
        also(Finding.WEBHOOK_REFUSES_SIGNED);
      }
      case TWILIO_ACCOUNT_INACTIVE -> standing(Standing.SUSPENDED);
      case TWILIO_TRIAL -> standing(Standing.TRIAL);
      case NUMBER_MISSING -> {
        world.twilio().holdings().remove(Carriers.PRIMARY);
        mend.push(() -> ownAgain(Carriers.PRIMARY));
      }
      case NUMBER_CANNOT_TEXT ->
          instead(new OwnedNumber(account(), Carriers.PRIMARY, false, inbound, "POST"));
      case INBOUND_URL_WRONG ->
          instead(new OwnedNumber(account(), Carriers.PRIMARY, true, inbound, "GET"));
      case SERVICE_MISSING -> chainBy("MG" + "8".repeat(32));
      case SERVICE_EMPTY ->
          service(new OwnedService(account(), SERVICE, List.of(), false, false, ""));
      case SERVICE_STICKY ->
          service(new OwnedService(account(), SERVICE, List.of(Carriers.PRIMARY), true, false, ""));
      case SERVICE_SMART_ENCODING ->
          service(new OwnedService(account(), SERVICE, List.of(Carriers.PRIMARY), false, true, ""));
      default -> breakPrograms(finding);
    }
  }

  private void breakPrograms(Finding finding) {
    switch (finding) {
      case API_UNREACHABLE -> {
        set("QDN_PUBLIC_URL", NOWHERE);
        also(Finding.INBOUND_URL_WRONG);
      }
      case API_OPEN -> api(PlayedServer.api(200, 403, 204));
      case WEBHOOK_ACCEPTS_UNSIGNED -> api(PlayedServer.api(401, 204, 204));
      case WEBHOOK_REFUSES_SIGNED -> api(PlayedServer.api(401, 403, 403));
      case STAFF_TOKEN_REFUSED -> set("QDN_STAFF_TOKEN", "nobody-has-this");
      case TRACKING_PAGE_MISSING -> set("QDN_TRACK_URL", world.uri() + "/nothing-is-here");
      case WORKER_DOWN -> worker(503, "{\"status\":\"down\",\"reasons\":[\"polling pauses\"]}");
      case WORKER_DEGRADED -> worker(200, "{\"status\":\"degraded\",\"reasons\":[\"rests\"]}");
      default -> throw new AssertionError("nothing was broken for " + finding);
    }
  }

  void set(String name, String value) {
    settings.put(name, value);
  }

  String get(String name) {
    return settings.getOrDefault(name, "");
  }

  void also(Finding... more) {
    found.addAll(List.of(more));
  }

  private void tokens(String value) {
    set("QDN_TWILIO_AUTH_TOKENS", value);
  }

  void unset(String name) {
    settings.remove(name);
  }

  /** Undone when this is closed. */
  void mend(Runnable how) {
    mend.push(how);
  }

  /** A table instead of the bucket, as it ought to be; to be spoiled. */
  PlayedTable table() {
    PlayedTable table = PlayedTable.start("qdn-table");
    mend.push(table::close);
    unset("QDN_BUCKET");
    set("QDN_TABLE", "qdn-table");
    set("AWS_ENDPOINT_URL_DYNAMODB", table.uri().toString());
    return table;
  }

  /** A versioned one with a document, which is the installation's from now on. */
  String bucket(String name) {
    set("QDN_BUCKET", cloud.bucket(name, true));
    return name;
  }

  void s3Refuses(String method, String subject) {
    world.s3().faults().add(new Fault(method, subject, 100, new Fault.Refuse(403, "AccessDenied")));
    mend.push(world.s3().faults()::clear);
  }

  private static String account() {
    return Carriers.PRIMARY_ACCOUNT;
  }

  private void standing(Standing standing) {
    world.twilio().holdings().set(account(), standing);
    mend.push(() -> world.twilio().holdings().set(account(), Standing.ACTIVE));
  }

  void instead(OwnedNumber number) {
    world.twilio().holdings().add(number);
    mend.push(() -> ownAgain(number.number()));
  }

  private void ownAgain(String number) {
    world.twilio().holdings().add(new OwnedNumber(account(), number, world.uri() + "/inbound"));
  }

  void service(OwnedService service) {
    world.twilio().holdings().add(service);
    mend.push(() -> world.twilio().holdings().remove(service.sid()));
    chainBy(service.sid());
  }

  private void chainBy(String service) {
    String sender = "\"messagingService\": \"" + service + "\"";
    set("QDN_CHAIN", chain(sender, number(Carriers.SECONDARY)));
  }

  private static String number(String number) {
    return "\"from\": \"" + number + "\"";
  }

  private static String chain(String... senders) {
    StringJoiner routes = new StringJoiner(",", "{\"routes\": [", "]}");
    for (int i = 0; i < senders.length; i++) {
      routes.add(
          "{\"name\": \"route-%d\", \"account\": \"%s\", %s}".formatted(i, account(), senders[i]));
    }
    return routes.toString();
  }

  private void api(PlayedServer api) {
    mend.push(api::close);
    set("QDN_PUBLIC_URL", api.uri().toString());
    also(Finding.INBOUND_URL_WRONG);
  }

  private void worker(int status, String health) {
    PlayedServer worker = PlayedServer.worker(status, health);
    mend.push(worker::close);
    set("QDN_HTTP_PORT", Integer.toString(worker.uri().getPort()));
  }

  @Override
  public void close() {
    while (!mend.isEmpty()) {
      mend.pop().run();
    }
  }
}
