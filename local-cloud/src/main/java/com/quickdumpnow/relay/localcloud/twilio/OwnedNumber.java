package com.quickdumpnow.relay.localcloud.twilio;

/**
 * A number or a short code that an account has.
 *
 * @param number E.164, or 3 to 6 digits for a short code
 * @param texts whether it can send texts
 * @param inboundUrl where a text to it is posted; empty: nowhere
 * @param inboundMethod POST or GET
 */
public record OwnedNumber(
    String account, String number, boolean texts, String inboundUrl, String inboundMethod) {

  public OwnedNumber(String account, String number, String inboundUrl) {
    this(account, number, true, inboundUrl, "POST");
  }

  boolean isShortCode() {
    return !number.startsWith("+");
  }
}
