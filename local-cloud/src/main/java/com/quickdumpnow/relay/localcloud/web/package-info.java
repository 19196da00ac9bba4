/**
 * HTTP for the stand-ins that need the exchange itself: to break an answer off half-way, to pass a
 * request on untouched, to keep the order and number of fields.
 */
@NullMarked
package com.quickdumpnow.relay.localcloud.web;

import org.jspecify.annotations.NullMarked;
