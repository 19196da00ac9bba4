package com.quickdumpnow.relay.localcloud.s3;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps everything for the life of the process. */
final class MemoryShelf implements Shelf {

  private final Map<Long, byte[]> contents = new ConcurrentHashMap<>();
  private volatile String versioning = "";

  @Override
  public List<Version> load() {
    return List.of();
  }

  @Override
  public void keep(Version version, byte[] content) {
    contents.put(version.sequence(), content);
  }

  @Override
  public byte[] read(Version version) {
    return Objects.requireNonNull(contents.get(version.sequence()));
  }

  @Override
  public void drop(Version version) {
    contents.remove(version.sequence());
  }

  @Override
  public String versioning() {
    return versioning;
  }

  @Override
  public void setVersioning(String status) {
    versioning = status;
  }

  @Override
  public void remove() {
    contents.clear();
  }
}
