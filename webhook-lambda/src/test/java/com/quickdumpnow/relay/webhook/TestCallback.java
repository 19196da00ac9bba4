package com.quickdumpnow.relay.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.quickdumpnow.relay.localcloud.twilio.TwilioSignature;
import java.net.URLEncoder;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A callback in the making: genuine unless a test makes it otherwise. Signed by the Twilio
 * stand-in's own code, not by ours.
 */
record TestCallback(
    String method,
    String path,
    String query,
    Map<String, String> headers,
    Map<String, String> form,
    String body) {
  static final String PUBLIC_URL = "https://api.quickdumpnow.com";
  static final String ACCOUNT = "AC" + "a".repeat(32);
  static final String TOKEN = "12345";
  static final String SID = "SM" + "1".repeat(32);
  static final String NID = "n_abcdefgh234567ab";

  private static final ObjectMapper JSON = new ObjectMapper();

  TestCallback {
    headers = Map.copyOf(headers);
    form = Map.copyOf(form);
  }

  /** Twilio says {@code status} of the second attempt; unsigned. */
  static TestCallback of(String status) {
    Map<String, String> form = new TreeMap<>();
    form.put("MessageSid", SID);
    form.put("SmsSid", SID);
    form.put("MessageStatus", status);
    form.put("SmsStatus", status);
    form.put("To", "+15558675310");
    form.put("From", "+15017122661");
    form.put("AccountSid", ACCOUNT);
    form.put("ApiVersion", "2010-04-01");
    return new TestCallback(
        "POST",
        "/jobs/job-1/messages",
        "nid=" + NID + "&attempt=2",
        Map.of("content-type", "application/x-www-form-urlencoded; charset=UTF-8"),
        form,
        encode(form));
  }

  TestCallback method(String other) {
    return new TestCallback(other, path, query, headers, form, body);
  }

  TestCallback path(String other) {
    return new TestCallback(method, other, query, headers, form, body);
  }

  TestCallback query(String other) {
    return new TestCallback(method, path, other, headers, form, body);
  }

  TestCallback header(String name, String value) {
    Map<String, String> more = new HashMap<>(headers);
    more.put(name, value);
    return new TestCallback(method, path, query, more, form, body);
  }

  TestCallback without(String name) {
    Map<String, String> fewer = new HashMap<>(form);
    fewer.remove(name);
    return new TestCallback(method, path, query, headers, fewer, encode(fewer));
  }

  TestCallback field(String name, String value) {
    Map<String, String> more = new HashMap<>(form);
    more.put(name, value);
    return new TestCallback(method, path, query, headers, more, encode(more));
  }

  /** The form stays what it was, for the signature. */
  TestCallback body(String other) {
    return new TestCallback(method, path, query, headers, form, other);
  }

  TestCallback signed() {
    return signed(TOKEN);
  }

  TestCallback signed(String token) {
    return signed(token, PUBLIC_URL + path + (query.isEmpty() ? "" : "?" + query));
  }

  TestCallback signed(String token, String url) {
    return header("x-twilio-signature", TwilioSignature.sign(token, url, form));
  }

  /** As the gateway hands it over. */
  byte[] event() {
    ObjectNode event = JSON.createObjectNode().put("version", "2.0");
    event.put("rawPath", path).put("rawQueryString", query);
    ObjectNode headerNode = event.putObject("headers");
    headers.forEach(headerNode::put);
    event.putObject("requestContext").putObject("http").put("method", method).put("path", path);
    event.put("body", Base64.getEncoder().encodeToString(body.getBytes(UTF_8)));
    event.put("isBase64Encoded", true);
    return event.toString().getBytes(UTF_8);
  }

  static String encode(Map<String, String> form) {
    return form.entrySet().stream()
        .map(field -> escaped(field.getKey()) + "=" + escaped(field.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String escaped(String text) {
    return URLEncoder.encode(text, UTF_8);
  }
}
