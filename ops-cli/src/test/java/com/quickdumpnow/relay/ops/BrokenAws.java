package com.quickdumpnow.relay.ops;

import com.quickdumpnow.relay.localcloud.http.Fault;
import com.quickdumpnow.relay.localcloud.http.FaultyProxy;
import com.quickdumpnow.relay.ops.doctor.Finding;
import com.quickdumpnow.relay.ops.local.LocalWorld;
import com.quickdumpnow.relay.ops.testing.BrokenCloud;
import com.quickdumpnow.relay.ops.testing.PlayedServer;
import java.net.URI;
import java.util.Map;

/** What of AWS an installation stands on, broken in one way: its store, its queues, its email. */
final class BrokenAws {
  private final BrokenInstallation on;
  private final LocalWorld world;
  private final BrokenCloud cloud;

  BrokenAws(BrokenInstallation on, LocalWorld world, BrokenCloud cloud) {
    this.on = on;
    this.world = world;
    this.cloud = cloud;
  }

  void breakIt(Finding finding) {
    switch (finding) {
      case S3_UNREACHABLE -> on.set("AWS_ENDPOINT_URL_S3", BrokenInstallation.NOWHERE);
      case BUCKET_MISSING -> on.set("QDN_BUCKET", "no-such-bucket");
      case BUCKET_FORBIDDEN -> on.s3Refuses("GET", on.bucket("forbidden"));
      case BUCKET_UNVERSIONED -> on.set("QDN_BUCKET", cloud.bucket("unversioned", false));
      case BUCKET_WRITE_FORBIDDEN ->
          on.s3Refuses("PUT", on.bucket("read-only") + "/maintenance.json");
      case BUCKET_UNCONDITIONAL -> {
        on.bucket("unconditional");
        world.s3().ignoreConditions(true);
        on.mend(() -> world.s3().ignoreConditions(false));
      }
      case BUCKET_PROBE_FAILED -> on.s3Refuses("GET", on.bucket("write-only") + "/doctor/");
      case DOCUMENT_MISSING -> on.set("QDN_BUCKET", cloud.emptyBucket("empty"));
      case DOCUMENT_REFUSED -> cloud.write(on.bucket("refused"), "{\"schemaVersion\": 999}");
      case DOCUMENT_LARGE -> cloud.pad(on.bucket("large"), 26_000_000);
      case TEMPLATES_WRONG ->
          on.set("QDN_TEMPLATES", "s3://qdn-maintenance/no-such-templates.json");
      case SENDING_PAUSED -> cloud.pause(on.bucket("paused"));
      default -> breakTable(finding);
    }
  }

  private void breakTable(Finding finding) {
    switch (finding) {
      case DYNAMODB_UNREACHABLE -> {
        on.table();
        on.set("AWS_ENDPOINT_URL_DYNAMODB", BrokenInstallation.NOWHERE);
      }
      case TABLE_MISSING -> on.table().fails("DescribeTable", "ResourceNotFoundException");
      case TABLE_FORBIDDEN -> on.table().fails("Query", "AccessDeniedException");
      case TABLE_SHAPE_WRONG -> on.table().loseIndex("due");
      case TABLE_UNRECOVERABLE -> on.table().noRecovery();
      case TABLE_KEEPS_ALL -> on.table().expireBy("someday");
      case TABLE_WRITE_FORBIDDEN -> on.table().fails("PutItem", "AccessDeniedException");
      default -> breakQueues(finding);
    }
  }

  private void breakQueues(Finding finding) {
    switch (finding) {
      case SQS_UNREACHABLE -> on.set("AWS_ENDPOINT_URL_SQS", BrokenInstallation.NOWHERE);
      case QUEUE_MISSING -> notifications(cloud.queueUrl("no-such.fifo"));
      case QUEUE_FORBIDDEN -> sqsRefuses("");
      case QUEUE_SEND_FORBIDDEN -> sqsRefuses("SendMessage");
      case QUEUE_RECEIVE_FORBIDDEN -> sqsRefuses("ReceiveMessage");
      case QUEUE_KIND_WRONG -> notifications(cloud.queue("standard", Map.of()));
      case QUEUE_VISIBILITY_SHORT -> fifo("VisibilityTimeout", "2");
      case QUEUE_RETENTION_SHORT -> {
        // The local SQS knows no retention.
        PlayedServer sqs = PlayedServer.sqsThatForgets();
        on.mend(sqs::close);
        on.set("AWS_ENDPOINT_URL_SQS", sqs.uri().toString());
      }
      case QUEUE_DELAYED -> fifo("DelaySeconds", "9");
      case QUEUE_DEDUPLICATES_CONTENT -> fifo("ContentBasedDeduplication", "true");
      case QUEUE_WITHOUT_DEAD_LETTERS -> notifications(cloud.queueWithoutDeadLetters("alone.fifo"));
      case QUEUE_GIVES_UP_EARLY -> notifications(cloud.queueThatGivesUpAfter(2));
      case DEAD_LETTER_QUEUE_MISSING -> notifications(cloud.queueWhoseDeadLettersAreGone());
      case DEAD_LETTERS_WAITING -> notifications(cloud.queueWithADeadLetter());
      default -> breakMail(finding);
    }
  }

  private void breakMail(Finding finding) {
    var account = world.ses().account();
    String from = on.get("QDN_EMAIL_FROM");
    String set = on.get("QDN_SES_CONFIGURATION_SET");
    switch (finding) {
      case SES_UNREACHABLE -> on.set("AWS_ENDPOINT_URL_SES", BrokenInstallation.NOWHERE);
      case SES_FORBIDDEN -> {
        world
            .ses()
            .faults()
            .add(new Fault("", "GetSendQuota", 100, new Fault.Refuse(403, "AccessDenied")));
        on.mend(world.ses().faults()::clear);
      }
      case SES_STOPPED -> {
        account.sends(false);
        on.mend(() -> account.sends(true));
      }
      case SES_SANDBOX -> limit(200);
      case SES_QUOTA_LOW -> {
        cloud.sendMail(from);
        limit(world.ses().mailbox().size());
      }
      case SES_UNVERIFIED -> {
        account.forget(from);
        on.mend(() -> account.verify(from));
      }
      case SES_EVENTS_UNHEARD -> on.unset("QDN_SES_CONFIGURATION_SET");
      case SES_CONFIGURATION_SET_MISSING -> {
        account.hasConfigurationSet(set, false);
        on.mend(() -> account.hasConfigurationSet(set, true));
      }
      default -> on.breakTwilio(finding);
    }
  }

  private void sqsRefuses(String action) {
    FaultyProxy proxy = FaultyProxy.start("SQS", 0, URI.create(on.get("AWS_ENDPOINT_URL_SQS")));
    on.mend(proxy::close);
    proxy.faults().add(new Fault("", action, 100, new Fault.Refuse(403, "AccessDenied")));
    on.set("AWS_ENDPOINT_URL_SQS", proxy.endpoint().toString());
  }

  private void notifications(String url) {
    on.set("QDN_NOTIFICATIONS_QUEUE_URL", url);
  }

  private void fifo(String attribute, String value) {
    notifications(cloud.queue(attribute + ".fifo", Map.of(attribute, value)));
  }

  private void limit(double perDay) {
    world.ses().account().limit(perDay);
    on.mend(() -> world.ses().account().limit(50_000));
  }
}
