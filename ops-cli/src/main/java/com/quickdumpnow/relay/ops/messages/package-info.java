/** What customers are told, looked at before they are. */
@NullMarked
package com.quickdumpnow.relay.ops.messages;

import org.jspecify.annotations.NullMarked;
