package com.quickdumpnow.relay.localcloud.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** A handler's source, compiled and packed with Lambda's interfaces as a shaded jar would be. */
final class HandlerJar {

  private static final String SOURCE =
      """
      package tiny;

      import com.amazonaws.services.lambda.runtime.*;
      import java.io.*;
      import java.util.Map;

      public final class Handler implements RequestStreamHandler {
        private final Map<String, String> environment;
        public Handler() { this(Map.of("GREETING", "nobody")); }
        public Handler(Map<String, String> environment) { this.environment = environment; }
        @Override
        public void handleRequest(InputStream in, OutputStream out, Context context)
            throws IOException {
          String event = new String(in.readAllBytes(), "UTF-8");
          try {
            out.write(answer(event, context).getBytes("UTF-8"));
          } catch (InterruptedException e) {
            throw new IOException(e);
          }
        }
        private String answer(String event, Context context)
            throws IOException, InterruptedException {
          %s
        }
      }
      """;

  private HandlerJar() {}

  /** A function {@code tiny.Handler} with the given body of {@code answer(event, context)}. */
  static LambdaFunction function(Path folder, String body) throws IOException {
    Path classes = Files.createDirectories(folder.resolve("classes"));
    Path source = folder.resolve("Handler.java");
    Files.writeString(source, SOURCE.replace("%s", body));
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    int result =
        compiler.run(
            null,
            null,
            null,
            "-cp",
            coreJar().toString(),
            "-d",
            classes.toString(),
            source.toString());
    assertThat(result).as("compiles").isZero();
    Path jar = folder.resolve("handler.jar");
    pack(jar, classes.resolve("tiny"));
    return new LambdaFunction("tiny", jar, "tiny.Handler", Map.of("GREETING", "hello"));
  }

  private static Path coreJar() {
    return Path.of(Context.class.getProtectionDomain().getCodeSource().getLocation().getPath());
  }

  private static void pack(Path jar, Path classes) throws IOException {
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file);
        JarFile core = new JarFile(coreJar().toFile());
        var own = Files.list(classes)) {
      for (Path c : own.toList()) {
        put(out, "tiny/" + c.getFileName(), Files.readAllBytes(c));
      }
      List<JarEntry> entries = core.stream().filter(e -> e.getName().endsWith(".class")).toList();
      for (JarEntry e : entries) {
        put(out, e.getName(), core.getInputStream(e).readAllBytes());
      }
    }
  }

  private static void put(JarOutputStream out, String name, byte[] content) {
    try {
      out.putNextEntry(new JarEntry(name));
      out.write(content);
      out.closeEntry();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
