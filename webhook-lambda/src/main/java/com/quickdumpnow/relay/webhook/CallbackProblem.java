package com.quickdumpnow.relay.webhook;

import com.quickdumpnow.relay.lambda.ProblemKind;

/** Every kind of problem that whoever calls us back is told of. */
enum CallbackProblem implements ProblemKind {
  INVALID_REQUEST(400, "The request is not valid"),
  UNSIGNED(403, "The request is not Twilio's"),
  NO_SUCH_PATH(404, "There is nothing at this path"),
  METHOD_NOT_ALLOWED(405, "This method is not allowed here"),
  BODY_TOO_LARGE(413, "The body is too large"),
  UNSUPPORTED_MEDIA_TYPE(415, "The body has to be a form"),
  INTERNAL(500, "Something went wrong here"),
  QUEUE_UNAVAILABLE(503, "The news cannot be kept right now");

  private final int status;
  private final String title;

  CallbackProblem(int status, String title) {
    this.status = status;
    this.title = title;
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
