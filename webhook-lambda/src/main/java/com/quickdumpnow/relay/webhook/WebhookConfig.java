package com.quickdumpnow.relay.webhook;

import com.quickdumpnow.relay.config.Settings;
import com.quickdumpnow.relay.config.TwilioAccounts;
import com.quickdumpnow.relay.trace.otel.Tracing;
import java.net.URI;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What the webhook has to know.
 *
 * @param publicUrl the API's public base URL, over which Twilio signs its callbacks
 * @param outcomesQueueUrl where receipts go
 * @param twilioAccounts whose callbacks are believed
 * @param tracing where traces go; nowhere as a rule
 */
record WebhookConfig(
    URI publicUrl, URI outcomesQueueUrl, TwilioAccounts twilioAccounts, Tracing tracing) {
  /**
   * @throws com.quickdumpnow.relay.config.ConfigurationException with every problem
   */
  static WebhookConfig of(Map<String, String> environment) {
    Settings settings = Settings.of(environment);
    Supplier<URI> publicUrl = settings.url("QDN_PUBLIC_URL").required();
    Supplier<URI> queue = settings.url("QDN_OUTCOMES_QUEUE_URL").required();
    Supplier<TwilioAccounts> accounts =
        settings
            .parsed("QDN_TWILIO_AUTH_TOKENS", TwilioAccounts.FORMAT, TwilioAccounts::parse)
            .required();
    Supplier<Tracing> tracing = Tracing.of(settings);
    return settings.build(
        () -> new WebhookConfig(publicUrl.get(), queue.get(), accounts.get(), tracing.get()));
  }
}
