package com.quickdumpnow.relay.api.http;

import com.quickdumpnow.relay.lambda.HttpEvent;
import com.quickdumpnow.relay.lambda.Problem;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.token.TrackingTokens;
import java.util.Map;
import java.util.Optional;

/**
 * Whoever holds a job's tracking token, given in place of the job id; else staff. The dot tells
 * them apart: no job id has one. Thread-safe.
 */
public final class ReaderAccess implements Access<Reader> {
  private final String parameter;
  private final TrackingTokens links;
  private final StaffAccess staff;

  /**
   * @param parameter of the path: a job id or a tracking token
   */
  public ReaderAccess(String parameter, TrackingTokens links, StaffAccess staff) {
    this.parameter = parameter;
    this.links = links;
    this.staff = staff;
  }

  /** What a link gets that opens nothing, for whatever reason. */
  public static Problem unknownLink() {
    return Problem.of(
        ProblemType.UNKNOWN_LINK, "Open the link from the text or email again, all of it.");
  }

  @Override
  public Admission<Reader> admit(HttpEvent request, Map<String, String> parameters) {
    String given = parameters.getOrDefault(parameter, "");
    if (given.contains(".")) {
      Optional<JobId> job = links.verify(given);
      return job.isPresent()
          ? new Admitted<>(new Reader.LinkHolder(job.get()))
          : new Denied<>(unknownLink());
    }
    return switch (staff.admit(request, parameters)) {
      case Admitted<Staff>(var caller) -> new Admitted<>(caller);
      case Denied<Staff>(var problem) -> new Denied<>(problem);
    };
  }
}
