/** Twilio as the text carrier: the one package that knows twilio-java. */
@NullMarked
package com.quickdumpnow.relay.worker.twilio;

import org.jspecify.annotations.NullMarked;
