package com.quickdumpnow.relay.localcloud.s3;

import com.quickdumpnow.relay.localcloud.http.Answer;
import com.quickdumpnow.relay.localcloud.http.Request;
import com.quickdumpnow.relay.localcloud.http.Service;
import com.quickdumpnow.relay.localcloud.http.Xml;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** Finds out what a request wants of S3 (path style) and has it done. */
final class S3Service implements Service {

  /** Sub-resources the stand-in has no idea of must fail loudly, not act on the object itself. */
  private static final Set<String> UNSUPPORTED =
      Set.of(
          "uploads",
          "uploadId",
          "partNumber",
          "acl",
          "tagging",
          "policy",
          "lifecycle",
          "cors",
          "encryption",
          "notification",
          "object-lock",
          "legal-hold",
          "retention",
          "attributes",
          "website",
          "replication",
          "logging",
          "publicAccessBlock",
          "ownershipControls");

  private final Buckets buckets;
  private volatile boolean ignoresConditions;

  S3Service(Buckets buckets) {
    this.buckets = buckets;
  }

  void ignoreConditions(boolean ignored) {
    ignoresConditions = ignored;
  }

  @Override
  public Answer answer(Request request) {
    try {
      refuseUnsupported(request);
      String[] path = request.path().substring(1).split("/", 2);
      if (path[0].isEmpty()) {
        return listBuckets();
      }
      if (path.length == 1 || path[1].isEmpty()) {
        return bucket(request, path[0]);
      }
      return new ObjectRoutes(buckets.get(path[0]), ignoresConditions).answer(request, path[1]);
    } catch (S3Exception e) {
      return render(e);
    }
  }

  @Override
  public Answer error(int status, String code, String message) {
    return render(new S3Exception(status, code, message));
  }

  @Override
  public String subject(Request request) {
    return request.path().substring(1);
  }

  static Answer render(S3Exception error) {
    String document =
        Xml.document(
            "Error",
            "",
            root ->
                root.text("Code", error.code())
                    .text("Message", String.valueOf(error.getMessage()))
                    .text("RequestId", UUID.randomUUID()));
    return Answer.text(error.status(), "application/xml", document);
  }

  private Answer bucket(Request request, String name) {
    boolean versioning = request.query().containsKey("versioning");
    return switch (request.method()) {
      case "PUT" -> versioning ? putVersioning(request, name) : create(name);
      case "GET" -> get(request, name, versioning);
      case "HEAD" -> {
        buckets.get(name);
        yield Answer.empty(200).with("x-amz-bucket-region", "us-east-1");
      }
      case "DELETE" -> {
        buckets.delete(name);
        yield Answer.empty(204);
      }
      case "POST" -> {
        if (!request.query().containsKey("delete")) {
          throw notImplemented("POST on a bucket without ?delete");
        }
        yield new ObjectRoutes(buckets.get(name), ignoresConditions).deleteAll(request);
      }
      default -> throw methodNotAllowed();
    };
  }

  private Answer get(Request request, String name, boolean versioning) {
    Bucket bucket = buckets.get(name);
    if (versioning) {
      return Answer.text(
          200,
          "application/xml",
          Xml.document(
              "VersioningConfiguration",
              Listings.NAMESPACE,
              root -> {
                if (!bucket.versioning().isEmpty()) {
                  root.text("Status", bucket.versioning());
                }
              }));
    }
    if (request.query().containsKey("location")) {
      return Answer.text(
          200, "application/xml", Xml.document("LocationConstraint", Listings.NAMESPACE, _ -> {}));
    }
    Listings listings = new Listings(name, bucket, request);
    return request.query().containsKey("versions") ? listings.versions() : listings.objects();
  }

  private Answer create(String name) {
    buckets.create(name);
    return Answer.empty(200).with("Location", "/" + name);
  }

  private Answer putVersioning(Request request, String name) {
    String status = XmlBody.parse(Payload.of(request).bytes()).text("Status");
    if (!status.equals("Enabled") && !status.equals("Suspended")) {
      throw new S3Exception(400, "MalformedXML", "Status must be Enabled or Suspended.");
    }
    buckets.get(name).setVersioning(status);
    return Answer.empty(200);
  }

  private Answer listBuckets() {
    return Answer.text(
        200,
        "application/xml",
        Xml.document(
            "ListAllMyBucketsResult",
            Listings.NAMESPACE,
            root ->
                root.element(
                    "Buckets",
                    list ->
                        buckets
                            .names()
                            .forEach(name -> list.element("Bucket", b -> b.text("Name", name))))));
  }

  private static void refuseUnsupported(Request request) {
    Set<String> asked = new TreeSet<>(request.query().keySet());
    asked.retainAll(UNSUPPORTED);
    if (!asked.isEmpty()) {
      throw notImplemented("?" + asked.iterator().next());
    }
    if (request.header("x-amz-copy-source").isPresent()) {
      throw notImplemented("CopyObject");
    }
  }

  static S3Exception methodNotAllowed() {
    return new S3Exception(
        405, "MethodNotAllowed", "The specified method is not allowed against this resource.");
  }

  private static S3Exception notImplemented(String what) {
    return new S3Exception(501, "NotImplemented", "The local S3 does not do " + what + ".");
  }
}
