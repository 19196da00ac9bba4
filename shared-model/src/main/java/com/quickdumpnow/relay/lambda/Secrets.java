package com.quickdumpnow.relay.lambda;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * An environment in which a value {@code @secret:ID} stands for a secret of AWS Secrets Manager:
 * its id or ARN. Read from <a
 * href="https://docs.aws.amazon.com/secretsmanager/latest/userguide/retrieving-secrets_lambda.html">AWS's
 * extension for Lambda</a>, which answers on this machine, needs no SDK and keeps copies for a
 * while. It answers during invocations only, not while a function initialises.
 */
final class Secrets {
  private static final String PREFIX = "@secret:";
  private static final String PORT = "PARAMETERS_SECRETS_EXTENSION_HTTP_PORT";
  private static final String SESSION = "AWS_SESSION_TOKEN";
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final int MAX_BYTES = 128 * 1024;
  private static final JsonFactory JSON = new JsonFactory();

  private final Map<String, String> environment;

  Secrets(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  boolean areReferredTo() {
    return environment.values().stream().anyMatch(value -> value.startsWith(PREFIX));
  }

  /**
   * The environment with the secrets in it.
   *
   * @throws SecretUnavailableException naming the variable
   */
  Map<String, String> resolved() {
    Map<String, String> resolved = new HashMap<>(environment);
    resolved.replaceAll(
        (name, value) ->
            value.startsWith(PREFIX) ? read(name, value.substring(PREFIX.length())) : value);
    return resolved;
  }

  private String read(String name, String id) {
    String port = environment.getOrDefault(PORT, "2773");
    URI uri =
        URI.create(
            "http://127.0.0.1:%s/secretsmanager/get?secretId=%s"
                .formatted(port, URLEncoder.encode(id, StandardCharsets.UTF_8)));
    try {
      HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
      connection.setConnectTimeout(Math.toIntExact(PATIENCE.toMillis()));
      connection.setReadTimeout(Math.toIntExact(PATIENCE.toMillis()));
      connection.setRequestProperty(
          "X-Aws-Parameters-Secrets-Token", environment.getOrDefault(SESSION, ""));
      int status = connection.getResponseCode();
      if (status != 200) {
        throw new SecretUnavailableException(name + ": the extension answered " + status);
      }
      try (InputStream body = connection.getInputStream()) {
        return secret(name, body.readNBytes(MAX_BYTES));
      }
    } catch (IOException _) {
      // Its cause is left out: an exception about JSON may quote some of it.
      throw new SecretUnavailableException(name + ": the extension did not answer");
    }
  }

  private static String secret(String name, byte[] answer) throws IOException {
    try (JsonParser json = JSON.createParser(answer)) {
      json.nextToken();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String member = json.currentName();
        json.nextToken();
        if (member.equals("SecretString") && !json.getText().isBlank()) {
          return json.getText();
        }
        json.skipChildren();
      }
    }
    throw new SecretUnavailableException(name + ": the secret is empty");
  }
}
