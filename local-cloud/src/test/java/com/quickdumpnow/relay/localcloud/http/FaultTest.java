package com.quickdumpnow.relay.localcloud.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FaultTest {

  private final Faults faults = new Faults();

  @Test
  void parse_everyField_isRead() throws JsonProcessingException {
    assertThat(
            parse(
                """
                {"method":"PUT","subject":"b/k","times":3,"effect":"failReply","status":500,
                 "code":"InternalError"}
                """))
        .isEqualTo(new Fault("PUT", "b/k", 3, new Fault.FailReply(500, "InternalError")));
    assertThat(parse("{\"effect\":\"delay\",\"millis\":20}"))
        .isEqualTo(new Fault("", "", 1, new Fault.Delay(Duration.ofMillis(20))));
  }

  @Test
  void parse_whatCannotBe_saysWhatWouldBeRight() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> parse("{\"effect\":\"explode\"}"))
        .withMessageContaining("loseReply");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> parse("{\"effect\":\"refuse\",\"status\":200}"))
        .withMessageContaining("from 400 to 599");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> parse("{\"effect\":\"drop\",\"times\":0}"))
        .withMessageContaining("at least 1");
  }

  @Test
  void take_severalFaults_usesUpTheFirstThatHits() {
    faults.next(2, "PUT", "b/k", new Fault.Drop());
    faults.next(1, "", "", new Fault.LoseReply());

    assertThat(faults.take("PUT", "b/k")).contains(new Fault.Drop());
    assertThat(faults.take("GET", "b/k")).contains(new Fault.LoseReply());
    assertThat(faults.take("GET", "b/k")).isEmpty();
    assertThat(faults.take("PUT", "b/k")).contains(new Fault.Drop());
    assertThat(faults.take("PUT", "b/k")).isEmpty();
    assertThat(faults.injected()).isEqualTo(3);
  }

  private static Fault parse(String json) throws JsonProcessingException {
    return Fault.parse(new ObjectMapper().readTree(json));
  }
}
