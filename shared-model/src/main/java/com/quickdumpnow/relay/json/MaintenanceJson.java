package com.quickdumpnow.relay.json;

import com.quickdumpnow.relay.model.MaintenanceDocument;
import java.io.ByteArrayOutputStream;

/**
 * {@code maintenance.json}, as {@code maintenance.schema.json} beside this class describes it.
 * Members that this release does not know come through a reading and writing unharmed, and so does
 * the order of all entries.
 */
public final class MaintenanceJson {
  /** The JSON Schema's place among the resources of this class. */
  public static final String SCHEMA = "maintenance.schema.json";

  private MaintenanceJson() {}

  /** UTF-8 JSON, an entry a line. Who writes often, keeps {@link MaintenanceBlocks}. */
  public static byte[] write(MaintenanceDocument document) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new MaintenanceBlocks<byte[]>(utf8 -> utf8, utf8 -> utf8)
        .write(document)
        .forEach(run -> run.forEach(placed -> out.writeBytes(placed.block())));
    return out.toByteArray();
  }

  /**
   * @param json UTF-8
   * @throws BadJsonException when it does not parse, a member is missing or has a wrong type or
   *     value, a reference leads nowhere, or the schema version is another
   */
  public static MaintenanceDocument read(byte[] json) {
    return MaintenanceReader.read(json);
  }
}
