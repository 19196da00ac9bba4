package com.quickdumpnow.relay.api.http;

import com.quickdumpnow.relay.lambda.HttpEvent;
import com.quickdumpnow.relay.lambda.HttpReply;
import com.quickdumpnow.relay.lambda.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the route of a request. Thread-safe. */
public final class Router {
  private final List<Route<?>> routes;
  private final List<Elsewhere> elsewhere;

  /** What another program serves at a path of ours: the gateway never sends it here. */
  public record Elsewhere(String method, PathTemplate path) {
    public Elsewhere(String method, String path) {
      this(method, new PathTemplate(path));
    }
  }

  /**
   * @param routes the first that matches serves; no two have both method and path in common
   * @param elsewhere counts among what a path allows, and is not served
   */
  public Router(List<Route<?>> routes, List<Elsewhere> elsewhere) {
    this.routes = List.copyOf(routes);
    this.elsewhere = List.copyOf(elsewhere);
  }

  public List<Route<?>> routes() {
    return routes;
  }

  public HttpReply answer(HttpEvent request) {
    List<Route<?>> here = at(request.rawPath());
    if (here.isEmpty()) {
      return Problem.of(ProblemType.NO_SUCH_PATH, "See the API's OpenAPI document.").reply();
    }
    if (request.method().equals("OPTIONS")) {
      return Replies.empty(204).with("allow", allowed(request.rawPath()));
    }
    String method = request.method().equals("HEAD") ? "GET" : request.method();
    for (Route<?> route : here) {
      Optional<Map<String, String>> parameters = route.path().match(request.rawPath());
      if (route.method().equals(method) && parameters.isPresent()) {
        return route.serve(request, parameters.get());
      }
    }
    return Problem.of(
            ProblemType.METHOD_NOT_ALLOWED, "Allowed here: " + allowed(request.rawPath()) + ".")
        .withHeader("allow", allowed(request.rawPath()))
        .reply();
  }

  /** The methods of a path, as {@code Allow} lists them; empty where there is nothing. */
  String allowed(String path) {
    List<String> methods = new ArrayList<>();
    for (Route<?> route : at(path)) {
      methods.add(route.method());
      if (route.method().equals("GET")) {
        methods.add("HEAD");
      }
    }
    for (Elsewhere other : elsewhere) {
      if (other.path().match(path).isPresent()) {
        methods.add(other.method());
      }
    }
    if (!methods.isEmpty()) {
      methods.add("OPTIONS");
    }
    return String.join(", ", methods);
  }

  private List<Route<?>> at(String path) {
    List<Route<?>> found = new ArrayList<>();
    for (Route<?> route : routes) {
      if (route.path().match(path).isPresent()) {
        found.add(route);
      }
    }
    return found;
  }
}
