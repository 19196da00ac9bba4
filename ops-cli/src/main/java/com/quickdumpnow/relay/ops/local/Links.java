package com.quickdumpnow.relay.ops.local;

import com.quickdumpnow.relay.ops.sample.SampleJobs;
import com.quickdumpnow.relay.token.TrackingLinks;
import com.quickdumpnow.relay.token.TrackingTokens;
import java.net.URI;
import java.util.Map;

/** What there is to open in a local world. */
public final class Links {
  private final Ports ports;
  private final TrackingLinks tracking;

  Links(Ports ports, Map<String, String> environment) {
    this.ports = ports;
    this.tracking =
        new TrackingLinks(
            environment.getOrDefault("QDN_TRACK_URL", ""),
            TrackingTokens.parse(environment.getOrDefault("QDN_TRACKING_KEYS", "")));
  }

  /** The index, with the other links; the API and the pages are below it. */
  public URI front() {
    return Ports.uri(ports.front());
  }

  /** The page of the sample job that is on its way, if there are sample jobs. */
  public URI sampleTracking() {
    return URI.create(tracking.linkTo(SampleJobs.ON_ITS_WAY));
  }

  /** The dispatchers' page: with sample data, until a fragment {@code #token=…} signs in. */
  public URI dashboard() {
    return front().resolve("/dashboard/index.html");
  }

  /** The page of texts, newest first. */
  public URI texts() {
    return Ports.uri(ports.twilio()).resolve("/_admin/");
  }

  /** The page of emails, newest first. */
  public URI emails() {
    return Ports.uri(ports.ses()).resolve("/_admin/");
  }

  public URI health() {
    return Ports.uri(ports.worker()).resolve("/health");
  }

  public URI metrics() {
    return Ports.uri(ports.worker()).resolve("/metrics");
  }

  /** Where a customer's text to us is posted. */
  public URI inboundTexts() {
    return Ports.uri(ports.twilio()).resolve("/_admin/inbound");
  }

  /** Where rules about the carriers' behaviour are posted and deleted. */
  public URI carrierRules() {
    return Ports.uri(ports.twilio()).resolve("/_admin/rules");
  }
}
