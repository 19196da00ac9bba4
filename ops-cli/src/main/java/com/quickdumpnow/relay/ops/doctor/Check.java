package com.quickdumpnow.relay.ops.doctor;

/** Looks at one part of an installation and changes nothing. */
interface Check {
  /** What its observations stand under. */
  String area();

  /**
   * Notes everything that it finds.
   *
   * @throws com.quickdumpnow.relay.config.ConfigurationException when a setting that it needs is
   *     missing or malformed; {@link SettingsCheck} names it
   */
  void examine(Notes notes);
}
