/** From Twilio's callback into the document. */
@NullMarked
package com.quickdumpnow.relay.bench.receipts;

import org.jspecify.annotations.NullMarked;
