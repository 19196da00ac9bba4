package com.quickdumpnow.relay.store.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.quickdumpnow.relay.config.ConfigurationException;
import com.quickdumpnow.relay.config.Settings;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StorePlaceTest {
  @Test
  void of_aBucketAlone_isTheBucket() {
    assertThat(place(Map.of("QDN_BUCKET", "qdn"))).isEqualTo(new StorePlace.Bucket("qdn"));
  }

  @Test
  void of_aTable_isTheTableWhateverTheBucketIs() {
    assertThat(place(Map.of("QDN_BUCKET", "qdn", "QDN_TABLE", "qdn-store")))
        .isEqualTo(new StorePlace.Table("qdn-store", Optional.empty()));
    assertThat(place(Map.of("QDN_TABLE", "qdn-store", "QDN_ARCHIVE_FOR", "1095d")))
        .isEqualTo(new StorePlace.Table("qdn-store", Optional.of(Duration.ofDays(1095))));
  }

  @Test
  void of_neither_asksForTheBucket() {
    assertThatThrownBy(() -> place(Map.of()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("QDN_BUCKET is not set");
  }

  @Test
  void of_aNameThatNoTableCanHave_saysSo() {
    assertThatThrownBy(() -> place(Map.of("QDN_BUCKET", "qdn", "QDN_TABLE", "my table")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("QDN_TABLE is no name that a table can have");
  }

  @Test
  void of_bothAndWhereAMoveBegins_isBoth() {
    assertThat(
            place(
                Map.of("QDN_BUCKET", "qdn", "QDN_TABLE", "qdn-store", "QDN_MOVING_FROM", "bucket")))
        .isEqualTo(
            new StorePlace.Moving(
                new StorePlace.Bucket("qdn"),
                new StorePlace.Table("qdn-store", Optional.empty()),
                StorePlace.Kind.BUCKET));
  }

  @Test
  void of_aMoveWithOnePlaceOnly_asksForTheOther() {
    assertThatThrownBy(() -> place(Map.of("QDN_TABLE", "qdn-store", "QDN_MOVING_FROM", "table")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("QDN_BUCKET is not set");
    assertThatThrownBy(() -> place(Map.of("QDN_BUCKET", "qdn", "QDN_MOVING_FROM", "s3")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("QDN_MOVING_FROM is neither bucket nor table");
  }

  private static StorePlace place(Map<String, String> environment) {
    Settings settings = Settings.of(environment);
    return settings.build(StorePlace.of(settings));
  }
}
