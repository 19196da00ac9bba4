package com.quickdumpnow.relay.store;

import com.quickdumpnow.relay.model.MaintenanceDocument;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * A document in pages, each of them a document of its own: laid together they are the whole. Every
 * entry that stays in the document while one goes through the pages is in exactly one of them.
 */
public interface DocumentPages {
  /** What the cursors look like; all else leads to no page. */
  Pattern CURSOR = Pattern.compile("[A-Za-z0-9_.~-]{1,120}");

  /**
   * @param cursor as an earlier page gave it; empty for the first
   * @return empty when that cursor leads nowhere
   * @throws StoreException as the store does
   */
  Optional<Page> page(Optional<String> cursor);

  /**
   * One page, of which at first only the version is known.
   *
   * @param version the opaque tag of what is in it, as {@link MaintenanceStore.Stored} has one; the
   *     first page's is that of the whole document
   * @param content reads the rest, which is at least as new as the version
   */
  record Page(String version, Supplier<Content> content) {}

  /**
   * @param next leads to the next page; empty at the last
   */
  record Content(MaintenanceDocument document, Optional<String> next) {}
}
