package com.quickdumpnow.relay.localcloud.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class TwilioSignatureTest {

  private static final String TOKEN = "12345";
  private static final String U = "https://mycompany.com/myapp.php?foo=1&bar=2";
  private static final Map<String, String> P =
      Map.of(
          "CallSid", "CA1234567890ABCDE",
          "Caller", "+14158675309",
          "Digits", "1234",
          "From", "+14158675309",
          "To", "+18005551212");

  static Stream<Arguments> vectors() {
    return Stream.of(
        Arguments.of(U, P, "RSOYDt4T1cUTdK1PDd93/VVr8B8="),
        Arguments.of(U + "#rc=5&rp=all", P, "RSOYDt4T1cUTdK1PDd93/VVr8B8="),
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
            U + "&bodySHA256=0a1ff7634d9ab3b95db5c9a2dfe9416e41502b283a80c7cf19632632f96e6620",
            Map.of(),
            "a9nBmqA0ju/hNViExpshrM61xv4="),
        Arguments.of(
            "https://abc123.execute-api.us-east-1.amazonaws.com/prod/twilio/status?mid=m-001&attempt=2",
            statusCallback(),
            "lciQxupRLn0HKvmnz29yZaHo9Wc="));
  }

  private static Map<String, String> statusCallback() {
    Map<String, String> form = new HashMap<>();
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

  @ParameterizedTest
  @MethodSource("vectors")
  void sign_vectorOfTwilio_matches(String url, Map<String, String> parameters, String signature) {
    assertThat(TwilioSignature.sign(TOKEN, url, parameters)).isEqualTo(signature);
  }
}
