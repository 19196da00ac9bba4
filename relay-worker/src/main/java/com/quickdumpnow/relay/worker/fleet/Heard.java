package com.quickdumpnow.relay.worker.fleet;

/**
 * A report of another worker.
 *
 * @param bySenior whether that has been a member for longer
 */
public record Heard(Report report, boolean bySenior) {}
