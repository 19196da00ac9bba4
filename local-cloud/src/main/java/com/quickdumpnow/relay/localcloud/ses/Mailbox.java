package com.quickdumpnow.relay.localcloud.ses;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.quickdumpnow.relay.localcloud.http.AtomicFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Every mail accepted, oldest first; one file each when there is a folder. Thread-safe. */
final class Mailbox {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Optional<Path> folder;
  private final List<Email> emails = new CopyOnWriteArrayList<>();

  Mailbox(Optional<Path> folder) {
    this.folder = folder;
    folder.ifPresent(path -> emails.addAll(load(path)));
  }

  void keep(Email email) {
    folder.ifPresent(path -> write(path.resolve(email.messageId() + ".json"), email));
    emails.add(email);
  }

  List<Email> emails() {
    return List.copyOf(emails);
  }

  private static void write(Path file, Email email) {
    try {
      AtomicFiles.write(
          file, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(email.toJson()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Email> load(Path folder) {
    try {
      Files.createDirectories(folder);
      List<Email> loaded = new ArrayList<>();
      for (Path file : AtomicFiles.list(folder)) {
        loaded.add(Email.fromJson(JSON.readTree(Files.readAllBytes(file))));
      }
      loaded.sort(Comparator.comparing(Email::time));
      return loaded;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
