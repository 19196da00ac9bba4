/**
 * What opens something: the tracking token in a customer's link, and the bearer token of a member
 * of staff. Nothing here is stored; keys and hashes come from the settings.
 */
@NullMarked
package com.quickdumpnow.relay.token;

import org.jspecify.annotations.NullMarked;
