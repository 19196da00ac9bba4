package com.quickdumpnow.relay.log.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.quickdumpnow.relay.queue.QueueUnavailableException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;

class FailureTest {
  @Test
  void of_ourFailureAndItsCauses_typesWordsAndThePlaceNearestToTheCause() {
    ConnectException cause = new ConnectException("Connection refused");
    Failure failure = Failure.of(new QueueUnavailableException("SQS did not answer", cause));

    assertThat(failure.words())
        .isEqualTo(
            "QueueUnavailableException: SQS did not answer < ConnectException: Connection refused");
    assertThat(failure.where())
        .matches("FailureTest\\.of_ourFailureAndItsCauses_\\w+:\\d+")
        .doesNotContain("\n");
  }

  /** Parsers quote what they cannot parse: a body, a token, a number. */
  @Test
  void of_whatQuotesItsInput_typeAlone() {
    Throwable thrown = null;
    try {
      URI.create("https://api.example.com/track?j=secret token");
    } catch (IllegalArgumentException e) {
      thrown = e;
    }

    assertThat(thrown).isNotNull();
    assertThat(Failure.of(thrown).words())
        .isEqualTo("IllegalArgumentException < URISyntaxException");
    assertThat(Failure.of(new NumberFormatException("For input string: \"+16195551234\"")).words())
        .isEqualTo("NumberFormatException");
  }

  @Test
  void of_wordsWithAnAddressOrANumber_withoutThem() {
    assertThat(
            Failure.of(
                    SdkClientException.create(
                        "Email address is not verified: <ana@example.com>, nor +16195551234"))
                .words())
        .endsWith("Email address is not verified: <…>, nor …");
  }

  @Test
  void of_endlessChain_ends() {
    IOException one = new IOException("one");
    IOException other = new IOException("other", one);
    one.initCause(other);

    assertThat(Failure.of(one).words().split(" < ")).hasSize(8);
  }
}
