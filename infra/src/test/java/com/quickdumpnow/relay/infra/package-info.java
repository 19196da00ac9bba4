@NullMarked
package com.quickdumpnow.relay.infra;

import org.jspecify.annotations.NullMarked;
