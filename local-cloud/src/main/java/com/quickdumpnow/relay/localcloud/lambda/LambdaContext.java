package com.quickdumpnow.relay.localcloud.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A function's {@code Context}: an object of the handler's own class loader, made without its
 * types.
 */
final class LambdaContext implements InvocationHandler {

  static final String TYPE = "com.amazonaws.services.lambda.runtime.Context";
  private static final String LOGGER_TYPE = "com.amazonaws.services.lambda.runtime.LambdaLogger";
  private static final Logger log = LoggerFactory.getLogger(LambdaContext.class);

  private final ClassLoader loader;
  private final LambdaFunction function;
  private final String requestId;
  private final long deadline;

  private LambdaContext(ClassLoader loader, LambdaFunction function, String requestId) {
    this.loader = loader;
    this.function = function;
    this.requestId = requestId;
    this.deadline = System.nanoTime() + function.timeout().toNanos();
  }

  static Object create(ClassLoader loader, LambdaFunction function, String requestId)
      throws ClassNotFoundException {
    return proxy(loader, TYPE, new LambdaContext(loader, function, requestId));
  }

  private static Object proxy(ClassLoader loader, String type, InvocationHandler handler)
      throws ClassNotFoundException {
    return Proxy.newProxyInstance(
        loader, new Class<?>[] {Class.forName(type, true, loader)}, handler);
  }

  @Override
  @SuppressWarnings("ReferenceEquality") // a proxy is equal to itself only
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    return switch (method.getName()) {
      case "getAwsRequestId" -> requestId;
      case "getFunctionName" -> function.name();
      case "getFunctionVersion" -> "$LATEST";
      case "getInvokedFunctionArn" ->
          "arn:aws:lambda:us-east-1:000000000000:function:" + function.name();
      case "getLogGroupName" -> "/aws/lambda/" + function.name();
      case "getLogStreamName" -> "local";
      case "getMemoryLimitInMB" -> 1024;
      case "getRemainingTimeInMillis" ->
          (int) Math.max(0, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime()));
      case "getLogger" -> proxy(loader, LOGGER_TYPE, this::write);
      case "toString" -> "Context[" + requestId + "]";
      case "hashCode" -> System.identityHashCode(proxy);
      case "equals" -> arguments != null && proxy == arguments[0];
      // getIdentity and getClientContext: only mobile apps have them.
      default -> null;
    };
  }

  /** Every method of the logger begins with the line. */
  private @Nullable Object write(Object proxy, Method method, Object @Nullable [] arguments) {
    if (method.getName().equals("log") && arguments != null) {
      String line =
          arguments[0] instanceof byte[] octets
              ? new String(octets, UTF_8)
              : String.valueOf(arguments[0]);
      log.atInfo().addKeyValue("function", function.name()).log(line.stripTrailing());
    }
    return null;
  }
}
