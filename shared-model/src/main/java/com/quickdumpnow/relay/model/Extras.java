package com.quickdumpnow.relay.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * JSON members that this release does not know, by name, each as its JSON text. They are carried
 * along unread, so that an older release never drops what a newer one wrote. Prints names only.
 */
public record Extras(Map<String, String> json) {
  public static final Extras NONE = new Extras(Map.of());

  public Extras {
    json = Collections.unmodifiableMap(new LinkedHashMap<>(json));
  }

  @Override
  public String toString() {
    return json.keySet().toString();
  }
}
