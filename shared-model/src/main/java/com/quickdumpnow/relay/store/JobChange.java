package com.quickdumpnow.relay.store;

import com.quickdumpnow.relay.model.JobId;
import java.util.function.Function;

/** A change of one job, to be applied to whatever is current. */
public record JobChange<R>(JobId id, Function<JobScope, Changed<R>> change) {}
