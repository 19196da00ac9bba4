package com.quickdumpnow.relay.api.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.quickdumpnow.relay.api.http.Json.Malformed;
import com.quickdumpnow.relay.api.http.Json.Value;
import com.quickdumpnow.relay.lambda.HttpEvent;
import com.quickdumpnow.relay.lambda.Problem;
import com.quickdumpnow.relay.lambda.Problem.FieldError;
import java.util.List;
import java.util.regex.Pattern;

/** A request's body that has to be a JSON object of at most {@value #MAX_BYTES} bytes. */
public sealed interface JsonBody {
  int MAX_BYTES = 64 * 1024;

  record Given(ObjectNode node) implements JsonBody {}

  record Refused(Problem problem) implements JsonBody {}

  static JsonBody of(HttpEvent request) {
    if (!MediaType.isJson(request)) {
      return new Refused(
          Problem.of(
              ProblemType.UNSUPPORTED_MEDIA_TYPE,
              "Send \"Content-Type: application/json\", in UTF-8 and not compressed."));
    }
    if (request.bodySize() > MAX_BYTES) {
      return new Refused(
          Problem.of(ProblemType.BODY_TOO_LARGE, "Send at most " + MAX_BYTES + " bytes."));
    }
    return switch (Json.readStrictly(request.body())) {
      case Malformed(var line, var column) ->
          new Refused(
              Problem.of(
                  ProblemType.MALFORMED_JSON,
                  "At line "
                      + line
                      + ", column "
                      + column
                      + ": send one JSON object that names no member twice and nests no deeper than"
                      + " "
                      + Json.MAX_DEPTH
                      + " levels."));
      case Value(ObjectNode object) -> new Given(object);
      case Value _ ->
          new Refused(ProblemType.invalid(List.of(new FieldError("", "use a JSON object"))));
    };
  }

  /** The one media type there is. */
  final class MediaType {
    private static final Pattern JSON =
        Pattern.compile("(?i)application/json\\s*(;\\s*charset\\s*=\\s*\"?utf-8\"?\\s*)?");

    private MediaType() {}

    static boolean isJson(HttpEvent request) {
      return JSON.matcher(request.header("Content-Type").orElse("").strip()).matches()
          && request.header("Content-Encoding").orElse("identity").equals("identity");
    }
  }
}
