/** The plain HTTP server under every stand-in: binding, bounded bodies, and faults on request. */
@NullMarked
package com.quickdumpnow.relay.localcloud.http;

import org.jspecify.annotations.NullMarked;
