package com.quickdumpnow.relay.tracksite;

import org.mozilla.javascript.Context;
import org.mozilla.javascript.ScriptableObject;

/**
 * A JavaScript engine without page, network or clock, in which this module's files run as they are
 * deployed.
 */
final class JavaScript {

  private final ScriptableObject scope;

  private JavaScript(ScriptableObject scope) {
    this.scope = scope;
  }

  /** Runs the files, whose paths are relative to the module, one after the other. */
  static JavaScript load(String... paths) {
    try (Context context = enter()) {
      var loaded = new JavaScript(context.initStandardObjects());
      for (String path : paths) {
        context.evaluateString(loaded.scope, SiteFiles.read(path), path, 1, null);
      }
      return loaded;
    }
  }

  /** Runs a module that imports nothing; what it exports is a name like any other then. */
  static JavaScript module(String path) {
    try (Context context = enter()) {
      var loaded = new JavaScript(context.initStandardObjects());
      String source = SiteFiles.read(path).replaceAll("(?m)^export ", "");
      context.evaluateString(loaded.scope, source, path, 1, null);
      return loaded;
    }
  }

  /** The value of an expression, as JavaScript would print it. */
  String eval(String expression) {
    try (Context context = enter()) {
      return Context.toString(context.evaluateString(scope, expression, "test", 1, null));
    }
  }

  private static Context enter() {
    Context context = Context.enter();
    context.setLanguageVersion(Context.VERSION_ES6);
    context.setInterpretedMode(true);
    return context;
  }
}
