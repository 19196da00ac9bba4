package com.quickdumpnow.relay.localcloud.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Stands before an HTTP service that has no faults of its own and adds them: what is not hit goes
 * through as it is. A caller that went away is not noticed: its request is carried out and the
 * answer gets lost, as it may happen with the real services.
 *
 * <p>Faults match on the {@code X-Amz-Target} header, a space and the path, such as {@code
 * AmazonSQS.ReceiveMessage /}.
 */
public final class FaultyProxy implements AutoCloseable {

  private static final int MAX_BODY_BYTES = 16 * 1024 * 1024;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final LocalServer server;
  private final HttpClient http;

  private FaultyProxy(LocalServer server, HttpClient http) {
    this.server = server;
    this.http = http;
  }

  /**
   * Starts it.
   *
   * @param name how messages call it
   * @param port 0 for any free one
   * @param target where requests go, without a path
   * @throws com.quickdumpnow.relay.localcloud.web.PortTakenException when the port is taken
   */
  public static FaultyProxy start(String name, int port, URI target) {
    HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    LocalServer server =
        LocalServer.start(name, port, MAX_BODY_BYTES, new Forwarding(target, http));
    return new FaultyProxy(server, http);
  }

  public URI endpoint() {
    return server.endpoint();
  }

  /** What shall go wrong next; also at {@code POST /_admin/faults}. */
  public Faults faults() {
    return server.faults();
  }

  /** What was answered so far. */
  public Traffic traffic() {
    return server.traffic();
  }

  /** Stops at once; requests in hand lose their connection. */
  @Override
  public void close() {
    server.close();
    http.shutdownNow();
  }

  private record Forwarding(URI target, HttpClient http) implements Service {

    /** Of the connection, not of the message; or made anew by whoever sends. */
    private static final Set<String> NOT_FORWARDED =
        Set.of(
            "connection",
            "content-length",
            "date",
            "expect",
            "host",
            "keep-alive",
            "transfer-encoding",
            "upgrade");

    @Override
    public Answer answer(Request request) {
      HttpRequest.Builder forwarded =
          HttpRequest.newBuilder(URI.create(target + pathAndQuery(request)))
              .method(request.method(), HttpRequest.BodyPublishers.ofByteArray(request.body()));
      request
          .headers()
          .forEach(
              (name, values) -> {
                if (isForwarded(name)) {
                  values.forEach(value -> forwarded.header(name, value));
                }
              });
      try {
        return answer(http.send(forwarded.build(), BodyHandlers.ofByteArray()));
      } catch (IOException _) {
        return error(502, "BadGateway", "The service behind did not answer.");
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("stopped while a request was on its way", e);
      }
    }

    private static Answer answer(HttpResponse<byte[]> response) {
      Answer answer = Answer.empty(response.statusCode()).body(response.body());
      for (var header : response.headers().map().entrySet()) {
        if (isForwarded(header.getKey())) {
          answer = answer.with(header.getKey(), String.join(", ", header.getValue()));
        }
      }
      return answer;
    }

    private static boolean isForwarded(String header) {
      return !NOT_FORWARDED.contains(header.toLowerCase(Locale.ROOT));
    }

    private static String pathAndQuery(Request request) {
      String path = request.path().replace("%", "%25").replace(" ", "%20");
      return request.query().isEmpty() ? path : path + "?" + query(request.query());
    }

    private static String query(Map<String, String> query) {
      return query.entrySet().stream()
          .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
          .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
      return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public Answer error(int status, String code, String message) {
      String body =
          JSON.createObjectNode()
              .put("__type", code)
              .put("message", message)
              .put("status", status)
              .toString();
      return Answer.text(status, "application/json", body);
    }

    @Override
    public String subject(Request request) {
      return request.header("X-Amz-Target").orElse("") + " " + request.path();
    }
  }
}
