package com.quickdumpnow.relay.store;

import com.quickdumpnow.relay.model.DocumentSettings;
import com.quickdumpnow.relay.model.JobHistory;
import com.quickdumpnow.relay.model.PhoneNumber;
import com.quickdumpnow.relay.model.Recipient;
import java.util.function.Function;

/**
 * What a change of one job may look at. Every recipient looked up becomes part of the change: it
 * cannot change unseen before the change is committed. Neither can the settings.
 *
 * @param recipients never null: an unknown number gives {@link Recipient#unknown}
 */
public record JobScope(
    JobHistory history, Function<PhoneNumber, Recipient> recipients, DocumentSettings settings) {}
