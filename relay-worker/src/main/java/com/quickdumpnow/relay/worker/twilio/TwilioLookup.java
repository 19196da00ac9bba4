package com.quickdumpnow.relay.worker.twilio;

import com.quickdumpnow.relay.config.Secret;
import com.quickdumpnow.relay.model.CarrierName;
import com.quickdumpnow.relay.model.Network;
import com.quickdumpnow.relay.model.Network.LineType;
import com.quickdumpnow.relay.worker.relay.CarrierUnavailableException;
import com.quickdumpnow.relay.worker.relay.NetworkDirectory;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.lookups.v2.PhoneNumber;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Looks numbers up by <a
 * href="https://www.twilio.com/docs/lookup/v2-api/line-type-intelligence">Twilio's line type
 * intelligence</a>, which it charges for by the request.
 */
public final class TwilioLookup implements NetworkDirectory {
  private static final String FIELDS = "line_type_intelligence";

  private final TwilioRestClient client;

  /**
   * @param account the SID of the account that pays
   * @param baseUrl Twilio's, or a stand-in's
   * @param timeout the longest a whole request may take
   */
  public TwilioLookup(
      String account, Secret token, URI baseUrl, Duration connect, Duration timeout) {
    this.client =
        new TwilioRestClient.Builder(account, token.reveal())
            .httpClient(new OnePost(baseUrl, connect, timeout))
            .build();
  }

  @Override
  public Network find(com.quickdumpnow.relay.model.PhoneNumber phone, Instant now) {
    try {
      var found = PhoneNumber.fetcher(phone.value()).setFields(FIELDS).fetch(client);
      var line = Optional.ofNullable(found.getLineTypeIntelligence());
      return new Network(
          line.map(known -> known.getCarrierName()).flatMap(CarrierName::of),
          line.map(known -> known.getType()).map(TwilioLookup::type).orElse(LineType.UNKNOWN),
          now);
    } catch (RuntimeException e) {
      if (Answers.isNotFound(e)) {
        return new Network(Optional.empty(), LineType.UNKNOWN, now);
      }
      throw new CarrierUnavailableException("Twilio's Lookup could not be asked", e);
    }
  }

  private static LineType type(String word) {
    return switch (word) {
      case "mobile" -> LineType.MOBILE;
      case "landline" -> LineType.LANDLINE;
      case "fixedVoip" -> LineType.FIXED_VOIP;
      case "nonFixedVoip" -> LineType.NON_FIXED_VOIP;
      case "unknown" -> LineType.UNKNOWN;
      default -> LineType.OTHER;
    };
  }
}
