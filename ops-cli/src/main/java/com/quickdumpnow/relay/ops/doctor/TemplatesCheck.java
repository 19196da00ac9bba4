package com.quickdumpnow.relay.ops.doctor;

import com.quickdumpnow.relay.config.ConfigurationException;
import com.quickdumpnow.relay.config.ObjectPlace;
import com.quickdumpnow.relay.json.TemplatesSource;
import com.quickdumpnow.relay.ops.aws.AwsException;
import com.quickdumpnow.relay.ops.aws.DataBucket;
import com.quickdumpnow.relay.ops.deployment.Deployment;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What customers are told, where an object says it: there, and well-formed. */
final class TemplatesCheck implements Check {
  private static final int NOT_FOUND = 404;

  private final Deployment on;

  TemplatesCheck(Deployment on) {
    this.on = on;
  }

  @Override
  public String area() {
    return "templates";
  }

  @Override
  public void examine(Notes notes) {
    Optional<TemplatesSource> source =
        on.read(
            s ->
                s.parsed(TemplatesSource.VARIABLE, TemplatesSource.FORMAT, TemplatesSource::parse)
                    .optional());
    switch (source.orElse(TemplatesSource.standard())) {
      case TemplatesSource.Given _ ->
          notes.fine(source.isEmpty() ? "as shipped" : "well-formed, in the settings");
      case TemplatesSource.Stored stored -> examine(stored, notes);
    }
  }

  private static void examine(TemplatesSource.Stored stored, Notes notes) {
    try {
      notes.fine(
          "%s has them, in %s"
              .formatted(
                  stored.place(), String.join(", ", stored.load(TemplatesCheck::read).tags())));
    } catch (ConfigurationException e) {
      notes.wrong(Finding.TEMPLATES_WRONG, String.join("; ", e.problems()));
    } catch (AwsException e) {
      notes.wrong(
          e.status() == NOT_FOUND ? Finding.TEMPLATES_WRONG : BucketCheck.finding(e),
          "%s: %s".formatted(stored.place(), e.getMessage()));
    }
  }

  private static Optional<String> read(ObjectPlace place) {
    try (DataBucket bucket = DataBucket.of(place.bucket())) {
      return bucket.current(place.key()).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }
  }
}
