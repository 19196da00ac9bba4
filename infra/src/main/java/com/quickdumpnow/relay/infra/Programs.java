package com.quickdumpnow.relay.infra;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What is built elsewhere and deployed by the template.
 *
 * @param apiJar the job API's Lambdas
 * @param webhookJar the webhook's and the recorder's
 * @param functions the folder of the two that watch
 * @param edge the folder of CloudFront's functions
 */
record Programs(Path apiJar, Path webhookJar, Path functions, Path edge) {
  /**
   * Those of a source tree.
   *
   * @throws IllegalStateException naming the first that is not built
   */
  static Programs in(Path home) {
    Programs programs =
        new Programs(
            home.resolve("api-lambda/target/api-lambda-all.jar"),
            home.resolve("webhook-lambda/target/webhook-lambda-all.jar"),
            home.resolve("infra/src/main/functions"),
            home.resolve("track-site/edge"));
    for (Path needed : List.of(programs.apiJar, programs.webhookJar, programs.edge)) {
      if (!Files.exists(needed)) {
        throw new IllegalStateException(needed + " is not there: run ./qdn build");
      }
    }
    return programs;
  }
}
