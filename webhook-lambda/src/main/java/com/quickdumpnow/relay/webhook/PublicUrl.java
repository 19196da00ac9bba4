package com.quickdumpnow.relay.webhook;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The URL under which Twilio reaches us, as configured. What a request says of its own host is
 * never looked at: whoever sends it chose it.
 *
 * @param base without a trailing slash, a query or a fragment
 */
record PublicUrl(URI base) {
  private static final Map<String, Integer> DEFAULT_PORTS = Map.of("https", 443, "http", 80);

  /**
   * The forms in which Twilio may have signed that request: the port as configured, left out, or
   * named although it is the scheme's own.
   *
   * @param rawPath exactly as received, like {@code rawQuery}
   */
  List<String> requested(String rawPath, String rawQuery) {
    String tail = base.getRawPath() + rawPath + (rawQuery.isEmpty() ? "" : "?" + rawQuery);
    Optional<Integer> port =
        base.getPort() >= 0
            ? Optional.of(base.getPort())
            : Optional.ofNullable(DEFAULT_PORTS.get(base.getScheme()));
    return Stream.of(Optional.of(""), port.map(number -> ":" + number))
        .flatMap(Optional::stream)
        .map(suffix -> base.getScheme() + "://" + base.getHost() + suffix + tail)
        .toList();
  }
}
