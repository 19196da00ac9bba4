package com.quickdumpnow.relay.config;

import java.net.URI;

/**
 * Where Twilio's APIs are when its base URL is configured. Each product has a host of its own
 * ({@code messaging.twilio.com}, {@code lookups.twilio.com}); a stand-in has all of them on one.
 *
 * @see <a
 *     href="https://www.twilio.com/docs/global-infrastructure/using-the-twilio-rest-api-in-a-non-us-region">Regions:
 *     {@code api.dublin.ie1.twilio.com}</a>
 */
public final class TwilioUrls {
  private static final String API = "api.";
  private static final String TWILIO = ".twilio.com";

  private TwilioUrls() {}

  /**
   * The URL to ask instead of {@code url}.
   *
   * @param base Twilio's API, or a stand-in's; without a slash at the end
   * @param url as Twilio documents it, on {@code *.twilio.com}
   */
  public static URI at(URI base, URI url) {
    String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
    String host = String.valueOf(base.getHost());
    boolean real = host.startsWith(API) && host.endsWith(TWILIO);
    String product = url.getHost().substring(0, url.getHost().indexOf('.') + 1);
    String root = real ? base.toString().replaceFirst("//" + API, "//" + product) : base.toString();
    return URI.create(root + url.getRawPath() + query);
  }
}
