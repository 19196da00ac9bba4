package com.quickdumpnow.relay.store.document;

import com.quickdumpnow.relay.model.MaintenanceDocument;

/** A version of the document, and the entity tag by which the object store knows it. */
record Snapshot(MaintenanceDocument document, String etag) {
  boolean isSameVersionAs(Snapshot other) {
    return etag.equals(other.etag);
  }

  /** Whether that very commit, or a later one of the same writer, is part of this version. */
  boolean contains(String writer, long sequence) {
    return document.commits().stream()
        .anyMatch(commit -> commit.writer().equals(writer) && commit.sequence() >= sequence);
  }
}
