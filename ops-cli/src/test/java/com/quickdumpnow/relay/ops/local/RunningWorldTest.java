package com.quickdumpnow.relay.ops.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.quickdumpnow.relay.config.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RunningWorldTest {
  private static final RunningWorld WORLD =
      new RunningWorld(
          URI.create("http://127.0.0.1:8080"),
          Secret.of("a-token"),
          Map.of("QDN_BUCKET", "qdn-maintenance", "QDN_CHAIN", "{\n \"routes\": []}"));

  @TempDir Path folder;

  @Test
  void all_announcedByALiveProcess_isFound() {
    Path file = folder.resolve("8080.properties");
    PrivateFiles.write(file, WORLD.announcement());

    assertThat(RunningWorld.all(folder)).containsExactly(WORLD);
    assertThat(file).exists();
  }

  @Test
  void all_announcedByAProcessThatIsNoMore_isDeleted() {
    Path file = folder.resolve("8080.properties");
    Properties sameIdLongAgo = WORLD.announcement();
    sameIdLongAgo.setProperty("started", "1000");
    PrivateFiles.write(file, sameIdLongAgo);

    assertThat(RunningWorld.all(folder)).isEmpty();
    assertThat(file).doesNotExist();
  }
}
