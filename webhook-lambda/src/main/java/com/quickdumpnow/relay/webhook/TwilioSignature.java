package com.quickdumpnow.relay.webhook;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.quickdumpnow.relay.config.Secret;
import com.quickdumpnow.relay.lambda.FormFields;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Twilio's signature of a request: base64 of HMAC-SHA1, keyed with an auth token, over the URL
 * (query included, fragment not) and the form's parameters sorted by name, each as name and value.
 * Several values of one name count once each, in order.
 *
 * @see <a href="https://www.twilio.com/docs/usage/security#validating-requests">Validating
 *     requests</a>
 */
final class TwilioSignature {
  static final String HEADER = "x-twilio-signature";

  /** What Twilio puts into the URL when the body is not a form. */
  private static final String BODY_HASH = "bodySHA256";

  private TwilioSignature() {}

  /**
   * Whether one of {@code tokens} signed this form for one of {@code urls}. Takes as long for a
   * wrong signature as for a right one.
   *
   * @param urls the forms in which the same URL may have been signed
   */
  static boolean verifies(
      String signature, List<String> urls, FormFields form, List<Secret> tokens) {
    byte[] given = signature.getBytes(UTF_8);
    boolean found = false;
    for (Secret token : tokens) {
      for (String url : urls) {
        byte[] expected = sign(token, url, form).getBytes(US_ASCII);
        found |= MessageDigest.isEqual(expected, given);
      }
    }
    return found;
  }

  /**
   * The same for a body that is not a form (JSON): the URL alone is signed, and carries the body's
   * SHA-256 in hex.
   */
  static boolean verifiesBody(
      String signature, List<String> urls, String rawQuery, byte[] body, List<Secret> tokens) {
    return FormFields.parse(rawQuery)
        .flatMap(query -> query.first(BODY_HASH))
        .filter(hash -> MessageDigest.isEqual(hash.getBytes(UTF_8), sha256Hex(body)))
        .filter(_ -> verifies(signature, urls, FormFields.NONE, tokens))
        .isPresent();
  }

  static String sign(Secret token, String url, FormFields form) {
    StringBuilder signed = new StringBuilder(url);
    new TreeMap<>(form.values())
        .forEach(
            (name, values) ->
                new TreeSet<>(values).forEach(value -> signed.append(name).append(value)));
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(token.reveal().getBytes(UTF_8), "HmacSHA1"));
      return Base64.getEncoder().encodeToString(mac.doFinal(signed.toString().getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA1", e);
    }
  }

  private static byte[] sha256Hex(byte[] body) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(body);
      return HexFormat.of().formatHex(hash).getBytes(US_ASCII);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
