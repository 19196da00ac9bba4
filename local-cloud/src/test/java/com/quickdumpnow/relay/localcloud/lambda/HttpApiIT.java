package com.quickdumpnow.relay.localcloud.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.quickdumpnow.relay.localcloud.web.LoopbackServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HttpApiIT {

  @TempDir private Path folder;

  private final HttpClient http = HttpClient.newHttpClient();

  private HttpResponse<String> call(String handlerBody, String method, String path, String body)
      throws IOException, InterruptedException {
    try (LocalLambda lambda = new LocalLambda(HandlerJar.function(folder, handlerBody))) {
      HttpApi api =
          new HttpApi(
              List.of(
                  new Route("POST", "/jobs/{jobId}/status", lambda),
                  new Route("ANY", "/jobs/special/status", lambda),
                  new Route("GET", "/maintenance", lambda)));
      try (LoopbackServer server = LoopbackServer.start("api", 0, api::handle)) {
        return http.send(
            HttpRequest.newBuilder(URI.create(server.uri() + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .build(),
            HttpResponse.BodyHandlers.ofString());
      }
    }
  }

  @Test
  void handle_functionsAnswer_becomesHttp() throws Exception {
    String answer =
        """
        return "{\\"statusCode\\":202,\\"headers\\":{\\"x-one\\":\\"1\\",\\"content-type\\":\\"text/plain\\"},"
            + "\\"cookies\\":[\\"a=1\\",\\"b=2\\"],\\"body\\":\\"aGk=\\",\\"isBase64Encoded\\":true}";
        """;

    HttpResponse<String> response = call(answer, "POST", "/jobs/job-1/status", "");

    assertThat(response.statusCode()).isEqualTo(202);
    assertThat(response.body()).isEqualTo("hi");
    assertThat(response.headers().firstValue("X-One")).contains("1");
    assertThat(response.headers().firstValue("Content-Type")).contains("text/plain");
    assertThat(response.headers().allValues("Set-Cookie")).containsExactly("a=1", "b=2");
  }

  @Test
  void handle_head_saysTheLengthThatTheFunctionSays() throws Exception {
    String answer =
        "return \"{\\\"statusCode\\\":200,\\\"headers\\\":{\\\"content-length\\\":\\\"42\\\"}}\";";

    HttpResponse<String> response = call(answer, "HEAD", "/jobs/special/status", "");

    assertThat(response.headers().firstValue("Content-Length")).contains("42");
    assertThat(response.body()).isEmpty();
  }

  @Test
  void handle_event_reachesTheFunctionWithFormBodyInBase64() throws Exception {
    HttpResponse<String> response =
        call("return event;", "POST", "/jobs/job-1/status?nid=n_1&attempt=2", "From=%2B1");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body())
        .contains("\"routeKey\":\"POST /jobs/{jobId}/status\"")
        .contains("\"rawQueryString\":\"nid=n_1&attempt=2\"")
        .contains("\"pathParameters\":{\"jobId\":\"job-1\"}")
        .contains(Base64.getEncoder().encodeToString("From=%2B1".getBytes(UTF_8)));
  }

  @Test
  void handle_fixedSegments_beatVariables() throws Exception {
    assertThat(call("return event;", "POST", "/jobs/special/status", "").body())
        .contains("\"routeKey\":\"ANY /jobs/special/status\"");
  }

  @Test
  void handle_noRoute_404() throws Exception {
    HttpResponse<String> response = call("return event;", "GET", "/jobs/job-1/status", "");

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.body()).isEqualTo("{\"message\":\"Not Found\"}");
  }

  @Test
  void handle_functionFails_502() throws Exception {
    HttpResponse<String> response =
        call("throw new IOException(\"secret\");", "GET", "/maintenance", "");

    assertThat(response.statusCode()).isEqualTo(502);
    assertThat(response.body()).isEqualTo("{\"message\":\"Internal Server Error\"}");
  }

  @Test
  void handle_answerMakesNoSense_502() throws Exception {
    assertThat(call("return \"{\";", "GET", "/maintenance", "").statusCode()).isEqualTo(502);
    assertThat(call("return \"{\\\"statusCode\\\":7}\";", "GET", "/maintenance", "").statusCode())
        .isEqualTo(502);
  }

  @Test
  void handle_bodyOver10Mb_413() throws Exception {
    String big = "x".repeat(10 * 1024 * 1024 + 1);

    assertThat(call("return event;", "POST", "/jobs/job-1/status", big).statusCode())
        .isEqualTo(413);
  }
}
