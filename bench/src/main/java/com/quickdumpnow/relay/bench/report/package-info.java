/** What was measured: figures, what they are held against, and how both are shown. */
@NullMarked
package com.quickdumpnow.relay.bench.report;

import org.jspecify.annotations.NullMarked;
