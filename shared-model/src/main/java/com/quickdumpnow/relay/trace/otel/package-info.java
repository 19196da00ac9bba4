/** Traces by OpenTelemetry's SDK, sent by OTLP over HTTP. No type of theirs leaves this package. */
@NullMarked
package com.quickdumpnow.relay.trace.otel;

import org.jspecify.annotations.NullMarked;
