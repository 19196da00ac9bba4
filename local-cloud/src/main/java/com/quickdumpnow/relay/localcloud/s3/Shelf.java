package com.quickdumpnow.relay.localcloud.s3;

import java.util.List;

/** Where the versions of one bucket lie. Callers see to it that writes exclude reads. */
interface Shelf {

  /** Every version kept, in any order; of two with the same key and id the newer counts. */
  List<Version> load();

  /** Keeps a version; when this returns it survives the process, and before that it is not seen. */
  void keep(Version version, byte[] content);

  byte[] read(Version version);

  void drop(Version version);

  /** Empty (never set), Enabled or Suspended. */
  String versioning();

  void setVersioning(String status);

  /** Removes the empty shelf. */
  void remove();
}
