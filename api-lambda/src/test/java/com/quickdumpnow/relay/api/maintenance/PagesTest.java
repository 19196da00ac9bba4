package com.quickdumpnow.relay.api.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import com.quickdumpnow.relay.api.http.Route.Call;
import com.quickdumpnow.relay.api.http.Staff;
import com.quickdumpnow.relay.json.MaintenanceJson;
import com.quickdumpnow.relay.lambda.HttpEvent;
import com.quickdumpnow.relay.lambda.HttpReply;
import com.quickdumpnow.relay.model.Customer;
import com.quickdumpnow.relay.model.EmailAddress;
import com.quickdumpnow.relay.model.Extras;
import com.quickdumpnow.relay.model.Job;
import com.quickdumpnow.relay.model.JobHistory;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.model.JobStatus;
import com.quickdumpnow.relay.model.Load;
import com.quickdumpnow.relay.model.MaintenanceDocument;
import com.quickdumpnow.relay.model.PhoneNumber;
import com.quickdumpnow.relay.model.Recipient;
import com.quickdumpnow.relay.model.StatusChange;
import com.quickdumpnow.relay.model.Trailer;
import com.quickdumpnow.relay.model.Vin;
import com.quickdumpnow.relay.store.memory.InMemoryStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PagesTest {
  private static final int MAX_BYTES = 2_000;

  @Test
  void of_largeDocument_cutsPagesThatMakeItWholeAgain() {
    MaintenanceDocument document = document(40);

    List<byte[]> pages = Pages.of(document, MAX_BYTES);

    assertThat(pages).hasSizeGreaterThan(5).allMatch(page -> page.length <= MAX_BYTES);
    assertThat(joined(pages)).isEqualTo(document);
  }

  @Test
  void of_smallDocument_isOnePage() {
    assertThat(Pages.of(MaintenanceDocument.EMPTY, MAX_BYTES)).hasSize(1);
  }

  @Test
  void get_tooLargeEvenCompressed_answersPagesThatLinkToTheNext() {
    MaintenanceDocument document = document(60);
    MaintenanceRoute route = new MaintenanceRoute(new InMemoryStore(document), MAX_BYTES);
    List<byte[]> pages = new ArrayList<>();
    List<String> tags = new ArrayList<>();

    HttpReply reply = get(route, "", Map.of("Accept-Encoding", "gzip"));
    assertThat(reply.headers()).containsEntry("link", "<?page=2>; rel=\"next\"");
    String query = "page=1";
    while (!query.isEmpty()) {
      HttpReply page = get(route, query, Map.of());
      pages.add(Base64.getDecoder().decode(page.body()));
      tags.add(page.headers().getOrDefault("etag", ""));
      query = page.headers().getOrDefault("link", "").replaceAll("<\\?|>.*", "");
    }

    assertThat(joined(pages)).isEqualTo(document);
    assertThat(tags).doesNotHaveDuplicates();
    assertThat(get(route, "page=2", Map.of("If-None-Match", tags.get(1))).status()).isEqualTo(304);
  }

  private static HttpReply get(MaintenanceRoute route, String query, Map<String, String> headers) {
    HttpEvent request = new HttpEvent("GET", "/maintenance", query, headers, new byte[0]);
    return route.handle(new Call<>(request, Map.of(), new Staff("dana")));
  }

  private static MaintenanceDocument joined(List<byte[]> pages) {
    MaintenanceDocument whole = MaintenanceJson.read(pages.getFirst());
    for (byte[] page : pages.subList(1, pages.size())) {
      MaintenanceDocument next = MaintenanceJson.read(page);
      assertThat(next.revision()).isEqualTo(whole.revision());
      whole =
          whole
              .withJobs(next.jobs().values())
              .withTrailers(next.trailers().values())
              .withRecipients(next.recipients().values());
    }
    return whole;
  }

  private static MaintenanceDocument document(int entries) {
    List<JobHistory> jobs = new ArrayList<>();
    List<Trailer> trailers = new ArrayList<>();
    List<Recipient> recipients = new ArrayList<>();
    for (int i = 0; i < entries; i++) {
      jobs.add(JobHistory.empty(new JobId("job-" + i)).with(job("job-" + i)));
      trailers.add(Trailer.bare(new Vin("T" + i)));
      recipients.add(Recipient.unknown(new PhoneNumber("+1619555" + (1000 + i))));
    }
    return MaintenanceDocument.EMPTY
        .withCommits(7, List.of())
        .withJobs(jobs)
        .withTrailers(trailers)
        .withRecipients(recipients);
  }

  private static Job job(String id) {
    return new Job(
        new JobId(id),
        Optional.empty(),
        new Customer(
            randomName(id), Optional.empty(), Optional.of(new EmailAddress("a@b.c")), Extras.NONE),
        Load.UNKNOWN,
        Optional.empty(),
        List.of(new StatusChange(JobStatus.QUEUED, Instant.parse("2026-11-22T10:00:00Z"), "dana")),
        List.of(),
        Extras.NONE);
  }

  /** Long enough, and such that compressing does not help. */
  private static String randomName(String seed) {
    Random random = new Random(seed.hashCode());
    StringBuilder name = new StringBuilder();
    while (name.length() < Customer.MAX_NAME) {
      name.append((char) random.nextInt('a', 'z' + 1));
    }
    return name.toString();
  }
}
