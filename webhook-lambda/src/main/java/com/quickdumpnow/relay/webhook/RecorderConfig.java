package com.quickdumpnow.relay.webhook;

import com.quickdumpnow.relay.config.Settings;
import com.quickdumpnow.relay.decision.Chain;
import com.quickdumpnow.relay.json.ChainJson;
import com.quickdumpnow.relay.store.place.StorePlace;
import com.quickdumpnow.relay.trace.otel.Tracing;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What the recorder has to know.
 *
 * @param place where the store is
 * @param notificationsQueueUrl where triggers go
 * @param outcomesQueueUrl where the receipts come from: what is none goes to its dead-letter queue
 *     with the reason; without it, to the same queue by the queue's own redrive, and the reason is
 *     in the log alone
 * @param chain the worker's own: it says what a failed receipt means
 * @param tracing where traces go; nowhere as a rule
 */
record RecorderConfig(
    StorePlace place,
    URI notificationsQueueUrl,
    Optional<URI> outcomesQueueUrl,
    Chain chain,
    Tracing tracing) {
  /**
   * @throws com.quickdumpnow.relay.config.ConfigurationException with every problem
   */
  static RecorderConfig of(Map<String, String> environment) {
    Settings settings = Settings.of(environment);
    Supplier<StorePlace> place = StorePlace.of(settings);
    Supplier<URI> queue = settings.url("QDN_NOTIFICATIONS_QUEUE_URL").required();
    Supplier<Optional<URI>> outcomes = settings.url("QDN_OUTCOMES_QUEUE_URL").optional();
    Supplier<Chain> chain =
        settings.parsed("QDN_CHAIN", ChainJson.FORMAT, ChainJson::parse).required();
    Supplier<Tracing> tracing = Tracing.of(settings);
    return settings.build(
        () ->
            new RecorderConfig(
                place.get(), queue.get(), outcomes.get(), chain.get(), tracing.get()));
  }
}
