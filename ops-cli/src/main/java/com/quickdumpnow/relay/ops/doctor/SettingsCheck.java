package com.quickdumpnow.relay.ops.doctor;

import com.quickdumpnow.relay.config.ConfigurationException;
import com.quickdumpnow.relay.config.TwilioAccounts;
import com.quickdumpnow.relay.decision.Chain;
import com.quickdumpnow.relay.decision.Route;
import com.quickdumpnow.relay.json.StaffChainJson;
import com.quickdumpnow.relay.ops.access.CredentialsFile;
import com.quickdumpnow.relay.ops.deployment.Deployment;
import com.quickdumpnow.relay.worker.WorkerSettings;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;

/** The settings by themselves: complete, well-formed, and of one mind. */
final class SettingsCheck implements Check {
  private final Deployment on;

  SettingsCheck(Deployment on) {
    this.on = on;
  }

  @Override
  public String area() {
    return "settings";
  }

  @Override
  public void examine(Notes notes) {
    List<String> problems = CredentialsFile.problems(on.settings().values());
    problems.forEach(problem -> notes.wrong(Finding.SETTING_WRONG, problem));
    if (problems.isEmpty()) {
      notes.fine("complete and well-formed");
    }
    each(() -> on.chain().ifPresent(chain -> examine(chain, notes)));
    each(() -> examineLookups(notes));
    each(() -> examineStaffChain(notes));
    each(() -> on.read(s -> s.url("QDN_PUBLIC_URL").optional()).ifPresent(u -> examine(u, notes)));
  }

  /** What is malformed was named already. */
  private static void each(Runnable look) {
    try {
      look.run();
    } catch (ConfigurationException _) {
      // Named above.
    }
  }

  private void examine(Chain chain, Notes notes) {
    int routes = chain.routes().size();
    if (routes == 0) {
      notes.wrong(Finding.CHAIN_EMPTY, "QDN_CHAIN has no route");
    } else {
      notes.judge(
          routes > 1,
          "%d routes, then email".formatted(routes),
          Finding.CHAIN_WITHOUT_SECOND,
          "QDN_CHAIN has one route only");
    }
    Optional<TwilioAccounts> accounts = accounts(on);
    for (Route route : chain.routes()) {
      if (accounts.flatMap(known -> known.current(route.account())).isEmpty()) {
        notes.wrong(
            Finding.TWILIO_TOKEN_MISSING,
            "there is no token for the account of route " + route.name());
      }
    }
  }

  private void examineLookups(Notes notes) {
    on.read(s -> WorkerSettings.lookups(s).optional())
        .filter(sid -> accounts(on).flatMap(known -> known.current(sid)).isEmpty())
        .ifPresent(
            _ ->
                notes.wrong(
                    Finding.TWILIO_TOKEN_MISSING,
                    "there is no token for the account of QDN_LOOKUP_ACCOUNT"));
  }

  private void examineStaffChain(Notes notes) {
    notes.judge(
        on.read(
                s ->
                    s.parsed("QDN_STAFF_CHAIN", StaffChainJson.FORMAT, StaffChainJson::parse)
                        .optional())
            .isPresent(),
        "alerts go to staff",
        Finding.STAFF_CHAIN_MISSING,
        "QDN_STAFF_CHAIN is not set");
  }

  private static void examine(URI url, Notes notes) {
    if (!"https".equalsIgnoreCase(url.getScheme()) && !isThisMachine(url)) {
      notes.wrong(Finding.PUBLIC_URL_NOT_HTTPS, "QDN_PUBLIC_URL is not https");
    }
  }

  private static boolean isThisMachine(URI url) {
    try {
      return InetAddress.getByName(url.getHost()).isLoopbackAddress();
    } catch (UnknownHostException _) {
      return false;
    }
  }

  /** Those that have a token. */
  static Optional<TwilioAccounts> accounts(Deployment on) {
    return on.read(
        s ->
            s.parsed("QDN_TWILIO_AUTH_TOKENS", TwilioAccounts.FORMAT, TwilioAccounts::parse)
                .optional());
  }
}
