package com.quickdumpnow.relay.api.http;

import com.quickdumpnow.relay.lambda.HttpEvent;
import com.quickdumpnow.relay.lambda.Problem;
import java.util.Map;

/**
 * Who may use a route. Judged before anything else of the request is looked at.
 *
 * @param <C> what the route needs to know of its caller
 */
public interface Access<C> {
  Admission<C> admit(HttpEvent request, Map<String, String> parameters);

  /** The judgement. */
  sealed interface Admission<C> {}

  record Admitted<C>(C caller) implements Admission<C> {}

  record Denied<C>(Problem problem) implements Admission<C> {}
}
