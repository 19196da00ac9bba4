package com.quickdumpnow.relay.ops.sample;

import static com.quickdumpnow.relay.model.JobStatus.CANCELLED;
import static com.quickdumpnow.relay.model.JobStatus.COMPLETED;
import static com.quickdumpnow.relay.model.JobStatus.DISPATCHED;
import static com.quickdumpnow.relay.model.JobStatus.QUEUED;

import com.quickdumpnow.relay.model.Customer;
import com.quickdumpnow.relay.model.EmailAddress;
import com.quickdumpnow.relay.model.Extras;
import com.quickdumpnow.relay.model.FailureAction;
import com.quickdumpnow.relay.model.GpsPosition;
import com.quickdumpnow.relay.model.Job;
import com.quickdumpnow.relay.model.JobHistory;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.model.Load;
import com.quickdumpnow.relay.model.MaintenanceDocument;
import com.quickdumpnow.relay.model.PhoneNumber;
import com.quickdumpnow.relay.model.Recipient;
import com.quickdumpnow.relay.model.StatusChange;
import com.quickdumpnow.relay.model.Trailer;
import com.quickdumpnow.relay.model.Vin;
import com.quickdumpnow.relay.ops.sample.SampleJob.Sender;
import com.quickdumpnow.relay.token.TrackingLinks;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * A day at QDN: jobs in every state and the trailers they use. The people are made up, their
 * numbers reserved for fiction (555-01xx), their mailboxes in {@code example.com}.
 */
public final class SampleJobs {
  /** On its way; the first carrier's text got lost and the second one's arrived. */
  public static final JobId ON_ITS_WAY = new JobId("job-1042");

  /** Booked and not on its way yet: the one to try a status change with. */
  public static final JobId BOOKED = new JobId("job-1043");

  private static final int LANDLINE = 30006;
  private static final int UNKNOWN_FAILURE = 30008;

  private final TrackingLinks links;
  private final Instant now;

  /** The same ids every time: there is nothing here to guess. */
  private final RandomGenerator random = new Random(1);

  private SampleJobs(TrackingLinks links, Instant now) {
    this.links = links;
    this.now = now;
  }

  /** Everything of it happened before {@code now}, and nothing is left to be sent. */
  public static MaintenanceDocument document(TrackingLinks links, Instant now) {
    SampleJobs samples = new SampleJobs(links, now);
    List<JobHistory> jobs = samples.jobs();
    return MaintenanceDocument.EMPTY
        .withJobs(jobs)
        .withTrailers(samples.trailers())
        .withRecipients(recipients(jobs));
  }

  private List<JobHistory> jobs() {
    return List.of(
        job("job-1040", person("Dana Whitfield", 21), load("Green waste", "2.5", "88 Palm Ave"), 1)
            .became(QUEUED, ago(27, 10))
            .delivered(Sender.PRIMARY)
            .became(DISPATCHED, ago(25, 40))
            .delivered(Sender.PRIMARY)
            .became(COMPLETED, ago(24, 5))
            .delivered(Sender.PRIMARY)
            .history(),
        job("job-1041", person("Ray Okafor", 22), load("Concrete", "6", "415 Harbor Dr"), 2)
            .became(QUEUED, ago(5, 2))
            .delivered(Sender.PRIMARY)
            .became(DISPATCHED, ago(3, 31))
            .delivered(Sender.PRIMARY)
            .became(COMPLETED, ago(1, 48))
            .delivered(Sender.PRIMARY)
            .history(),
        job(ON_ITS_WAY.value(), person("Maria Lopez", 23), load("Dirt", "8", "1200 Oak St"), 1)
            .became(QUEUED, ago(2, 15))
            .delivered(Sender.PRIMARY)
            .became(DISPATCHED, ago(0, 24))
            .undelivered(Sender.PRIMARY, UNKNOWN_FAILURE)
            .delivered(Sender.SECONDARY)
            .history(),
        job(BOOKED.value(), person("Sam Nguyen", 24), load("Gravel", "10", "9 Mesa Ct"), 3)
            .became(QUEUED, ago(0, 41))
            .delivered(Sender.PRIMARY)
            .history(),
        job("job-1044", byEmail("Iris Feld", 25), load("Roofing debris", "3", "77 Hill Rd"), 4)
            .became(QUEUED, ago(1, 20))
            .refused(Sender.PRIMARY, LANDLINE, FailureAction.EMAIL)
            .emailed()
            .became(DISPATCHED, ago(0, 12))
            .refused(Sender.PRIMARY, LANDLINE, FailureAction.EMAIL)
            .emailed()
            .history(),
        job("job-1045", person("Theo Marsh", 26), load("Mulch", "4", "310 Vine St"), 2)
            .became(QUEUED, ago(3, 5))
            .delivered(Sender.PRIMARY)
            .became(CANCELLED, ago(2, 50))
            .delivered(Sender.PRIMARY)
            .history());
  }

  private List<Trailer> trailers() {
    return List.of(
        trailer(1, 32.7353, -117.1490, "On the way to Oak St", Optional.of(ON_ITS_WAY)),
        trailer(2, 32.7157, -117.1611, "Main yard", Optional.empty()),
        trailer(3, 32.7157, -117.1611, "Main yard", Optional.of(BOOKED)),
        trailer(
            4, 32.7501, -117.1302, "On the way to Hill Rd", Optional.of(new JobId("job-1044"))));
  }

  private static List<Recipient> recipients(List<JobHistory> jobs) {
    return jobs.stream()
        .flatMap(history -> history.job().stream())
        .flatMap(job -> told(job).stream())
        .toList();
  }

  private static Optional<Recipient> told(Job job) {
    Instant first = job.timeline().getFirst().at();
    return job.customer()
        .phone()
        .filter(_ -> job.customer().email().isEmpty())
        .map(phone -> Recipient.unknown(phone).toldHowToStop(first.plusSeconds(2)));
  }

  private SampleJob job(String id, Customer customer, Load load, int trailer) {
    Job job =
        new Job(
            new JobId(id),
            Optional.of("D-" + id.substring("job-".length())),
            customer,
            load,
            Optional.of(vin(trailer)),
            List.of(new StatusChange(QUEUED, now, "dispatch")),
            List.of(),
            Extras.NONE);
    return new SampleJob(job, links, random);
  }

  private static Customer person(String name, int lastDigits) {
    return new Customer(name, Optional.of(phone(lastDigits)), Optional.empty(), Extras.NONE);
  }

  private static Customer byEmail(String name, int lastDigits) {
    String mailbox = name.substring(0, name.indexOf(' ')).toLowerCase(Locale.ROOT);
    return new Customer(
        name,
        Optional.of(phone(lastDigits)),
        Optional.of(new EmailAddress(mailbox + "@example.com")),
        Extras.NONE);
  }

  private static PhoneNumber phone(int lastDigits) {
    return new PhoneNumber("+161955501" + lastDigits);
  }

  private static Load load(String material, String tons, String address) {
    return new Load(
        Optional.of(material),
        Optional.of(new BigDecimal(tons)),
        Optional.of(address),
        Optional.empty(),
        Extras.NONE);
  }

  private Trailer trailer(
      int number, double latitude, double longitude, String location, Optional<JobId> job) {
    return new Trailer(
        vin(number),
        Optional.of(new GpsPosition(latitude, longitude, Optional.of(ago(0, number)))),
        Optional.of(location),
        job,
        Extras.NONE);
  }

  private static Vin vin(int number) {
    return new Vin("T" + number + "-GPS");
  }

  private Instant ago(int hours, int minutes) {
    return now.minus(Duration.ofHours(hours).plusMinutes(minutes));
  }
}
