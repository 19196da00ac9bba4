package com.quickdumpnow.relay.api.status;

import com.quickdumpnow.relay.model.JobStatus;

/** A valid request body. */
record StatusCommand(JobStatus status, Amendment amendment) {}
