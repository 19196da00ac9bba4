package com.quickdumpnow.relay.api.http;

import com.quickdumpnow.relay.lambda.Problem;
import com.quickdumpnow.relay.lambda.Problem.FieldError;
import com.quickdumpnow.relay.lambda.ProblemKind;
import java.util.List;

/** Every kind of problem the API reports. {@code openapi.json} documents each. */
public enum ProblemType implements ProblemKind {
  MALFORMED_JSON(400, "The body is not well-formed JSON"),
  INVALID_REQUEST(400, "The request is not valid"),
  UNAUTHENTICATED(401, "Credentials are missing or wrong"),
  FORBIDDEN(403, "These credentials do not open this"),
  NO_SUCH_PATH(404, "There is nothing at this path"),
  UNKNOWN_JOB(404, "There is no such job"),
  UNKNOWN_LINK(404, "This tracking link opens nothing"),
  UNKNOWN_NOTIFICATION(404, "There is no such notification"),
  NOT_SUPPRESSED(404, "Texts to this number are not suppressed"),
  NO_SUCH_PAGE(404, "The document has no such page"),
  METHOD_NOT_ALLOWED(405, "This method is not allowed here"),
  ILLEGAL_MOVE(409, "The job cannot take this status"),
  STILL_ON_ITS_WAY(409, "The relay is not done with this job's notifications"),
  NOT_EXHAUSTED(409, "The customer was not out of reach"),
  CONCURRENT_REQUEST(409, "The same request is being handled already"),
  BODY_TOO_LARGE(413, "The body is too large"),
  UNSUPPORTED_MEDIA_TYPE(415, "The body has to be JSON"),
  KEY_REUSED(422, "This Idempotency-Key was used with another body"),
  INTERNAL(500, "Something went wrong here"),
  STORE_UNAVAILABLE(503, "The store cannot be reached right now"),
  COMMIT_UNKNOWN(503, "Whether the change was kept is unknown"),
  DOCUMENT_REFUSED(503, "The store needs mending by staff");

  private final int status;
  private final String title;

  ProblemType(int status, String title) {
    this.status = status;
    this.title = title;
  }

  /** That the request is not valid, and where. */
  public static Problem invalid(List<FieldError> errors) {
    return Problem.of(
            INVALID_REQUEST,
            "Nothing was changed; \"errors\" says for each field what would be right.")
        .withErrors(errors);
  }

  @Override
  public int status() {
    return status;
  }

  @Override
  public String title() {
    return title;
  }
}
