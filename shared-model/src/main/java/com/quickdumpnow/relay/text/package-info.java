/**
 * What customers read: the text and the email for each status of a job, and how a text is counted
 * in segments. Pure functions; nothing is sent here.
 */
@NullMarked
package com.quickdumpnow.relay.text;

import org.jspecify.annotations.NullMarked;
