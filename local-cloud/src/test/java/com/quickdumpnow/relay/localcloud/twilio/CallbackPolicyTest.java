package com.quickdumpnow.relay.localcloud.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import com.quickdumpnow.relay.localcloud.twilio.CallbackPolicy.Failure;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class CallbackPolicyTest {

  @Test
  void parse_noFragment_isTwiliosDefault() {
    CallbackPolicy policy = CallbackPolicy.parse(null);

    assertThat(policy.retries()).isEqualTo(1);
    assertThat(policy.retryOn()).containsExactly(Failure.CONNECT);
    assertThat(policy.total()).isEqualTo(Duration.ofSeconds(15));
  }

  @Test
  void parse_everyField_isHonoured() {
    CallbackPolicy policy = CallbackPolicy.parse("rc=5&rp=4xx,rt&ct=2000&rt=3000&tt=9000");

    assertThat(policy.retries()).isEqualTo(5);
    assertThat(policy.retryOn()).containsExactlyInAnyOrder(Failure.CLIENT_ERROR, Failure.READ);
    assertThat(policy.connectTimeout()).isEqualTo(Duration.ofSeconds(2));
    assertThat(policy.readTimeout()).isEqualTo(Duration.ofSeconds(3));
    assertThat(policy.total()).isEqualTo(Duration.ofSeconds(9));
  }

  @Test
  void parse_outOfRange_isCut() {
    CallbackPolicy policy = CallbackPolicy.parse("rc=9&rp=all&tt=99999");

    assertThat(policy.retries()).isEqualTo(5);
    assertThat(policy.retryOn()).containsExactlyInAnyOrder(Failure.values());
    assertThat(policy.total()).isEqualTo(Duration.ofSeconds(15));
  }
}
