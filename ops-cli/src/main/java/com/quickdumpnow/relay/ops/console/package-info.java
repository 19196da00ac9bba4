/** How every operator's command talks: tables, JSON, colour, questions and progress. */
@NullMarked
package com.quickdumpnow.relay.ops.console;

import org.jspecify.annotations.NullMarked;
