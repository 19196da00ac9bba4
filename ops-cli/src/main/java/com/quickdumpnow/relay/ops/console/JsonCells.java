package com.quickdumpnow.relay.ops.console;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** Cells as members of JSON objects. */
final class JsonCells {
  private JsonCells() {}

  /** An empty {@link Optional} is left out. */
  static void put(ObjectNode object, String name, Object cell) {
    switch (cell) {
      case Optional<?> maybe -> maybe.ifPresent(value -> put(object, name, value));
      case Integer number -> object.put(name, number);
      case Long number -> object.put(name, number);
      case Double number -> object.put(name, number);
      case Boolean truth -> object.put(name, truth);
      default -> object.put(name, cell.toString());
    }
  }
}
