package com.quickdumpnow.relay.worker.twilio;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Counts requests as they arrive on the wire, and answers each with the bytes it is told. */
final class RawServer implements AutoCloseable {
  private final ServerSocket socket;
  private final Behaviour behaviour;
  private final List<String> requests = new CopyOnWriteArrayList<>();

  /** What follows a request; returns whether the connection stays open. */
  @FunctionalInterface
  interface Behaviour {
    boolean answer(int request, OutputStream out) throws IOException, InterruptedException;
  }

  RawServer(Behaviour behaviour) throws IOException {
    this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.behaviour = behaviour;
    Thread.ofVirtual().start(this::accept);
  }

  /** Answers every request with that status and body. */
  static RawServer answering(int status, String type, String body) throws IOException {
    return new RawServer(
        (_, out) -> {
          write(out, status, type, body);
          return true;
        });
  }

  static void write(OutputStream out, int status, String type, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    String head =
        "HTTP/1.1 %d Whatever\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n"
            .formatted(status, type, bytes.length);
    out.write(head.getBytes(StandardCharsets.US_ASCII));
    out.write(bytes);
    out.flush();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + socket.getLocalPort());
  }

  /** Each request's first line, headers and body. */
  List<String> requests() {
    return List.copyOf(requests);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket connection = socket.accept();
        Thread.ofVirtual().start(() -> serve(connection));
      } catch (IOException e) {
        if (!socket.isClosed()) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(connection.getInputStream(), StandardCharsets.US_ASCII));
      String request = read(in);
      while (!request.isEmpty()) {
        requests.add(request);
        if (!behaviour.answer(requests.size(), connection.getOutputStream())) {
          return;
        }
        request = read(in);
      }
    } catch (IOException _) {
      // The client went away, as some tests want it to.
      return;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static String read(BufferedReader in) throws IOException {
    StringBuilder request = new StringBuilder();
    int length = 0;
    for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
      request.append(line).append('\n');
      if (line.regionMatches(true, 0, "Content-Length:", 0, 15)) {
        length = Integer.parseInt(line.substring(15).strip());
      }
    }
    if (request.isEmpty()) {
      return "";
    }
    char[] body = new char[length];
    for (int read = 0; read < length; ) {
      int more = in.read(body, read, length - read);
      if (more < 0) {
        return request.toString();
      }
      read += more;
    }
    return request.append('\n').append(body).toString();
  }
}
