package com.quickdumpnow.relay.worker.ses;

import com.quickdumpnow.relay.decision.SendOutcome;
import com.quickdumpnow.relay.json.SesEventJson;
import com.quickdumpnow.relay.model.DeliveryStatus;
import com.quickdumpnow.relay.model.MessageId;
import com.quickdumpnow.relay.worker.relay.Mailer;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.ses.SesClient;
import software.amazon.awssdk.services.ses.model.Content;
import software.amazon.awssdk.services.ses.model.MessageTag;
import software.amazon.awssdk.services.ses.model.SendEmailRequest;

/**
 * Emails by <a href="https://docs.aws.amazon.com/ses/latest/APIReference/API_SendEmail.html">SES's
 * SendEmail</a>, each with the tags that SES's events bring back: {@code job}, {@code nid} and
 * {@code attempt}.
 */
public final class SesMailer implements Mailer, AutoCloseable {
  private static final String UTF_8 = "UTF-8";

  private final SesClient ses;
  private final String from;
  private final Optional<String> configurationSet;

  SesMailer(SesClient ses, String from, Optional<String> configurationSet) {
    this.ses = ses;
    this.from = from;
    this.configurationSet = configurationSet;
  }

  /**
   * With region, credentials and endpoint from where the AWS SDK looks for them. Its retries are
   * off: SES knows no idempotency key either.
   *
   * @param timeout the longest a whole request may take
   */
  public static SesMailer of(
      String from, Optional<String> configurationSet, Duration connect, Duration timeout) {
    SesClient client =
        SesClient.builder()
            .httpClientBuilder(
                UrlConnectionHttpClient.builder().connectionTimeout(connect).socketTimeout(timeout))
            .overrideConfiguration(
                settings ->
                    settings
                        .retryStrategy(DefaultRetryStrategy.doNotRetry())
                        .apiCallTimeout(timeout))
            .build();
    return new SesMailer(client, from, configurationSet);
  }

  @Override
  public SendOutcome send(Mail mail) {
    try {
      String id = ses.sendEmail(request(mail)).messageId();
      return id == null || id.isBlank()
          ? new SendOutcome.Ambiguous("accepted without a message id")
          : new SendOutcome.Accepted(new MessageId(id), DeliveryStatus.ACCEPTED);
    } catch (SdkException e) {
      return SesFailures.outcome(e);
    }
  }

  @Override
  public void close() {
    ses.close();
  }

  private SendEmailRequest request(Mail mail) {
    return SendEmailRequest.builder()
        .source(from)
        .destination(to -> to.toAddresses(mail.to().value()))
        .message(
            message ->
                message
                    .subject(content(mail.subject()))
                    .body(body -> body.text(content(mail.text())).html(content(mail.html()))))
        .tags(
            tag(SesEventJson.JOB_TAG, mail.jobId().value()),
            tag(SesEventJson.NOTIFICATION_TAG, mail.notificationId().value()),
            tag(SesEventJson.ATTEMPT_TAG, Integer.toString(mail.attempt())))
        .configurationSetName(configurationSet.orElse(null))
        .build();
  }

  private static Content content(String data) {
    return Content.builder().charset(UTF_8).data(data).build();
  }

  private static MessageTag tag(String name, String value) {
    return MessageTag.builder().name(name).value(value).build();
  }
}
