package com.quickdumpnow.relay.localcloud.twilio;

import java.util.Map;

/**
 * Twilio's refusal.
 *
 * @see <a href="https://www.twilio.com/docs/api/errors">Error dictionary</a>
 */
record TwilioError(int code, int status, String message) {

  private static final int BAD_REQUEST = 400;

  private static final Map<Integer, Integer> STATUS_OF =
      Map.of(20003, 401, 20005, 403, 20403, 403, 10001, 403, 20404, 404, 20429, 429);

  private static final Map<Integer, String> MESSAGE_OF =
      Map.ofEntries(
          Map.entry(20003, "Authentication Error - invalid username"),
          Map.entry(20005, "Account is not active"),
          Map.entry(20403, "Forbidden"),
          Map.entry(20404, "The requested resource was not found"),
          Map.entry(20429, "Too Many Requests"),
          Map.entry(21211, "Invalid 'To' Phone Number"),
          Map.entry(21212, "Invalid 'From' Phone Number"),
          Map.entry(21408, "Permission to send an SMS has not been enabled for the region"),
          Map.entry(21602, "Message body is required."),
          Map.entry(21603, "A 'From' phone number is required."),
          Map.entry(21604, "A 'To' phone number is required."),
          Map.entry(
              21606, "The 'From' phone number provided is not a valid message-capable number"),
          Map.entry(21608, "The number is unverified. Trial accounts cannot message it"),
          Map.entry(21609, "The 'StatusCallback' URL is not a valid URL."),
          Map.entry(21610, "Attempt to send to unsubscribed recipient"),
          Map.entry(21611, "This 'From' number has exceeded the maximum number of queued messages"),
          Map.entry(
              21612, "Message cannot be sent with the current combination of 'To' and 'From'"),
          Map.entry(21614, "'To' number is not a valid mobile number"),
          Map.entry(21617, "The concatenated message body exceeds the 1600 character limit."),
          Map.entry(21624, "Invalid validity period value"),
          Map.entry(21635, "'To' number cannot be a landline"),
          Map.entry(21701, "The Messaging Service does not exist"));

  /** A code with the HTTP status and the words Twilio gives it, 400 for any other. */
  static TwilioError of(int code) {
    return new TwilioError(
        code,
        STATUS_OF.getOrDefault(code, BAD_REQUEST),
        MESSAGE_OF.getOrDefault(code, "Error " + code));
  }

  String moreInfo() {
    return "https://www.twilio.com/docs/errors/" + code;
  }
}
