/**
 * Verifies Twilio's callbacks and records outcomes into maintenance.json. Two Lambdas in one jar:
 * {@link com.quickdumpnow.relay.webhook.WebhookHandler} answers Twilio and queues what it says,
 * {@link com.quickdumpnow.relay.webhook.RecorderHandler} drains that queue into the store.
 */
@NullMarked
package com.quickdumpnow.relay.webhook;

import org.jspecify.annotations.NullMarked;
