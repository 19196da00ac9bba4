package com.quickdumpnow.relay.localcloud.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A condition on an item, of DynamoDB's expressions those that are joined by {@code AND} alone:
 * {@code attribute_exists}, {@code attribute_not_exists}, {@code =} and {@code BETWEEN}, with
 * placeholders for names and values.
 */
final class Expression {
  private static final String NAME = "\\s*(#\\w+)\\s*";
  private static final String VALUE = "\\s*(:\\w+)\\s*";
  private static final Pattern EXISTS = Pattern.compile("attribute_exists\\(([^)]+)\\)");
  private static final Pattern NOT_EXISTS = Pattern.compile("attribute_not_exists\\(([^)]+)\\)");
  private static final Pattern EQUALS = Pattern.compile(NAME + "=" + VALUE);
  private static final Pattern BETWEEN = Pattern.compile(NAME + "BETWEEN" + VALUE + "AND" + VALUE);

  /** Between two conditions, but not within a {@code BETWEEN}. */
  private static final Pattern AND = Pattern.compile("(?<!BETWEEN :\\w{1,40}) AND ");

  private final JsonNode request;

  private Expression(JsonNode request) {
    this.request = request;
  }

  /**
   * @param request has the placeholders' meaning, and the expression as {@code member}
   * @return what holds for every item, where there is none
   */
  static Predicate<JsonNode> of(JsonNode request, String member) {
    Expression expression = new Expression(request);
    return Optional.of(request.path(member).asText()).filter(text -> !text.isEmpty()).stream()
        .flatMap(AND::splitAsStream)
        .map(expression::condition)
        .reduce(_ -> true, Predicate::and);
  }

  /** Texts between two, both of which belong to them. */
  record Range(String from, String to) {
    /** Every text but what nobody writes. */
    static final Range ALL = new Range("", String.valueOf(Character.MAX_VALUE));
  }

  /**
   * Where a query's expression says that an attribute has to be, by {@code =} or {@code BETWEEN};
   * empty when it does not say.
   */
  static Optional<Range> range(JsonNode request, String member, String attribute) {
    Expression expression = new Expression(request);
    for (String text : AND.split(request.path(member).asText())) {
      for (Pattern form : List.of(EQUALS, BETWEEN)) {
        Matcher matcher = form.matcher(text.strip());
        if (matcher.matches() && expression.name(matcher.group(1)).equals(attribute)) {
          return Optional.of(
              new Range(
                  expression.value(matcher.group(2)).path("S").asText(),
                  expression.value(matcher.group(matcher.groupCount())).path("S").asText()));
        }
      }
    }
    return Optional.empty();
  }

  private Predicate<JsonNode> condition(String text) {
    for (Map.Entry<Pattern, Reader> form : FORMS.entrySet()) {
      Matcher matcher = form.getKey().matcher(text.strip());
      if (matcher.matches()) {
        List<String> operands =
            Stream.iterate(1, i -> i <= matcher.groupCount(), i -> i + 1)
                .map(matcher::group)
                .toList();
        return form.getValue().read(this, operands);
      }
    }
    throw DynamoException.invalid("The local DynamoDB does not understand '" + text + "'.");
  }

  /** Makes a condition of a form's operands. */
  private interface Reader {
    Predicate<JsonNode> read(Expression names, List<String> operands);
  }

  private static final Map<Pattern, Reader> FORMS =
      Map.of(
          EXISTS,
          (e, o) -> item -> item.has(e.name(o.getFirst())),
          NOT_EXISTS,
          (e, o) -> item -> !item.has(e.name(o.getFirst())),
          EQUALS,
          (e, o) -> item -> item.path(e.name(o.getFirst())).equals(e.value(o.get(1))),
          BETWEEN,
          (e, o) ->
              item -> {
                String text = item.path(e.name(o.getFirst())).path("S").asText();
                return text.compareTo(e.value(o.get(1)).path("S").asText()) >= 0
                    && text.compareTo(e.value(o.get(2)).path("S").asText()) <= 0;
              });

  /** A name as it stands, or what a placeholder means. */
  private String name(String given) {
    return given.startsWith("#")
        ? request.path("ExpressionAttributeNames").path(given).asText()
        : given;
  }

  private JsonNode value(String placeholder) {
    return request.path("ExpressionAttributeValues").path(placeholder);
  }
}
