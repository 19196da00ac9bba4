package com.quickdumpnow.relay.api.maintenance;

import com.quickdumpnow.relay.api.http.EntityTag;
import com.quickdumpnow.relay.api.http.ProblemType;
import com.quickdumpnow.relay.api.http.Replies;
import com.quickdumpnow.relay.api.http.Route.Call;
import com.quickdumpnow.relay.api.http.Staff;
import com.quickdumpnow.relay.json.MaintenanceJson;
import com.quickdumpnow.relay.lambda.FormFields;
import com.quickdumpnow.relay.lambda.HttpEvent;
import com.quickdumpnow.relay.lambda.HttpReply;
import com.quickdumpnow.relay.lambda.Problem;
import com.quickdumpnow.relay.lambda.Problem.FieldError;
import com.quickdumpnow.relay.store.DocumentPages;
import com.quickdumpnow.relay.store.DocumentPages.Content;
import com.quickdumpnow.relay.store.DocumentPages.Page;
import com.quickdumpnow.relay.store.MaintenanceStore;
import com.quickdumpnow.relay.store.MaintenanceStore.Packed;
import com.quickdumpnow.relay.store.MaintenanceStore.Stored;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * {@code GET /maintenance}: the document whole, compressed where the caller takes that. Where it
 * would still pass what a Lambda may answer (<a
 * href="https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html">6 MB</a>, in which
 * base64 costs a third), or where the store keeps it in pages itself, the answer is its first page,
 * and {@code Link} leads to the others.
 */
public final class MaintenanceRoute {
  /** 4 MiB are 5.6 MB in base64, which leaves room for headers. */
  static final int MAX_BODY = 4 * 1024 * 1024;

  private static final Pattern PAGE = Pattern.compile("[1-9][0-9]{0,5}");

  private final MaintenanceStore store;
  private final int maxBody;

  public MaintenanceRoute(MaintenanceStore store) {
    this(store, MAX_BODY);
  }

  MaintenanceRoute(MaintenanceStore store, int maxBody) {
    this.store = store;
    this.maxBody = maxBody;
  }

  public HttpReply handle(Call<Staff> call) {
    HttpEvent request = call.request();
    Optional<String> page =
        FormFields.parse(request.rawQuery()).flatMap(query -> query.first("page"));
    Optional<DocumentPages> pages = store.pages();
    if (pages.isPresent()) {
      return page(request, pages.get(), page);
    }
    if (page.isPresent() && !PAGE.matcher(page.get()).matches()) {
      return ProblemType.invalid(List.of(new FieldError("page", "use a number from 1 up"))).reply();
    }
    return page.isPresent() ? page(request, Integer.parseInt(page.get())) : whole(request);
  }

  private HttpReply whole(HttpEvent request) {
    Packed packed = store.packed();
    EntityTag tag = EntityTag.ofVersion(packed.version());
    if (tag.isKnownTo(request)) {
      return fresh(Replies.empty(304), tag);
    }
    boolean gzip = Gzip.isAcceptedBy(request);
    byte[] body = gzip ? packed.gzip() : Gzip.expand(packed.gzip());
    return body.length <= maxBody ? fresh(encoded(body, gzip), tag) : page(request, 1);
  }

  private HttpReply page(HttpEvent request, DocumentPages pages, Optional<String> cursor) {
    Optional<Page> found =
        cursor.filter(given -> !DocumentPages.CURSOR.matcher(given).matches()).isPresent()
            ? Optional.empty()
            : pages.page(cursor);
    if (found.isEmpty()) {
      return Problem.of(ProblemType.NO_SUCH_PAGE, "Follow the links from the first page.").reply();
    }
    Page page = found.get();
    EntityTag tag = EntityTag.ofVersion(page.version());
    if (tag.isKnownTo(request)) {
      return fresh(Replies.empty(304), tag);
    }
    Content content = page.content().get();
    HttpReply reply = fresh(encoded(MaintenanceJson.write(content.document()), request), tag);
    return content.next().map(next -> linked(reply, next)).orElse(reply);
  }

  private HttpReply page(HttpEvent request, int number) {
    Stored stored = store.read();
    EntityTag tag = EntityTag.ofVersion(stored.version() + ".page" + number);
    if (tag.isKnownTo(request)) {
      return fresh(Replies.empty(304), tag);
    }
    List<byte[]> pages = Pages.of(stored.document(), maxBody);
    if (number > pages.size()) {
      return Problem.of(ProblemType.NO_SUCH_PAGE, "The last page is " + pages.size() + ".").reply();
    }
    HttpReply reply = fresh(encoded(pages.get(number - 1), request), tag);
    return number < pages.size() ? linked(reply, Integer.toString(number + 1)) : reply;
  }

  private static HttpReply linked(HttpReply reply, String next) {
    return reply.with("link", "<?page=" + next + ">; rel=\"next\"");
  }

  private static HttpReply encoded(byte[] json, HttpEvent request) {
    boolean gzip = Gzip.isAcceptedBy(request);
    return encoded(gzip ? Gzip.compress(json) : json, gzip);
  }

  private static HttpReply encoded(byte[] body, boolean gzip) {
    HttpReply reply = Replies.binary(200, "application/json", body);
    return gzip ? reply.with("content-encoding", "gzip") : reply;
  }

  private static HttpReply fresh(HttpReply reply, EntityTag tag) {
    return reply
        .with("etag", tag.header())
        .with("vary", "Accept-Encoding")
        .with("cache-control", "private, no-cache");
  }
}
