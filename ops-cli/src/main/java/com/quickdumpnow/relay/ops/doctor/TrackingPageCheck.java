package com.quickdumpnow.relay.ops.doctor;

import com.quickdumpnow.relay.ops.deployment.Deployment;
import com.quickdumpnow.relay.token.TrackingLinks;
import java.net.URI;
import java.util.Optional;

/** The page that customers open. */
final class TrackingPageCheck implements Check {
  private static final int OK = 200;

  private final Deployment on;
  private final Web web;

  TrackingPageCheck(Deployment on, Web web) {
    this.on = on;
    this.web = web;
  }

  @Override
  public String area() {
    return "page";
  }

  @Override
  public void examine(Notes notes) {
    Optional<String> base =
        on.read(
            s ->
                s.parsed("QDN_TRACK_URL", TrackingLinks.FORMAT, TrackingLinks::checkBase)
                    .optional());
    if (base.isEmpty()) {
      notes.notSeen("not looked at: QDN_TRACK_URL is not set");
      return;
    }
    URI url = url(base.get());
    Optional<Web.Reply> reply = web.get(url);
    notes.judge(
        reply.filter(r -> r.status() == OK && r.type().startsWith("text/html")).isPresent(),
        url + " is a page",
        Finding.TRACKING_PAGE_MISSING,
        "%s %s"
            .formatted(
                url,
                reply
                    .map(r -> "answers %d %s".formatted(r.status(), r.type()))
                    .orElse("does not answer")));
  }

  /** In texts it stands without a scheme, which a phone's browser adds. */
  private static URI url(String base) {
    return URI.create(base.contains("://") ? base : "https://" + base);
  }
}
