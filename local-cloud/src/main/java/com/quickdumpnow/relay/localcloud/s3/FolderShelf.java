package com.quickdumpnow.relay.localcloud.s3;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.quickdumpnow.relay.localcloud.http.AtomicFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * One file a version: a line of JSON that describes it, then the content. Named by sequence, so a
 * folder listing is the bucket's history and no key can be an illegal file name.
 */
final class FolderShelf implements Shelf {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SUFFIX = ".version";

  private final Path folder;
  private final Path versioning;

  FolderShelf(Path folder) {
    this.folder = folder;
    this.versioning = folder.resolve("versioning");
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public List<Version> load() {
    List<Version> versions = new ArrayList<>();
    for (Path file : AtomicFiles.list(folder)) {
      if (file.getFileName().toString().endsWith(SUFFIX)) {
        versions.add(describe(file));
      }
    }
    return versions;
  }

  @Override
  public void keep(Version version, byte[] content) {
    try {
      AtomicFiles.write(file(version), JSON.writeValueAsBytes(version), new byte[] {'\n'}, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public byte[] read(Version version) {
    try {
      byte[] bytes = Files.readAllBytes(file(version));
      return Arrays.copyOfRange(bytes, bytes.length - (int) version.size(), bytes.length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void drop(Version version) {
    try {
      Files.deleteIfExists(file(version));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String versioning() {
    try {
      return Files.exists(versioning) ? Files.readString(versioning).strip() : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void setVersioning(String status) {
    AtomicFiles.write(versioning, status.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void remove() {
    try {
      Files.deleteIfExists(versioning);
      Files.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Version describe(Path file) {
    try (var lines = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
      // The line is UTF-8, the content may be anything: read bytes as characters, then turn back.
      byte[] line = String.valueOf(lines.readLine()).getBytes(StandardCharsets.ISO_8859_1);
      return JSON.readValue(line, Version.class);
    } catch (IOException e) {
      throw new UncheckedIOException("not a version written by LocalS3: " + file, e);
    }
  }

  private Path file(Version version) {
    return folder.resolve(HexFormat.of().toHexDigits(version.sequence()) + SUFFIX);
  }
}
