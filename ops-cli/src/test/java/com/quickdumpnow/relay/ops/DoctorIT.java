package com.quickdumpnow.relay.ops;

import static com.quickdumpnow.relay.ops.DoctorWorld.found;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.quickdumpnow.relay.json.TemplatesJson;
import com.quickdumpnow.relay.localcloud.twilio.OwnedNumber;
import com.quickdumpnow.relay.localcloud.twilio.OwnedService;
import com.quickdumpnow.relay.ops.doctor.Finding;
import com.quickdumpnow.relay.ops.local.Carriers;
import com.quickdumpnow.relay.ops.testing.Operator;
import com.quickdumpnow.relay.ops.testing.Operator.Said;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code qdn doctor}, on a relay that is well and on one that is broken for each finding. */
final class DoctorIT {
  @TempDir static Path folder;
  private static DoctorWorld world;

  @BeforeAll
  static void start() {
    world = new DoctorWorld(folder);
  }

  @AfterAll
  static void stop() {
    world.close();
  }

  @Test
  void doctor_ofAnInstallationThatIsWell_findsNothingAndChangesNothing() {
    Operator operator = world.doctor("well");
    int objects = world.objects();

    Said said = operator.types("--json").exits(0);

    assertThat(said.json().path("findingCount").asInt()).isZero();
    assertThat(said.json().path("observations").findValuesAsText("result"))
        .doesNotContain("skipped")
        .hasSizeGreaterThan(20);
    assertThat(operator.types().exits(0).out())
        .contains("ok", "Nothing is wrong.")
        .doesNotContain("\u001b[", world.relay.staffToken().reveal());
    assertThat(world.objects()).isEqualTo(objects);
  }

  @Test
  void doctor_ofAnInstallationWithATable_looksAtThatInsteadOfTheDocument() {
    try (BrokenInstallation whole = world.whole()) {
      whole.table();

      Said said = world.doctorOf(whole, "table").types().exits(0);

      assertThat(said.out())
          .contains("qdn-table is there, with its indexes", "can be read", "Nothing is wrong.")
          .doesNotContain("  bucket", "  document");
    }
  }

  @Test
  void doctor_mayProbeWrites_writesAndLeavesNothing() {
    Operator operator = world.doctor("probing");
    int objects = world.objects();

    Said said = operator.types("--probe-writes").exits(0);

    assertThat(said.out()).contains("an object was written, read and deleted");
    assertThat(world.objects()).isEqualTo(objects);
  }

  @ParameterizedTest
  @EnumSource
  void doctor_ofAnInstallationThatIsBroken_findsThatAndSaysWhatToDo(Finding finding)
      throws IOException {
    try (BrokenInstallation broken = world.with(finding)) {
      Operator operator = world.doctorOf(broken, finding);
      if (finding == Finding.SETTINGS_NOT_PRIVATE) {
        open(folder.resolve(finding.name()));
      }

      Said said = operator.types("--json", "--probe-writes").exits(1);

      assertThat(found(said.json())).as(said.out()).isEqualTo(broken.found());
      assertThat(operator.types("--probe-writes").exits(1).out())
          .contains(finding.level().name().toLowerCase(Locale.ROOT), finding.remedy());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "QDN_HTTP_PORT | eighty",
        "QDN_HTTP_HOST | localhost",
        "QDN_TRACK_URL | ftp://example.com/track",
        "QDN_ALLOWED_NUMBERS | 6195551234",
        "QDN_RETENTION | a week",
        "QDN_REDACT_AFTER | 1h",
        "QDN_LOOKUP_ACCOUNT | AC-not-a-sid",
        "QDN_TABLE | no table",
        "QDN_LEASE | none",
        "QDN_TEMPLATES | {}",
        "OTEL_EXPORTER_OTLP_ENDPOINT | collector:4318",
        "OTEL_EXPORTER_OTLP_HEADERS | authorization",
      })
  void doctor_ofAMalformedSetting_saysSoOnce(String name, String value) {
    try (BrokenInstallation broken = world.whole()) {
      broken.set(name, value);

      JsonNode seen = world.doctorOf(broken, "malformed-" + name).types("--json").exits(1).json();

      assertThat(found(seen)).containsExactly(Finding.SETTING_WRONG);
      assertThat(seen.path("findingCount").asInt()).isOne();
      assertThat(seen.path("observations").findValuesAsText("words"))
          .anyMatch(words -> words.startsWith(name + " "));
    }
  }

  @Test
  void doctor_whatNobodyForesaw_looksAtTheRestAndSaysThatItCouldNotLook() {
    try (BrokenInstallation broken = world.whole()) {
      broken.set("QDN_STAFF_TOKEN", "no-header\u0001takes-this");

      Said said = world.doctorOf(broken, "unforeseen").types().exits(2);

      assertThat(said.out())
          .contains("could not look: IllegalArgumentException", "worker", "clocks")
          .contains("Nothing was found, but not everything could be looked at.")
          .doesNotContain("takes-this");
      assertThat(said.err()).doesNotContain("Exception");
    }
  }

  @Test
  void doctor_clientsOfAwsCannotEvenBeMade_findsThat() {
    try (BrokenInstallation broken = world.whole()) {
      for (String service : List.of("S3", "SQS", "SES")) {
        broken.set("AWS_ENDPOINT_URL_" + service, "no endpoint");
      }

      JsonNode seen = world.doctorOf(broken, "no-clients").types("--json").exits(1).json();

      assertThat(found(seen))
          .containsExactlyInAnyOrder(
              Finding.S3_UNREACHABLE, Finding.SQS_UNREACHABLE, Finding.SES_UNREACHABLE);
      assertThat(seen.path("observations").findValuesAsText("result")).doesNotContain("failed");
    }
  }

  @Test
  void doctor_documentMayNotBeRead_isNoCleanBill() {
    try (BrokenInstallation broken = world.whole()) {
      String bucket = broken.bucket("unread");
      world.cloud.write(bucket, "corrupt");
      broken.s3Refuses("GET", bucket + "/maintenance.json");

      JsonNode seen = world.doctorOf(broken, bucket).types("--json").exits(1).json();

      assertThat(found(seen)).containsExactly(Finding.BUCKET_FORBIDDEN);
    }
  }

  @Test
  void doctor_mayWriteTheDocumentOnly_leavesItAndSaysWhatWasNotLookedAt() {
    try (BrokenInstallation broken = world.whole()) {
      String bucket = broken.bucket("least-privilege");
      broken.s3Refuses("PUT", bucket + "/doctor/");
      int versions = world.cloud.versions(bucket);

      Said said = world.doctorOf(broken, bucket).types("--probe-writes").exits(0);

      assertThat(said.out())
          .contains("may not write below doctor/: whether conditions are kept was not looked at");
      assertThat(world.cloud.versions(bucket)).isEqualTo(versions);
    }
  }

  @Test
  void doctor_probedObjectCannotBeRead_leavesNothing() {
    try (BrokenInstallation broken = world.whole()) {
      String bucket = broken.bucket("unreadable-probe");
      broken.s3Refuses("GET", bucket + "/doctor/");
      int versions = world.cloud.versions(bucket);

      Said said = world.doctorOf(broken, bucket).types("--json", "--probe-writes").exits(1);

      assertThat(found(said.json())).containsExactly(Finding.BUCKET_PROBE_FAILED);
      assertThat(world.cloud.versions(bucket)).isEqualTo(versions);
    }
  }

  @Test
  void doctor_templatesInAnObject_looksWhetherTheyCanBeUsed() {
    try (BrokenInstallation broken = world.whole()) {
      String bucket = broken.bucket("worded");
      broken.set(
          "QDN_TEMPLATES",
          world.cloud.put(bucket, "templates-1.json", TemplatesJson.standardText()));

      assertThat(world.doctorOf(broken, "worded").types().exits(0).out())
          .contains("s3://worded/templates-1.json has them, in en, es");

      broken.set("QDN_TEMPLATES", world.cloud.put(bucket, "templates-2.json", "{}"));

      assertThat(found(world.doctorOf(broken, "miswritten").types("--json").exits(1).json()))
          .containsExactly(Finding.TEMPLATES_WRONG);
    }
  }

  @Test
  void doctor_serviceLeavesInboundToItsNumbers_looksAtThose() {
    try (BrokenInstallation broken = world.whole()) {
      String account = Carriers.PRIMARY_ACCOUNT;
      broken.service(
          new OwnedService(
              account, BrokenInstallation.SERVICE, List.of(Carriers.PRIMARY), false, false, ""));

      world.doctorOf(broken, "numbers-well").types().exits(0);
      broken.instead(new OwnedNumber(account, Carriers.PRIMARY, true, "", "POST"));
      Said said = world.doctorOf(broken, "numbers-deaf").types("--json").exits(1);

      assertThat(found(said.json())).containsExactly(Finding.INBOUND_URL_WRONG);
      assertThat(said.out()).contains(Carriers.PRIMARY, BrokenInstallation.SERVICE, "nowhere");
    }
  }

  @ParameterizedTest
  @CsvSource({"127.0.0.1, 127.0.0.1:1", "::1, [0:0:0:0:0:0:0:1]:1"})
  void doctor_nobodyAnswersWhereTheWorkerShouldBeOnThisMachine_itIsDown(String host, String shown) {
    try (BrokenInstallation broken = world.whole()) {
      broken.set("QDN_HTTP_HOST", host);
      broken.set("QDN_HTTP_PORT", "1");

      Said said = world.doctorOf(broken, "down-" + host.length()).types("--json").exits(1);

      assertThat(found(said.json())).containsExactly(Finding.WORKER_DOWN);
      assertThat(said.out()).contains("nobody answers at " + shown);
    }
  }

  @Test
  void doctor_nobodyAnswersWhereTheWorkerMayBeElsewhere_wasNotSeen() {
    try (BrokenInstallation broken = world.whole()) {
      broken.set("QDN_HTTP_HOST", "0.0.0.0");
      broken.set("QDN_HTTP_PORT", "1");

      assertThat(world.doctorOf(broken, "elsewhere").types().exits(0).out())
          .contains("not looked at: no worker answers at 0.0.0.0:1");
    }
  }

  @Test
  void doctor_wrongOptionOrNoSettings_couldNotLook() {
    assertThat(
            DoctorWorld.command().setErr(new PrintWriter(new StringWriter())).execute("--colour"))
        .isEqualTo(2);
    assertThat(
            DoctorWorld.command()
                .setErr(new PrintWriter(new StringWriter()))
                .execute("--settings", folder.resolve("nowhere").toString()))
        .isEqualTo(2);
  }

  private static void open(Path file) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
  }
}
