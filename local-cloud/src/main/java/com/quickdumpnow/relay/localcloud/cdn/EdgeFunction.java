package com.quickdumpnow.relay.localcloud.cdn;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.Script;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;

/**
 * A CloudFront function ({@code function handler(event)}), run as it is deployed. Each call has a
 * context and a scope of its own. Safe for use by many threads.
 */
final class EdgeFunction {

  static final ObjectMapper JSON = new ObjectMapper();

  private final Script script;

  /**
   * The language itself, sealed: making it anew for each call would take most of the call's time.
   */
  private final ScriptableObject language;

  private EdgeFunction(Script script, ScriptableObject language) {
    this.script = script;
    this.language = language;
  }

  /**
   * @throws org.mozilla.javascript.RhinoException when it is not JavaScript
   */
  static EdgeFunction load(Path file) {
    String source;
    try {
      source = Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    try (Context context = entered()) {
      return new EdgeFunction(
          context.compileString(source, String.valueOf(file.getFileName()), 1, null),
          context.initSafeStandardObjects(null, true));
    }
  }

  /** The request the function lets through, or the response it gives instead. */
  JsonNode call(ObjectNode event) {
    try (Context context = entered()) {
      Scriptable scope = context.newObject(language);
      scope.setPrototype(language);
      scope.setParentScope(null);
      script.exec(context, scope, scope);
      ScriptableObject.putProperty(scope, "eventJson", event.toString());
      Object result =
          context.evaluateString(
              scope, "JSON.stringify(handler(JSON.parse(eventJson)))", "call", 1, null);
      return JSON.readTree(Context.toString(result));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the edge function returned no object", e);
    }
  }

  private static Context entered() {
    Context context = Context.enter();
    context.setLanguageVersion(Context.VERSION_ES6);
    context.setInterpretedMode(true);
    return context;
  }
}
