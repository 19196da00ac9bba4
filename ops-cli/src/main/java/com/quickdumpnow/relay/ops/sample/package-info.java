/** The first {@code maintenance.json}: empty, or with sample jobs that look real. */
@NullMarked
package com.quickdumpnow.relay.ops.sample;

import org.jspecify.annotations.NullMarked;
