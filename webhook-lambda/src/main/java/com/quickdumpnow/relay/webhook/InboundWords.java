package com.quickdumpnow.relay.webhook;

import com.quickdumpnow.relay.decision.OptOutWords;
import com.quickdumpnow.relay.log.LogKey;
import com.quickdumpnow.relay.model.InboundWord;
import com.quickdumpnow.relay.store.MaintenanceStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps what customers said about wanting texts. Safe to repeat, in any order. */
final class InboundWords {
  private static final Logger log = LoggerFactory.getLogger(InboundWords.class);

  private final MaintenanceStore store;
  private final OptOutWords words;

  InboundWords(MaintenanceStore store, OptOutWords words) {
    this.store = store;
    this.words = words;
  }

  /**
   * @return whether it is durable; else it is to come again
   */
  boolean record(InboundWord inbound) {
    try {
      boolean optedOut =
          store.changeRecipient(inbound.from(), old -> words.apply(inbound, old)).isOptedOut();
      log.atInfo()
          .addKeyValue(LogKey.MESSAGE_ID, inbound.messageId())
          .addKeyValue(LogKey.WORD, inbound.word())
          .addKeyValue(LogKey.OPTED_OUT, optedOut)
          .log("inbound word recorded");
      return true;
    } catch (RuntimeException e) {
      log.atError()
          .setCause(e)
          .addKeyValue(LogKey.MESSAGE_ID, inbound.messageId())
          .log("inbound word not recorded; it comes again");
      return false;
    }
  }
}
