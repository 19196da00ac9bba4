/** Whose bearer tokens are good: those of the settings, and those in an object of S3. */
@NullMarked
package com.quickdumpnow.relay.api.staff;

import org.jspecify.annotations.NullMarked;
