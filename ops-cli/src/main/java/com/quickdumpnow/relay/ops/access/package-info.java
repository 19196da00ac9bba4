/** Who may use a deployment: staff's tokens, and the operators' own credentials. */
@NullMarked
package com.quickdumpnow.relay.ops.access;

import org.jspecify.annotations.NullMarked;
