package com.quickdumpnow.relay.ops.simulation;

import static java.util.stream.Collectors.joining;

import com.quickdumpnow.relay.ops.simulation.Gateway.Request;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Twilio's callbacks: a form, signed over the URL and its sorted parameters.
 *
 * @see <a href="https://www.twilio.com/docs/usage/security">validating requests</a>
 */
final class SignedForm {
  private SignedForm() {}

  /**
   * @param query without the question mark; empty for none
   * @param token what it is signed with
   */
  static Request post(String path, String query, Map<String, String> parameters, String token) {
    String url = Environment.PUBLIC_URL + path + (query.isEmpty() ? "" : "?" + query);
    return new Request(
        "POST",
        path,
        query,
        Map.of(
            "content-type",
            "application/x-www-form-urlencoded",
            "x-twilio-signature",
            signature(url, parameters, token)),
        parameters.entrySet().stream()
            .map(each -> encoded(each.getKey()) + "=" + encoded(each.getValue()))
            .collect(joining("&")));
  }

  private static String signature(String url, Map<String, String> parameters, String token) {
    StringBuilder signed = new StringBuilder(url);
    new TreeMap<>(parameters).forEach((name, value) -> signed.append(name).append(value));
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(token.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
      byte[] digest = mac.doFinal(signed.toString().getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(digest);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
