package com.quickdumpnow.relay.api.http;

/**
 * A member of staff who showed a valid bearer token.
 *
 * @param name of the token; goes into the timeline
 */
public record Staff(String name) implements Reader {}
