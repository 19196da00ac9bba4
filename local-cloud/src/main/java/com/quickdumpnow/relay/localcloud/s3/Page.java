package com.quickdumpnow.relay.localcloud.s3;

import java.util.ArrayList;
import java.util.List;

/**
 * One page of a listing.
 *
 * @param items versions in listing order
 * @param commonPrefixes what was rolled up at the delimiter
 * @param truncated whether more follow
 * @param last the key or common prefix, and the version, where the next page goes on
 */
record Page(List<Version> items, List<String> commonPrefixes, boolean truncated, Marker last) {

  /** A place in a listing; an empty version means behind every version of the key. */
  record Marker(String key, String versionId) {
    static final Marker START = new Marker("", "");
  }

  Page {
    items = List.copyOf(items);
    commonPrefixes = List.copyOf(commonPrefixes);
  }

  /** Takes up to {@code max} entries after {@code after}; an empty delimiter rolls nothing up. */
  static Page of(List<Version> sorted, String prefix, String delimiter, Marker after, int max) {
    List<Version> items = new ArrayList<>();
    List<String> prefixes = new ArrayList<>();
    Marker last = after;
    for (Version version : behind(sorted, after, delimiter)) {
      if (!version.key().startsWith(prefix)) {
        continue;
      }
      int cut = delimiter.isEmpty() ? -1 : version.key().indexOf(delimiter, prefix.length());
      String rolledUp = cut < 0 ? "" : version.key().substring(0, cut + delimiter.length());
      if (cut >= 0 && !prefixes.isEmpty() && prefixes.getLast().equals(rolledUp)) {
        continue;
      }
      if (items.size() + prefixes.size() == max) {
        return new Page(items, prefixes, max > 0, last);
      }
      if (cut >= 0) {
        prefixes.add(rolledUp);
        last = new Marker(rolledUp, "");
      } else {
        items.add(version);
        last = new Marker(version.key(), version.id());
      }
    }
    return new Page(items, prefixes, false, last);
  }

  private static List<Version> behind(List<Version> sorted, Marker after, String delimiter) {
    boolean afterPrefix = !delimiter.isEmpty() && after.key().endsWith(delimiter);
    List<Version> rest =
        sorted.stream()
            .filter(v -> v.key().compareTo(after.key()) >= 0)
            .filter(v -> !(afterPrefix && v.key().startsWith(after.key())))
            .toList();
    int passed = 0;
    while (passed < rest.size() && rest.get(passed).key().equals(after.key())) {
      passed++;
      if (rest.get(passed - 1).id().equals(after.versionId())) {
        break;
      }
    }
    return rest.subList(passed, rest.size());
  }
}
