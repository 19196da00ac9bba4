@NullMarked
package com.quickdumpnow.relay.bench.report;

import org.jspecify.annotations.NullMarked;
