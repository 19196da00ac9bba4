package com.quickdumpnow.relay.api.maintenance;

import com.quickdumpnow.relay.json.MaintenanceJson;
import com.quickdumpnow.relay.model.JobHistory;
import com.quickdumpnow.relay.model.MaintenanceDocument;
import com.quickdumpnow.relay.model.Recipient;
import com.quickdumpnow.relay.model.Trailer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * Cuts a document into pages, each of them a document of its own with the same revision: laid
 * together in their order they are the whole. The same document is always cut in the same places.
 */
final class Pages {
  private Pages() {}

  /**
   * At least one page, each of at most {@code maxBytes} of JSON, unless a single job is larger than
   * that.
   */
  static List<byte[]> of(MaintenanceDocument document, int maxBytes) {
    List<byte[]> pages = new ArrayList<>();
    cut(document, entries(document), maxBytes, pages);
    return pages;
  }

  private static List<Object> entries(MaintenanceDocument document) {
    return Stream.of(
            document.jobs().values(), document.trailers().values(), document.recipients().values())
        .<Object>flatMap(Collection::stream)
        .toList();
  }

  private static void cut(
      MaintenanceDocument whole, List<Object> entries, int maxBytes, List<byte[]> pages) {
    byte[] page = MaintenanceJson.write(holding(whole, entries));
    if (page.length <= maxBytes || entries.size() < 2) {
      pages.add(page);
      return;
    }
    int middle = entries.size() / 2;
    cut(whole, entries.subList(0, middle), maxBytes, pages);
    cut(whole, entries.subList(middle, entries.size()), maxBytes, pages);
  }

  private static MaintenanceDocument holding(MaintenanceDocument whole, List<Object> entries) {
    List<JobHistory> jobs = new ArrayList<>();
    List<Trailer> trailers = new ArrayList<>();
    List<Recipient> recipients = new ArrayList<>();
    for (Object entry : entries) {
      switch (entry) {
        case JobHistory job -> jobs.add(job);
        case Trailer trailer -> trailers.add(trailer);
        case Recipient recipient -> recipients.add(recipient);
        default -> throw new IllegalArgumentException("no part of a document");
      }
    }
    return MaintenanceDocument.EMPTY
        .withCommits(whole.revision(), whole.commits())
        .with(whole.settings())
        .with(whole.extras())
        .withJobs(jobs)
        .withTrailers(trailers)
        .withRecipients(recipients);
  }
}
