/** What was sent, what it cost and what became of it, from Twilio's records and ours. */
@NullMarked
package com.quickdumpnow.relay.ops.usage;

import org.jspecify.annotations.NullMarked;
