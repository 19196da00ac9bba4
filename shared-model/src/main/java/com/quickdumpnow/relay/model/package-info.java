/**
 * What QDN Relay talks about: jobs and their customers, trailers, notifications with their
 * attempts, recipients, and the document that holds them all. Values and records only; they know no
 * vendor, no clock and no thread.
 */
@NullMarked
package com.quickdumpnow.relay.model;

import org.jspecify.annotations.NullMarked;
