/** Tests of the job API, through the handler's own door: events in, replies out. */
@NullMarked
package com.quickdumpnow.relay.api;

import org.jspecify.annotations.NullMarked;
