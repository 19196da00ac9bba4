package com.quickdumpnow.relay.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.quickdumpnow.relay.config.Secret;
import com.quickdumpnow.relay.lambda.FormFields;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TwilioSignatureTest {
  private static final Secret TOKEN = Secret.of("12345");
  private static final String U = "https://mycompany.com/myapp.php?foo=1&bar=2";
  private static final Map<String, String> P =
      Map.of(
          "CallSid", "CA1234567890ABCDE",
          "Caller", "+14158675309",
          "Digits", "1234",
          "From", "+14158675309",
          "To", "+18005551212");
  private static final String JSON = "{\"property\": \"value\", \"boolean\": true}";
  private static final String JSON_QUERY =
      "foo=1&bar=2&bodySHA256=0a1ff7634d9ab3b95db5c9a2dfe9416e41502b283a80c7cf19632632f96e6620";
  private static final String JSON_SIGNATURE = "a9nBmqA0ju/hNViExpshrM61xv4=";

  static Stream<Arguments> vectors() {
    return Stream.of(
        Arguments.of(U, P, "RSOYDt4T1cUTdK1PDd93/VVr8B8="),
        Arguments.of(
            "https://mycompany.com:443/myapp.php?foo=1&bar=2", P, "kvajT1Ptam85bY51eRf/AJRuM3w="),
        Arguments.of(U, Map.of(), "zYQTYrRWXE7LtzbG4PfP7/bkkGo="),
        Arguments.of("https://mycompany.com/myapp.php", P, "1xaxFBvyzXYvWplzNOSs28HWO94="),
        Arguments.of(
            "https://mycompany.com/myapp.php?foo=hello%20world&bar=test%2Bvalue",
            P, "er2tvAP1Wx+iuTTE2BPgvEaN1cs="),
        Arguments.of(
            U,
            Map.of(
                "Message", "Hello & goodbye! @#$%^*()",
                "From", "+1 (415) 867-5309",
                "Special", "unicode: ñáéíóú"),
            "dCPiR4WtQ6QFN6pJh81CtlCcWLQ="),
        Arguments.of(
            U,
            Map.of("Digits", "", "CallSid", "CA1234567890ABCDE", "EmptyParam", ""),
            "9HHp/OqQMEwdrVebHDdA/+tqjX8="),
        Arguments.of(
            U,
            Map.of("callSid", "lowercase", "CallSid", "uppercase", "CALLSID", "allcaps"),
            "jDK7WKT8wiNrwggd4ceTv4e1MJ4="),
        Arguments.of(
            "https://abc123.execute-api.us-east-1.amazonaws.com/prod/twilio/status?mid=m-001&attempt=2",
            statusCallback(),
            "lciQxupRLn0HKvmnz29yZaHo9Wc="));
  }

  private static Map<String, String> statusCallback() {
    Map<String, String> form = new TreeMap<>();
    form.put("MessageSid", "SM" + "1".repeat(32));
    form.put("SmsSid", "SM" + "1".repeat(32));
    form.put("MessageStatus", "delivered");
    form.put("SmsStatus", "delivered");
    form.put("To", "+15558675310");
    form.put("From", "+15017122661");
    form.put("AccountSid", "AC" + "a".repeat(32));
    form.put("ApiVersion", "2010-04-01");
    form.put("MessagingServiceSid", "MG" + "b".repeat(32));
    form.put("RawDlrDoneDate", "2611220546");
    return form;
  }

  private static FormFields form(Map<String, String> fields) {
    Map<String, List<String>> values = new TreeMap<>();
    fields.forEach((name, value) -> values.put(name, List.of(value)));
    return new FormFields(values);
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void verifies_twiliosVector_accepted(String url, Map<String, String> fields, String signature) {
    FormFields form = form(fields);

    assertThat(TwilioSignature.verifies(signature, List.of(url), form, List.of(TOKEN))).isTrue();
    assertThat(TwilioSignature.verifies(signature, List.of(url + "x"), form, List.of(TOKEN)))
        .isFalse();
    assertThat(TwilioSignature.verifies(signature, List.of(url), form, List.of(Secret.of("54321"))))
        .isFalse();
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void verifies_vectorAsItTravels_accepted(
      String url, Map<String, String> fields, String signature) {
    FormFields form = FormFields.parse(TestCallback.encode(fields)).orElseThrow();

    assertThat(TwilioSignature.verifies(signature, List.of(url), form, List.of(TOKEN))).isTrue();
  }

  @Test
  void verifies_noToken_refused() {
    assertThat(
            TwilioSignature.verifies(
                "RSOYDt4T1cUTdK1PDd93/VVr8B8=", List.of(U), form(P), List.of()))
        .isFalse();
  }

  @Test
  void sign_severalValuesOfOneName_countOnceEachInOrder() {
    FormFields repeated = FormFields.parse("b=2&a=y&a=x&a=y").orElseThrow();
    FormFields ordered = FormFields.parse("a=x&a=y&b=2").orElseThrow();

    assertThat(TwilioSignature.sign(TOKEN, U, repeated))
        .isEqualTo(TwilioSignature.sign(TOKEN, U, ordered))
        .isEqualTo(TwilioSignature.sign(TOKEN, U + "axayb2", FormFields.NONE));
  }

  @Test
  void verifiesBody_twiliosVector_accepted() {
    assertThat(verifiesBody(JSON_QUERY, JSON)).isTrue();
  }

  @Test
  void verifiesBody_bodyOrHashOtherThanSigned_refused() {
    assertThat(verifiesBody(JSON_QUERY, JSON + " ")).isFalse();
    assertThat(verifiesBody("foo=1&bar=2", JSON)).isFalse();
    assertThat(verifiesBody("%", JSON)).isFalse();
    assertThat(
            TwilioSignature.verifiesBody(
                JSON_SIGNATURE, List.of(U), JSON_QUERY, JSON.getBytes(UTF_8), List.of(TOKEN)))
        .isFalse();
  }

  private static boolean verifiesBody(String query, String body) {
    String url = "https://mycompany.com/myapp.php?" + query;
    return TwilioSignature.verifiesBody(
        JSON_SIGNATURE, List.of(url), query, body.getBytes(UTF_8), List.of(TOKEN));
  }
}
