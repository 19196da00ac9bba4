package com.quickdumpnow.relay.localcloud.cdn;

import static org.assertj.core.api.Assertions.assertThat;

import com.quickdumpnow.relay.localcloud.lambda.HttpApi;
import com.quickdumpnow.relay.localcloud.web.Exchanges;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FrontDoorIT {

  private static final String REWRITE =
      """
      function handler(event) {
        const request = event.request;
        const { uri, querystring } = request;
        if (uri === '/track' || uri === `/track/`) {
          request.uri = '/track/index.html';
        } else if (uri === '/old') {
          const to = querystring.j ? `/track?j=${querystring.j.value}` : '/track';
          return { statusCode: 301, headers: { location: { value: to } } };
        }
        return request;
      }
      """;

  private static final String HEADERS =
      """
      function handler(event) {
        const { request, response } = event;
        response.headers['x-seen'] = { value: `${response.statusCode} ${request.uri}` };
        response.headers['cache-control'] = { value: response.headers['cache-control'].value + ', private' };
        return response;
      }
      """;

  @TempDir private Path folder;

  private final HttpClient http = HttpClient.newHttpClient();
  private FrontDoor door;

  @BeforeEach
  void open() throws IOException {
    Files.createDirectories(folder.resolve("site/track"));
    Files.createDirectories(folder.resolve("site/edge"));
    Files.writeString(folder.resolve("site/track/index.html"), "<h1>Tracking</h1>");
    Files.writeString(folder.resolve("site/track/icon.png"), "png");
    Files.writeString(folder.resolve("site/edge/rewrite.js"), REWRITE);
    Files.writeString(folder.resolve("site/edge/headers.js"), HEADERS);
    Files.writeString(folder.resolve("secret.txt"), "secret");
    Files.createSymbolicLink(folder.resolve("site/track/link.txt"), folder.resolve("secret.txt"));
    Cdn cdn =
        new Cdn(
            folder.resolve("site"),
            Set.of("track"),
            folder.resolve("site/edge/rewrite.js"),
            folder.resolve("site/edge/headers.js"));
    door =
        FrontDoor.open(
            0,
            new HttpApi(List.of()),
            cdn,
            e -> Exchanges.send(e, 200, "text/html", "<h1>Index</h1>"));
  }

  @AfterEach
  void close() {
    door.close();
  }

  private HttpResponse<byte[]> get(String path, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(door.uri() + path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  private static String text(HttpResponse<byte[]> response) {
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/track", "/track/", "/track/index.html", "/track?j=job-1.kMAC"})
  void get_track_isThePageThroughTheRewrite(String path) throws Exception {
    HttpResponse<byte[]> response = get(path);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(text(response)).isEqualTo("<h1>Tracking</h1>");
    assertThat(response.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
  }

  @Test
  void get_edgeFunctionAnswers_isTheResponse() throws Exception {
    HttpResponse<byte[]> response = get("/old?j=abc");

    assertThat(response.statusCode()).isEqualTo(301);
    assertThat(response.headers().firstValue("Location")).contains("/track?j=abc");
  }

  @Test
  void get_sameEtag_304() throws Exception {
    String etag = get("/track").headers().firstValue("ETag").orElseThrow();

    HttpResponse<byte[]> again = get("/track", "If-None-Match", etag);

    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
  }

  @Test
  void get_viewerResponseFunction_hasItsSayBelow400() throws Exception {
    HttpResponse<byte[]> page = get("/track");
    String etag = page.headers().firstValue("ETag").orElseThrow();

    assertThat(page.headers().firstValue("X-Seen")).contains("200 /track/index.html");
    assertThat(page.headers().firstValue("Cache-Control")).contains("no-cache, private");
    assertThat(get("/track", "If-None-Match", etag).headers().firstValue("X-Seen"))
        .contains("304 /track/index.html");
    assertThat(get("/track/none.html").headers().firstValue("X-Seen")).isEmpty();
  }

  @Test
  void get_gzipAccepted_textIsZipped_imagesAreNot() throws Exception {
    HttpResponse<byte[]> page = get("/track", "Accept-Encoding", "gzip, br");
    HttpResponse<byte[]> image = get("/track/icon.png", "Accept-Encoding", "gzip");

    assertThat(page.headers().firstValue("Content-Encoding")).contains("gzip");
    assertThat(new GZIPInputStream(new ByteArrayInputStream(page.body())).readAllBytes())
        .asString(StandardCharsets.UTF_8)
        .isEqualTo("<h1>Tracking</h1>");
    assertThat(text(image)).isEqualTo("png");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/../secret.txt",
        "/track/../../secret.txt",
        "/track/%2e%2e/%2e%2e/secret.txt",
        "/track/..%2f..%2fsecret.txt",
        "//secret.txt",
        "/track/link.txt",
        "/edge/rewrite.js",
        "/track/none.html",
        "/track/%00"
      })
  void get_outsideThePublished_404(String path) throws Exception {
    assertThat(raw("GET " + path + " HTTP/1.0\r\n\r\n"))
        .contains(" 404 ")
        .doesNotContain("secret\n");
  }

  /** An HTTP client would tidy the path up. */
  private String raw(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), door.uri().getPort())) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void head_track_hasHeadersOnly() throws Exception {
    String answer = raw("HEAD /track HTTP/1.0\r\n\r\n");

    assertThat(answer)
        .contains(" 200 ")
        .containsIgnoringCase("content-length: 17")
        .doesNotContain("<h1>");
  }

  @Test
  void root_isTheIndex_apiIsTheApi() throws Exception {
    assertThat(text(get("/"))).isEqualTo("<h1>Index</h1>");
    assertThat(text(get("/api/jobs/x/messages"))).isEqualTo("{\"message\":\"Not Found\"}");
  }

  @Test
  void post_toTheSite_405() throws Exception {
    HttpRequest post =
        HttpRequest.newBuilder(URI.create(door.uri() + "/track"))
            .POST(HttpRequest.BodyPublishers.noBody())
            .build();

    assertThat(http.send(post, HttpResponse.BodyHandlers.discarding()).statusCode()).isEqualTo(405);
  }
}
