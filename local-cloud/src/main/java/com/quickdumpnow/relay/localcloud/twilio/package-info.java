/**
 * A Twilio on one machine: the Messages API, signed status callbacks and inbound texts, with faults
 * on request.
 *
 * @see <a href="https://www.twilio.com/docs/messaging/api/message-resource">Message resource</a>
 */
@NullMarked
package com.quickdumpnow.relay.localcloud.twilio;

import org.jspecify.annotations.NullMarked;
