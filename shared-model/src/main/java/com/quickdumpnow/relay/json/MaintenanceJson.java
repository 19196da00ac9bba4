package com.quickdumpnow.relay.json;

import com.quickdumpnow.relay.model.MaintenanceDocument;

/**
 * {@code maintenance.json}, as {@code maintenance.schema.json} beside this class describes it.
 * Members that this release does not know come through a reading and writing unharmed, and so does
 * the order of all entries.
 */
public final class MaintenanceJson {
  /** The JSON Schema's place among the resources of this class. */
  public static final String SCHEMA = "maintenance.schema.json";

  private MaintenanceJson() {}

  /** UTF-8 JSON. Who writes often, keeps a {@link MaintenanceWriter}. */
  public static byte[] write(MaintenanceDocument document) {
    return new MaintenanceWriter().write(document);
  }

  /**
   * @param json UTF-8
   * @throws BadJsonException when it does not parse, a member is missing or has a wrong type or
   *     value, a reference leads nowhere, or the schema version is another
   */
  public static MaintenanceDocument read(byte[] json) {
    return new MaintenanceReader().read(json);
  }
}
