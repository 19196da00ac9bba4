/** The one vocabulary of log lines and spans. */
@NullMarked
package com.quickdumpnow.relay.log;

import org.jspecify.annotations.NullMarked;
