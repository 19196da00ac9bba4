package com.quickdumpnow.relay.ops.aws;

import java.time.Duration;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.ses.SesClient;
import software.amazon.awssdk.services.ses.model.ConfigurationSetDoesNotExistException;
import software.amazon.awssdk.services.ses.model.GetSendQuotaResponse;
import software.amazon.awssdk.services.ses.model.VerificationStatus;

/**
 * What an account may send by SES; nothing is sent. Thread-safe. Every method throws {@link
 * AwsException}.
 */
public final class MailProbe implements AutoCloseable {
  private final SesClient ses;

  private MailProbe(SesClient ses) {
    this.ses = ses;
  }

  /** With region, credentials and endpoint from where the AWS SDK looks for them. */
  public static MailProbe open() {
    return asked(
        () ->
            new MailProbe(
                SesClient.builder()
                    .httpClientBuilder(
                        UrlConnectionHttpClient.builder()
                            .connectionTimeout(Duration.ofSeconds(2))
                            .socketTimeout(Duration.ofSeconds(5)))
                    .overrideConfiguration(
                        settings -> settings.apiCallTimeout(Duration.ofSeconds(15)))
                    .build()));
  }

  /** How many mails may be sent in 24 hours, and were. */
  public record Quota(long perDay, long sent) {}

  public Quota quota() {
    return asked(
        () -> {
          GetSendQuotaResponse quota = ses.getSendQuota();
          return new Quota(quota.max24HourSend().longValue(), quota.sentLast24Hours().longValue());
        });
  }

  /** Whether SES sends for this account at all. */
  public boolean sends() {
    return asked(() -> ses.getAccountSendingEnabled().enabled());
  }

  /** Whether mail may come from that address: it or its domain is verified. */
  public boolean isVerified(String address) {
    String domain = address.substring(address.indexOf('@') + 1);
    return asked(
        () ->
            ses
                .getIdentityVerificationAttributes(r -> r.identities(address, domain))
                .verificationAttributes()
                .values()
                .stream()
                .anyMatch(value -> value.verificationStatus() == VerificationStatus.SUCCESS));
  }

  public boolean hasConfigurationSet(String name) {
    return asked(
        () -> {
          try {
            return ses.describeConfigurationSet(r -> r.configurationSetName(name))
                .configurationSet()
                .name()
                .equals(name);
          } catch (ConfigurationSetDoesNotExistException _) {
            return false;
          }
        });
  }

  @Override
  public void close() {
    ses.close();
  }

  private static <T> T asked(Supplier<T> request) {
    try {
      return request.get();
    } catch (SdkException e) {
      throw AwsException.of("SES", e);
    }
  }
}
