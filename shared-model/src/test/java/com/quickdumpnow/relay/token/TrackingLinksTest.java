package com.quickdumpnow.relay.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.quickdumpnow.relay.config.MalformedSettingException;
import com.quickdumpnow.relay.model.JobId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrackingLinksTest {
  private static final TrackingTokens TOKENS =
      TrackingTokens.parse("k1=YW4gb2xkIGtleSBvZiAzMiBieXRlcywgbm90IHNlY3JldA==");

  @Test
  void linkTo_job_carriesItsToken() {
    TrackingLinks links = new TrackingLinks("quickdumpnow.com/track", TOKENS);
    JobId job = new JobId("job-1");

    assertThat(links.linkTo(job)).isEqualTo("quickdumpnow.com/track?j=" + TOKENS.issue(job));
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://127.0.0.1:8080/track", "https://track.example.com", "t.co/a/"})
  void new_plainUrl_isTaken(String base) {
    assertThat(new TrackingLinks(base, TOKENS).base()).isEqualTo(base);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a.com/track?x=1", "a.com/#x", "ftp://a.com", "a.com/~x", "/"})
  void new_anythingElse_isRefused(String base) {
    assertThatExceptionOfType(MalformedSettingException.class)
        .isThrownBy(() -> new TrackingLinks(base, TOKENS));
  }
}
