package com.quickdumpnow.relay.localcloud.twilio;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The value of {@code X-Twilio-Signature}.
 *
 * @see <a href="https://www.twilio.com/docs/usage/security#validating-requests">Validating
 *     requests</a>
 */
public final class TwilioSignature {

  private TwilioSignature() {}

  /**
   * Base64 of HMAC-SHA1 over the URL and the form parameters sorted by name.
   *
   * @param url as requested, query included; a fragment is left out
   * @param parameters of the form body, blank ones too; empty for a JSON body
   */
  public static String sign(String authToken, String url, Map<String, String> parameters) {
    int fragment = url.indexOf('#');
    StringBuilder signed = new StringBuilder(fragment < 0 ? url : url.substring(0, fragment));
    new TreeMap<>(parameters).forEach((name, value) -> signed.append(name).append(value));
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(authToken.getBytes(UTF_8), "HmacSHA1"));
      return Base64.getEncoder().encodeToString(mac.doFinal(signed.toString().getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA1", e);
    }
  }
}
