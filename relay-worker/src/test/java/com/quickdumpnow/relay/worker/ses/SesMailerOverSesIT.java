package com.quickdumpnow.relay.worker.ses;

import static org.assertj.core.api.Assertions.assertThat;

import com.quickdumpnow.relay.decision.SendOutcome;
import com.quickdumpnow.relay.localcloud.testing.AwsClients;
import com.quickdumpnow.relay.localcloud.testing.CloudUnderTest;
import com.quickdumpnow.relay.model.EmailAddress;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.model.NotificationId;
import com.quickdumpnow.relay.worker.relay.Mailer.Mail;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ses.SesClient;

/** Against an SES that is not this test's own: LocalStack where there is Docker. */
final class SesMailerOverSesIT {
  private static final String SENDER = "verified@example.com";

  private final CloudUnderTest cloud = CloudUnderTest.shared();

  @Test
  void send_fromAVerifiedSender_isAccepted() {
    Mail mail =
        new Mail(
            new EmailAddress("ann@example.com"),
            "Your load",
            "It is on its way.",
            "<p>It is on its way.</p>",
            new JobId("job-1"),
            new NotificationId("n_bbbbbbbbbbbbbbbb"),
            1);
    try (SesClient ses = cloud.ses()) {
      ses.verifyEmailIdentity(request -> request.emailAddress(SENDER));
    }

    try (SesMailer mailer =
        new SesMailer(
            AwsClients.sesWithoutRetries(cloud.sesEndpoint()), SENDER, Optional.empty())) {

      assertThat(mailer.send(mail)).isInstanceOf(SendOutcome.Accepted.class);
    }
  }
}
