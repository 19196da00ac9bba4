/** The switch that pauses and resumes all sending. */
@NullMarked
package com.quickdumpnow.relay.api.sending;

import org.jspecify.annotations.NullMarked;
