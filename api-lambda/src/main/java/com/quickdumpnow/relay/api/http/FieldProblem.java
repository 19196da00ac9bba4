package com.quickdumpnow.relay.api.http;

/**
 * What is wrong with one part of a request.
 *
 * @param field a JSON pointer into the body ({@code /customer/phone}), or the name of a header,
 *     path or query parameter
 * @param detail what would be right; never what was given
 */
public record FieldProblem(String field, String detail) {}
