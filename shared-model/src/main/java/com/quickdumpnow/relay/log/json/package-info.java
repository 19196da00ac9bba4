/** How the deployed programs log: one JSON object a line, found by logback as a service. */
@NullMarked
package com.quickdumpnow.relay.log.json;

import org.jspecify.annotations.NullMarked;
