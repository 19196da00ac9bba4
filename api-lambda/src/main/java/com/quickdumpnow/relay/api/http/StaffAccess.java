package com.quickdumpnow.relay.api.http;

import com.quickdumpnow.relay.lambda.HttpEvent;
import com.quickdumpnow.relay.lambda.Problem;
import com.quickdumpnow.relay.token.TrackingTokens;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Staff only, by bearer token (RFC 6750). A tracking token in its place is a genuine credential
 * that opens something else, hence 403 and not 401. Thread-safe.
 */
public final class StaffAccess implements Access<Staff> {
  private static final Pattern BEARER = Pattern.compile("(?i:bearer) +([!-~]+) *");
  private static final String CHALLENGE = "Bearer realm=\"qdn\"";

  private final StaffDirectory staff;
  private final TrackingTokens links;

  public StaffAccess(StaffDirectory staff, TrackingTokens links) {
    this.staff = staff;
    this.links = links;
  }

  @Override
  public Admission<Staff> admit(HttpEvent request, Map<String, String> parameters) {
    Optional<String> header = request.header("Authorization");
    Matcher bearer = BEARER.matcher(header.orElse(""));
    if (!bearer.matches()) {
      return denied("Send a staff token as \"Authorization: Bearer …\".", CHALLENGE);
    }
    Optional<String> name = staff.identify(bearer.group(1));
    if (name.isPresent()) {
      return new Admitted<>(new Staff(name.get()));
    }
    if (links.verify(bearer.group(1)).isPresent()) {
      return new Denied<>(
          Problem.of(
              ProblemType.FORBIDDEN, "A tracking link's token opens its own timeline only."));
    }
    return denied("This staff token is not known.", CHALLENGE + ", error=\"invalid_token\"");
  }

  private static Denied<Staff> denied(String detail, String challenge) {
    return new Denied<>(
        Problem.of(ProblemType.UNAUTHENTICATED, detail).withHeader("www-authenticate", challenge));
  }
}
