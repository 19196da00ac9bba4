/** What operators ask of Twilio. No Twilio type leaves it, and nothing is ever sent. */
@NullMarked
package com.quickdumpnow.relay.ops.twilio;

import org.jspecify.annotations.NullMarked;
