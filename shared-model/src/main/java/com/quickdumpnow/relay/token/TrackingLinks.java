package com.quickdumpnow.relay.token;

import com.quickdumpnow.relay.config.MalformedSettingException;
import com.quickdumpnow.relay.model.JobId;
import java.util.regex.Pattern;

/**
 * The link a customer gets: {@code {base}?j={token}}. Thread-safe.
 *
 * @param base where the tracking page is, as it stands in texts; the scheme may be left out to save
 *     room: {@code quickdumpnow.com/track}
 */
public record TrackingLinks(String base, TrackingTokens tokens) {
  /** What {@code base} is, in words. */
  public static final String FORMAT = "a URL without query, such as quickdumpnow.com/track";

  /** Only characters that cost one unit in GSM-7 and end no link. */
  private static final Pattern BASE =
      Pattern.compile("(https?://)?[A-Za-z0-9][A-Za-z0-9.-]*(:[0-9]{1,5})?(/[A-Za-z0-9._-]+)*/?");

  public TrackingLinks {
    checkBase(base);
  }

  /**
   * Returns {@code base} when it is one: for {@code Settings.parsed}.
   *
   * @throws MalformedSettingException when it is not
   */
  public static String checkBase(String base) {
    if (!BASE.matcher(base).matches()) {
      throw new MalformedSettingException("is not a plain URL");
    }
    return base;
  }

  public String linkTo(JobId job) {
    return base + "?j=" + tokens.issue(job);
  }
}
