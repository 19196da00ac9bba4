/** Under the stand-ins for AWS: request in, answer out, bounded bodies, and faults on request. */
@NullMarked
package com.quickdumpnow.relay.localcloud.http;

import org.jspecify.annotations.NullMarked;
