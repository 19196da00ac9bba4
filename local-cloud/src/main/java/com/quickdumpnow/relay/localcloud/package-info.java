/**
 * The outside world on one machine: stand-ins for SQS, S3, SES, Twilio, Lambda and the CDN that
 * speak the real wire protocols. Knows no code of the relay.
 */
@NullMarked
package com.quickdumpnow.relay.localcloud;

import org.jspecify.annotations.NullMarked;
