package com.quickdumpnow.relay.api.history;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.quickdumpnow.relay.api.http.EntityTag;
import com.quickdumpnow.relay.api.http.Json;
import com.quickdumpnow.relay.api.http.ProblemType;
import com.quickdumpnow.relay.api.http.Reader;
import com.quickdumpnow.relay.api.http.Reader.LinkHolder;
import com.quickdumpnow.relay.api.http.ReaderAccess;
import com.quickdumpnow.relay.api.http.Replies;
import com.quickdumpnow.relay.api.http.Route.Call;
import com.quickdumpnow.relay.api.http.Staff;
import com.quickdumpnow.relay.lambda.HttpEvent;
import com.quickdumpnow.relay.lambda.HttpReply;
import com.quickdumpnow.relay.lambda.Problem;
import com.quickdumpnow.relay.model.JobHistory;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.store.MaintenanceStore;
import com.quickdumpnow.relay.token.TrackingLinks;

/** {@code GET /jobs/{jobId}/messages}, where jobId is a job's id or a tracking token. */
public final class MessagesRoute {
  /** The page asks every five seconds at the most; a shared link is asked for by many. */
  private static final String SHARED_BRIEFLY = "public, max-age=2";

  private final MaintenanceStore store;
  private final TrackingLinks links;

  public MessagesRoute(MaintenanceStore store, TrackingLinks links) {
    this.store = store;
    this.links = links;
  }

  public HttpReply handle(Call<Reader> call) {
    return switch (call.caller()) {
      case Staff _ -> forStaff(call.parameter("jobId"));
      case LinkHolder(var jobId) -> forCustomer(call.request(), jobId);
    };
  }

  private HttpReply forStaff(String given) {
    JobId jobId;
    try {
      jobId = new JobId(given);
    } catch (IllegalArgumentException _) {
      return unknownJob();
    }
    JobHistory history = history(jobId);
    return history.isEmpty()
        ? unknownJob()
        : Replies.json(200, StaffView.of(history, links.linkTo(jobId)));
  }

  /** From the document, or from the archive once the job has left that. */
  private JobHistory history(JobId jobId) {
    JobHistory current = store.look(jobId).history();
    return current.job().isPresent()
        ? current
        : store
            .archive()
            .find(jobId)
            .map(archived -> current.unitedWith(archived.history()))
            .orElse(current);
  }

  private static HttpReply unknownJob() {
    return Problem.of(ProblemType.UNKNOWN_JOB, "It was never created.").reply();
  }

  private HttpReply forCustomer(HttpEvent request, JobId jobId) {
    JobHistory history = history(jobId);
    return history
        .job()
        .map(job -> shared(request, PublicView.of(job, history)))
        .orElseGet(() -> ReaderAccess.unknownLink().reply());
  }

  private static HttpReply shared(HttpEvent request, ObjectNode view) {
    EntityTag tag = EntityTag.ofContent(Json.write(view));
    HttpReply reply = tag.isKnownTo(request) ? Replies.empty(304) : Replies.json(200, view);
    return reply.with("etag", tag.header()).with("cache-control", SHARED_BRIEFLY);
  }
}
