package com.quickdumpnow.relay.localcloud.twilio;

import com.quickdumpnow.relay.localcloud.twilio.CallbackPolicy.Failure;
import com.quickdumpnow.relay.localcloud.web.Form;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Posts signed forms to our webhooks, with the retries the URL's fragment asks for. */
final class Callbacks implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Callbacks.class);
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");
  private static final Duration PAUSE = Duration.ofMillis(50);

  private final Map<String, String> tokens;
  private final Map<Duration, HttpClient> clients = new ConcurrentHashMap<>();
  private final AtomicBoolean refusedBefore = new AtomicBoolean();

  Callbacks(Map<String, String> tokens) {
    this.tokens = tokens;
  }

  /**
   * Posts until it is taken or the policy says to give up.
   *
   * @param url fragment included
   * @return the last answer's HTTP status; empty when there was none, or the URL is not on this
   *     machine and nothing was sent
   */
  Optional<Integer> post(URI url, String accountSid, Map<String, String> parameters)
      throws InterruptedException {
    if (url.getHost() == null || !LOOPBACK.contains(url.getHost())) {
      if (refusedBefore.compareAndSet(false, true)) {
        log.atWarn()
            .addKeyValue("host", url.getHost())
            .log("callbacks go to this machine only; said once");
      }
      return Optional.empty();
    }
    CallbackPolicy policy = CallbackPolicy.parse(url.getRawFragment());
    HttpRequest request = request(url, accountSid, parameters, policy);
    long giveUp = System.nanoTime() + policy.total().toNanos();
    Try last = attempt(request, policy);
    for (int retry = 1; retry <= policy.retries(); retry++) {
      if (last.failure().filter(policy.retryOn()::contains).isEmpty()
          || System.nanoTime() - giveUp > 0) {
        break;
      }
      Thread.sleep(PAUSE.multipliedBy(retry));
      last = attempt(request, policy);
    }
    return last.status();
  }

  private HttpRequest request(
      URI url, String accountSid, Map<String, String> parameters, CallbackPolicy policy) {
    String bare = withoutFragment(url);
    String token = Optional.ofNullable(tokens.get(accountSid)).orElseThrow();
    return HttpRequest.newBuilder(URI.create(bare))
        .timeout(policy.readTimeout())
        .header("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8")
        .header("User-Agent", "TwilioProxy/1.1")
        .header("I-Twilio-Idempotency-Token", UUID.randomUUID().toString())
        .header("X-Twilio-Signature", TwilioSignature.sign(token, bare, parameters))
        .POST(HttpRequest.BodyPublishers.ofString(Form.encode(parameters)))
        .build();
  }

  private Try attempt(HttpRequest request, CallbackPolicy policy) throws InterruptedException {
    HttpClient client = clients.computeIfAbsent(policy.connectTimeout(), Callbacks::client);
    try {
      int status = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
      return Try.answered(status);
    } catch (ConnectException | HttpConnectTimeoutException e) {
      return Try.failed(Failure.CONNECT);
    } catch (IOException e) {
      return Try.failed(Failure.READ);
    }
  }

  private static HttpClient client(Duration connectTimeout) {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .followRedirects(HttpClient.Redirect.NEVER)
        .connectTimeout(connectTimeout)
        .build();
  }

  private static String withoutFragment(URI url) {
    String text = url.toString();
    int fragment = text.indexOf('#');
    return fragment < 0 ? text : text.substring(0, fragment);
  }

  @Override
  public void close() {
    clients.values().forEach(HttpClient::shutdownNow);
  }

  private record Try(Optional<Integer> status, Optional<Failure> failure) {

    static Try answered(int status) {
      return new Try(
          Optional.of(status),
          switch (status / 100) {
            case 4 -> Optional.of(Failure.CLIENT_ERROR);
            case 5 -> Optional.of(Failure.SERVER_ERROR);
            default -> Optional.empty();
          });
    }

    static Try failed(Failure failure) {
      return new Try(Optional.empty(), Optional.of(failure));
    }
  }
}
