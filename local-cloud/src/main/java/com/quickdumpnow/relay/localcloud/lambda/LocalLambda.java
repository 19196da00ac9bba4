package com.quickdumpnow.relay.localcloud.lambda;

import com.quickdumpnow.relay.localcloud.lambda.FunctionException.Kind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A {@link LambdaFunction} that can be invoked. Its classes come from its jar alone: nothing of
 * this program is visible to it but the JDK. Instances are made on demand, each serves one request
 * at a time, and beyond the limit a request waits. Unlike on AWS the instances share one class
 * loader, hence their statics. Safe for use by many threads.
 */
public final class LocalLambda implements AutoCloseable {

  /** Request and answer of a synchronous invocation, octets. */
  static final int MAX_PAYLOAD = 6 * 1024 * 1024;

  private static final Logger log = LoggerFactory.getLogger(LocalLambda.class);

  private final LambdaFunction function;
  private final ClassLoader loader;
  private final boolean ownsClasses;
  private final Method handleRequest;
  private final Semaphore permits;
  private final Deque<Object> idle = new ConcurrentLinkedDeque<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /**
   * Opens the jar and finds the handler; makes no instance yet.
   *
   * @throws IllegalArgumentException when the jar or the handler is not what it should be
   */
  public LocalLambda(LambdaFunction function) {
    this(function, loader(function), true);
  }

  /**
   * The same with classes that are here already, whatever the jar: for who wants to see inside.
   *
   * @throws IllegalArgumentException when the handler is not what it should be
   */
  public LocalLambda(LambdaFunction function, ClassLoader classes) {
    this(function, classes, false);
  }

  private LocalLambda(LambdaFunction function, ClassLoader classes, boolean own) {
    this.ownsClasses = own;
    this.function = function;
    this.permits = new Semaphore(function.concurrency(), true);
    this.loader = classes;
    try {
      Class<?> context = Class.forName(LambdaContext.TYPE, true, loader);
      this.handleRequest =
          loader
              .loadClass(function.handlerClass())
              .getMethod("handleRequest", InputStream.class, OutputStream.class, context);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(
          "%s has no handler %s".formatted(function.jar(), function.handlerClass()), e);
    }
  }

  private static URLClassLoader loader(LambdaFunction function) {
    if (!Files.isRegularFile(function.jar())) {
      throw new IllegalArgumentException("there is no jar " + function.jar());
    }
    try {
      URL url = function.jar().toUri().toURL();
      return new URLClassLoader(
          "lambda-" + function.name(), new URL[] {url}, ClassLoader.getPlatformClassLoader());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Makes one instance now, so that the first request finds it.
   *
   * @throws FunctionException when its constructor throws
   */
  public LocalLambda start() throws FunctionException, InterruptedException {
    idle.push(onItsThread(this::instantiate));
    return this;
  }

  public String name() {
    return function.name();
  }

  /**
   * Invokes the handler and waits for its answer.
   *
   * @throws FunctionException when there is none
   */
  public byte[] invoke(byte[] event) throws FunctionException, InterruptedException {
    if (event.length > MAX_PAYLOAD) {
      throw new FunctionException(name(), Kind.TOO_LARGE);
    }
    permits.acquire();
    try {
      byte[] answer = onItsThread(() -> handle(event));
      if (answer.length > MAX_PAYLOAD) {
        throw new FunctionException(name(), Kind.ERROR);
      }
      return answer;
    } finally {
      permits.release();
    }
  }

  private byte[] handle(byte[] event) throws ReflectiveOperationException {
    Object waiting = idle.poll();
    Object instance = waiting == null ? instantiate() : waiting;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Object context = LambdaContext.create(loader, function, UUID.randomUUID().toString());
    try {
      handleRequest.invoke(instance, new ByteArrayInputStream(event), out, context);
    } finally {
      // An invocation that was given up is interrupted: its instance is not used again.
      if (!Thread.currentThread().isInterrupted()) {
        idle.push(instance);
      }
    }
    return out.toByteArray();
  }

  private Object instantiate() throws ReflectiveOperationException {
    Class<?> type = loader.loadClass(function.handlerClass());
    try {
      return type.getConstructor(Map.class).newInstance(function.environment());
    } catch (NoSuchMethodException _) {
      return type.getConstructor().newInstance();
    }
  }

  private <T> T onItsThread(Work<T> work) throws FunctionException, InterruptedException {
    Future<T> result =
        threads.submit(
            () -> {
              Thread.currentThread().setContextClassLoader(loader);
              return work.run();
            });
    try {
      return result.get(function.timeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      Throwable cause = unwrapped(e);
      log.atError().addKeyValue("function", name()).setCause(cause).log("a function failed");
      throw new FunctionException(name(), Kind.ERROR, cause);
    } catch (TimeoutException _) {
      result.cancel(true);
      log.atError().addKeyValue("function", name()).log("a function timed out");
      throw new FunctionException(name(), Kind.TIMEOUT);
    }
  }

  private static Throwable unwrapped(ExecutionException e) {
    Throwable cause = Optional.ofNullable(e.getCause()).orElse(e);
    return cause instanceof InvocationTargetException invoked && invoked.getCause() != null
        ? invoked.getCause()
        : cause;
  }

  /** Interrupts what is running; the function can't be invoked again. */
  @Override
  public void close() {
    threads.shutdownNow();
    try {
      if (ownsClasses && loader instanceof URLClassLoader ofTheJar) {
        ofTheJar.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @FunctionalInterface
  private interface Work<T> {
    T run() throws ReflectiveOperationException;
  }
}
