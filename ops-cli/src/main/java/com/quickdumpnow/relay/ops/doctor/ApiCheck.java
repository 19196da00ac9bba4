package com.quickdumpnow.relay.ops.doctor;

import com.quickdumpnow.relay.config.Secret;
import com.quickdumpnow.relay.ops.deployment.Deployment;
import java.net.URI;
import java.util.Optional;

/** The job API: reachable, closed to strangers, open to staff. */
final class ApiCheck implements Check {
  private static final String STAFF_ONLY = "/health-summary";

  private final Deployment on;
  private final Web web;
  private final Clocks clocks;

  ApiCheck(Deployment on, Web web, Clocks clocks) {
    this.on = on;
    this.web = web;
    this.clocks = clocks;
  }

  @Override
  public String area() {
    return "api";
  }

  @Override
  public void examine(Notes notes) {
    URI api = on.read(s -> s.url("QDN_PUBLIC_URL").required());
    URI url = URI.create(api + STAFF_ONLY);
    Optional<Web.Reply> stranger = web.get(url);
    stranger.flatMap(Web.Reply::time).ifPresent(time -> clocks.heard("the API", time));
    if (stranger.isEmpty()) {
      notes.wrong(Finding.API_UNREACHABLE, api + " does not answer");
      return;
    }
    switch (stranger.get().status()) {
      case 401 -> {
        notes.fine(api + " answers, and strangers see nothing");
        examineStaff(url, notes);
      }
      case 200 -> notes.wrong(Finding.API_OPEN, api + " answers without a staff token");
      default ->
          notes.wrong(
              Finding.API_UNREACHABLE, "%s answers %d".formatted(url, stranger.get().status()));
    }
  }

  private void examineStaff(URI url, Notes notes) {
    Optional<Secret> token = on.read(s -> s.secret("QDN_STAFF_TOKEN").optional());
    if (token.isEmpty()) {
      notes.notSeen("not asked as staff: QDN_STAFF_TOKEN is not set");
      return;
    }
    int status = web.get(url, token.get()).map(Web.Reply::status).orElse(0);
    switch (status) {
      case 200 -> notes.fine("the staff token is good");
      case 401, 403 -> notes.wrong(Finding.STAFF_TOKEN_REFUSED, "the API refuses QDN_STAFF_TOKEN");
      default ->
          notes.wrong(Finding.API_UNREACHABLE, "%s answers staff with %d".formatted(url, status));
    }
  }
}
