package com.quickdumpnow.relay.localcloud.twilio;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.quickdumpnow.relay.localcloud.web.Form;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * One page of an account's messages, newest first: filters {@code To}, {@code From}, {@code
 * DateSent}, {@code DateSent<}, {@code DateSent>} (each inclusive, by UTC day), {@code PageSize}
 * and {@code Page}.
 */
record MessageList(String accountSid, Form query) {

  private static final int DEFAULT_SIZE = 50;
  private static final int MAX_SIZE = 1000;

  /**
   * @throws IllegalArgumentException when a number or a date of the query is malformed
   */
  ObjectNode page(List<TwilioMessage> oldestFirst) {
    List<TwilioMessage> found = oldestFirst.reversed().stream().filter(filter()).toList();
    int size = Math.clamp(number("PageSize", DEFAULT_SIZE), 1, MAX_SIZE);
    int page = number("Page", 0);
    int start = (int) Math.min((long) page * size, found.size());
    int end = Math.min(start + size, found.size());

    ObjectNode json = MessageJson.JSON.createObjectNode();
    ArrayNode messages = json.putArray("messages");
    found.subList(start, end).forEach(m -> messages.add(MessageJson.of(m)));
    return json.put("first_page_uri", uri(0, size))
        .put("end", Math.max(start, end - 1))
        .put("next_page_uri", end < found.size() ? uri(page + 1, size) : null)
        .put("page", page)
        .put("page_size", size)
        .put("previous_page_uri", page > 0 ? uri(page - 1, size) : null)
        .put("start", start)
        .put("uri", uri(page, size));
  }

  private Predicate<TwilioMessage> filter() {
    Optional<String> to = query.first("To");
    Optional<String> from = query.first("From");
    Optional<LocalDate> on = day("DateSent");
    Optional<LocalDate> until = day("DateSent<");
    Optional<LocalDate> since = day("DateSent>");
    return m ->
        m.accountSid().equals(accountSid)
            && to.filter(t -> !t.equals(m.to())).isEmpty()
            && (from.isEmpty() || from.equals(m.from()))
            && sent(m, on, d -> d == 0)
            && sent(m, until, d -> d <= 0)
            && sent(m, since, d -> d >= 0);
  }

  private static boolean sent(
      TwilioMessage m, Optional<LocalDate> day, Predicate<Integer> comparison) {
    return day.isEmpty()
        || m.sent()
            .map(s -> s.atZone(ZoneOffset.UTC).toLocalDate().compareTo(day.get()))
            .filter(comparison)
            .isPresent();
  }

  private Optional<LocalDate> day(String name) {
    return query
        .first(name)
        .map(
            v -> {
              if (!v.matches("\\d{4}-\\d{2}-\\d{2}.*")) {
                throw new IllegalArgumentException(name + " must begin with yyyy-MM-dd");
              }
              return LocalDate.parse(v.substring(0, 10));
            });
  }

  private int number(String name, int preset) {
    return query
        .first(name)
        .map(
            v -> {
              if (!v.matches("\\d{1,9}")) {
                throw new IllegalArgumentException(name + " must be a number");
              }
              return Integer.valueOf(v);
            })
        .orElse(preset);
  }

  private String uri(int page, int size) {
    Map<String, String> fields = new LinkedHashMap<>();
    query.fields().forEach((name, values) -> fields.put(name, values.getFirst()));
    fields.put("PageSize", Integer.toString(size));
    fields.put("Page", Integer.toString(page));
    return MessageJson.messages(accountSid) + ".json?" + Form.encode(fields);
  }
}
