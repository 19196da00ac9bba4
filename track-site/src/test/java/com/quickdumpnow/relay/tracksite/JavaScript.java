package com.quickdumpnow.relay.tracksite;

import org.mozilla.javascript.Context;
import org.mozilla.javascript.ScriptableObject;

/** A JavaScript engine without page, network or clock, in which one of this module's files runs as it is deployed. */
final class JavaScript {

    private final ScriptableObject scope;

    private JavaScript(ScriptableObject scope) {
        this.scope = scope;
    }

    /** Runs the file and then {@code helpers}, functions that only a test needs. */
    static JavaScript load(String path, String helpers) {
        try (Context context = enter()) {
            var loaded = new JavaScript(context.initStandardObjects());
            context.evaluateString(loaded.scope, SiteFiles.read(path), path, 1, null);
            context.evaluateString(loaded.scope, helpers, "helpers", 1, null);
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
