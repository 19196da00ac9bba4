package com.quickdumpnow.relay.localcloud.twilio;

import java.util.List;

/**
 * A messaging service that an account has.
 *
 * @param sid {@code MG…}
 * @param senders the numbers in its pool
 * @param sticky whether a recipient keeps the sender of the first text
 * @param smartEncoding whether Twilio exchanges characters to save segments
 * @param inboundUrl where a text to it is posted; empty: where its number says
 */
public record OwnedService(
    String account,
    String sid,
    List<String> senders,
    boolean sticky,
    boolean smartEncoding,
    String inboundUrl) {

  public OwnedService {
    senders = List.copyOf(senders);
  }
}
