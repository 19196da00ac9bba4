/** Where customers are, as their numbers tell. */
@NullMarked
package com.quickdumpnow.relay.worker.zones;

import org.jspecify.annotations.NullMarked;
