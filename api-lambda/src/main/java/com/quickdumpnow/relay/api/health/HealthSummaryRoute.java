package com.quickdumpnow.relay.api.health;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.quickdumpnow.relay.api.http.EntityTag;
import com.quickdumpnow.relay.api.http.Json;
import com.quickdumpnow.relay.api.http.Replies;
import com.quickdumpnow.relay.api.http.Route.Call;
import com.quickdumpnow.relay.api.http.Staff;
import com.quickdumpnow.relay.lambda.HttpReply;
import com.quickdumpnow.relay.store.MaintenanceStore;
import java.time.Instant;
import java.time.InstantSource;

/**
 * {@code GET /health-summary}. Its tag changes with the numbers, and at most once a minute else.
 */
public final class HealthSummaryRoute {
  private final MaintenanceStore store;
  private final InstantSource clock;

  public HealthSummaryRoute(MaintenanceStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  public HttpReply handle(Call<Staff> call) {
    Instant now = clock.instant();
    ObjectNode summary = HealthSummary.of(store.recent(HealthSummary.from(now)), now);
    EntityTag tag = EntityTag.ofContent(Json.write(summary));
    HttpReply reply =
        tag.isKnownTo(call.request()) ? Replies.empty(304) : Replies.json(200, summary);
    return reply.with("etag", tag.header()).with("cache-control", "private, no-cache");
  }
}
