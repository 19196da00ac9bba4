package com.quickdumpnow.relay.api.http;

import com.quickdumpnow.relay.api.http.Access.Admitted;
import com.quickdumpnow.relay.api.http.Access.Denied;
import com.quickdumpnow.relay.lambda.HttpEvent;
import com.quickdumpnow.relay.lambda.HttpReply;
import java.util.Map;

/**
 * One operation of the API.
 *
 * @param method GET serves HEAD as well
 * @param <C> what it needs to know of its caller
 */
public record Route<C>(String method, PathTemplate path, Access<C> access, Handler<C> handler) {
  public static <C> Route<C> of(String method, String path, Access<C> access, Handler<C> handler) {
    return new Route<>(method, new PathTemplate(path), access, handler);
  }

  /** Answers a request whose caller was let in. */
  public interface Handler<C> {
    HttpReply handle(Call<C> call);
  }

  /**
   * @param parameters of the path
   */
  public record Call<C>(HttpEvent request, Map<String, String> parameters, C caller) {
    /** A parameter of the route's path. */
    public String parameter(String name) {
      String value = parameters.get(name);
      if (value == null) {
        throw new IllegalArgumentException("the route has no parameter " + name);
      }
      return value;
    }
  }

  HttpReply serve(HttpEvent request, Map<String, String> parameters) {
    return switch (access.admit(request, parameters)) {
      case Admitted<C>(var caller) -> handler.handle(new Call<>(request, parameters, caller));
      case Denied<C>(var problem) -> problem.reply();
    };
  }
}
