/** Verifies callbacks from Twilio and SES and records their outcomes into maintenance.json. */
@NullMarked
package com.quickdumpnow.relay.webhook;

import org.jspecify.annotations.NullMarked;
