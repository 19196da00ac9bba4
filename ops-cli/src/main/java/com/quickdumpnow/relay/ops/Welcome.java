package com.quickdumpnow.relay.ops;

import com.quickdumpnow.relay.ops.local.Carriers;
import com.quickdumpnow.relay.ops.local.Links;
import com.quickdumpnow.relay.ops.local.LocalWorld;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Help.Ansi;

/** What {@code qdn up} tells once it is ready: what to open, and what to try. */
record Welcome(LocalWorld world, Duration took, Optional<Path> data) {
  String text() {
    Links links = world.links();
    String text =
        """

        @|bold,green QDN Relay is up|@ after %s. Nothing leaves this machine. Ctrl-C stops it.

          @|bold Start here|@        %s/
          @|bold Tracking page|@     %s
          @|bold Dashboard|@         %s#token=%s
          @|bold Texts|@             %s
          @|bold Emails|@            %s
          @|bold Health, metrics|@   %s  %s
          @|bold Data|@              %s

        @|bold Change a job's status|@: the text goes out, its receipt comes back, the page shows it.

          curl -sS %s/jobs/job-$RANDOM/status \\
            -H 'Authorization: Bearer %s' -H 'Content-Type: application/json' \\
            -d '{"status":"dispatched","customer":{"name":"Ana","phone":"+16195550123","email":"ana@example.com"},"load":{"material":"Gravel","address":"12 Bay St"}}'

        @|bold Make the primary carrier fail|@, and send another one: the second carrier takes over.

          curl -sS %s -d '{"from":"%s","answer":{"kind":"refuse","code":21612}}'

        Every carrier (then it goes by email): the same without "from". All well again:

          curl -sS -X DELETE %s

        @|bold A customer texts STOP|@ (START takes it back), and the next one goes by email:

          curl -sS %s -d '{"from":"+16195550123","to":"%s","body":"STOP"}'

        Test the whole way, in another terminal: @|bold ./qdn smoke|@

        """
            .formatted(
                String.format(Locale.ROOT, "%.1f s", took.toMillis() / 1000.0),
                links.front(),
                links.sampleTracking(),
                links.dashboard(),
                world.staffToken().reveal(),
                links.texts(),
                links.emails(),
                links.health(),
                links.metrics(),
                data.map(folder -> folder.toAbsolutePath().toString())
                    .orElse("temporary, deleted at the end; --data DIR keeps them"),
                links.front(),
                world.staffToken().reveal(),
                links.carrierRules(),
                Carriers.PRIMARY,
                links.carrierRules(),
                links.inboundTexts(),
                Carriers.PRIMARY);
    return Ansi.AUTO.string(text);
  }
}
