package com.quickdumpnow.relay.localcloud.twilio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.quickdumpnow.relay.localcloud.web.Exchanges;
import com.quickdumpnow.relay.localcloud.web.Form;
import com.quickdumpnow.relay.localcloud.web.LoopbackServer;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Our side of the callbacks: takes them, checks the signature, answers as told. */
final class Webhook implements AutoCloseable {

  private static final long PATIENCE_SECONDS = 10;

  private final String token;
  private final BlockingQueue<Map<String, String>> received = new LinkedBlockingQueue<>();
  private final BlockingQueue<Integer> answers = new LinkedBlockingQueue<>();
  private final LoopbackServer server;

  Webhook(String token) {
    this.token = token;
    this.server = LoopbackServer.start("webhook", 0, this::take);
  }

  private void take(HttpExchange exchange) throws IOException {
    Map<String, String> form =
        Form.parse(new String(Exchanges.body(exchange, 10_000), UTF_8)).fields().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().getFirst()));
    String url = server.uri() + exchange.getRequestURI().toString();
    String signature = exchange.getRequestHeaders().getFirst("X-Twilio-Signature");
    boolean genuine = TwilioSignature.sign(token, url, form).equals(signature);
    received.add(genuine ? form : Map.of("forged", String.valueOf(signature)));
    Integer answer = answers.poll();
    Exchanges.send(exchange, answer == null ? 204 : answer, new byte[0]);
  }

  /** The next requests are answered with these statuses, all later ones with 204. */
  void answering(Integer... statuses) {
    answers.addAll(List.of(statuses));
  }

  URI url(String fragment) {
    return URI.create(server.uri() + "/jobs/job-1/messages?nid=n_1&attempt=1" + fragment);
  }

  /** Waits for so many callbacks. */
  List<Map<String, String>> take(int count) throws InterruptedException {
    List<Map<String, String>> forms = new ArrayList<>();
    while (forms.size() < count) {
      Map<String, String> form = received.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      assertThat(form).as("callback %d of %d", forms.size() + 1, count).isNotNull();
      forms.add(form);
    }
    return forms;
  }

  List<String> takeStatuses(int count) throws InterruptedException {
    return take(count).stream().map(f -> f.getOrDefault("MessageStatus", f.toString())).toList();
  }

  boolean isQuiet() {
    return received.isEmpty();
  }

  @Override
  public void close() {
    server.close();
  }
}
