@NullMarked
package com.quickdumpnow.relay.api.staff;

import org.jspecify.annotations.NullMarked;
