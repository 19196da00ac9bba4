package com.quickdumpnow.relay.ops.smoke;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.quickdumpnow.relay.config.Secret;
import com.quickdumpnow.relay.model.JobId;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** The job API of a deployment, over HTTP. */
final class JobApi implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(30);

  static final ObjectMapper JSON = new ObjectMapper();

  private final URI base;
  private final Secret token;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT).build();

  /**
   * @param base without a slash at the end
   */
  JobApi(URI base, Secret token) {
    this.base = base;
    this.token = token;
  }

  /**
   * @param body missing when it is not JSON
   */
  record Reply(int status, JsonNode body) {
    /** The problem's detail, for people; empty when there is none. */
    String detail() {
      return body.path("detail").asText("");
    }
  }

  Reply changeStatus(JobId id, JsonNode change) throws SmokeFailure, InterruptedException {
    return send(
        request("/jobs/" + id + "/status")
            .header("Authorization", "Bearer " + token.reveal())
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(change.toString()))
            .build());
  }

  /** What staff see. */
  Reply history(JobId id) throws SmokeFailure, InterruptedException {
    return send(
        request("/jobs/" + id + "/messages")
            .header("Authorization", "Bearer " + token.reveal())
            .build());
  }

  /** What the tracking page sees: without a token of staff. */
  Reply tracking(String trackingToken) throws SmokeFailure, InterruptedException {
    return send(request("/jobs/" + trackingToken + "/messages").build());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(base + path))
        .timeout(ANSWER)
        .header("Accept", "application/json");
  }

  private Reply send(HttpRequest request) throws SmokeFailure, InterruptedException {
    try {
      var answer = http.send(request, BodyHandlers.ofString());
      return new Reply(answer.statusCode(), parsed(answer.body()));
    } catch (IOException e) {
      String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      throw new SmokeFailure(
          base + " does not answer: " + why,
          "Is it running, and is the URL right? Locally: ./qdn up; elsewhere: --api URL.");
    }
  }

  private static JsonNode parsed(String body) {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException _) {
      return MissingNode.getInstance();
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
