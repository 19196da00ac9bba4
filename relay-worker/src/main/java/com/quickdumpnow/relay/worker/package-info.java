/** The long-running program: its settings, its wiring, its start and its stop. */
@NullMarked
package com.quickdumpnow.relay.worker;

import org.jspecify.annotations.NullMarked;
