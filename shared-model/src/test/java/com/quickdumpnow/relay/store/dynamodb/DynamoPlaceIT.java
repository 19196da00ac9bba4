package com.quickdumpnow.relay.store.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.quickdumpnow.relay.model.DocumentSettings;
import com.quickdumpnow.relay.model.JobHistory;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.model.MaintenanceDocument;
import com.quickdumpnow.relay.model.PhoneNumber;
import com.quickdumpnow.relay.model.Recipient;
import com.quickdumpnow.relay.model.Trailer;
import com.quickdumpnow.relay.model.Vin;
import com.quickdumpnow.relay.store.MaintenanceStoreContract;
import com.quickdumpnow.relay.store.document.StoreListener;
import com.quickdumpnow.relay.store.place.StorePlace;
import com.quickdumpnow.relay.time.Clockwork;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A table as the configuration names it, with the client that programs have. */
class DynamoPlaceIT {
  private static final Instant NOW = Instant.parse("2025-01-15T14:32:00Z");
  private static final String ENDPOINT = "aws.endpointUrlDynamoDb";

  private final StorePlace place =
      new StorePlace.Table("place-" + System.nanoTime(), Optional.empty());

  @Test
  void create_holdsWhatItBeginsWithAndIsMadeOnce() {
    MaintenanceDocument first =
        MaintenanceDocument.EMPTY
            .withJobs(
                List.of(
                    MaintenanceStoreContract.oneStep(JobHistory.empty(new JobId("job-1")), "ann")))
            .withTrailers(List.of(Trailer.bare(new Vin("T1")).withLocation("Yard 2")))
            .withRecipients(
                List.of(Recipient.unknown(new PhoneNumber("+16195551234")).toldHowToStop(NOW)))
            .with(
                DocumentSettings.NONE.with(
                    new DocumentSettings.SendingSwitch(true, NOW, "dana", "a test")));
    System.setProperty(ENDPOINT, DynamoUnderTest.endpoint().toString());
    try {
      assertThat(place.create(first)).isTrue();
      assertThat(place.create(MaintenanceDocument.EMPTY)).isFalse();

      try (StorePlace.Open open =
          place.open(Clockwork.system(), new Random(), StoreListener.NONE)) {
        assertThat(open.store().read().document()).isEqualTo(first);
      }
    } finally {
      System.clearProperty(ENDPOINT);
    }
  }
}
