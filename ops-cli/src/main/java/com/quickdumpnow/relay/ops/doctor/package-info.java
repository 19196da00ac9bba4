/** {@code qdn doctor}: what may be wrong with an installation, and how each of it is found. */
@NullMarked
package com.quickdumpnow.relay.ops.doctor;

import org.jspecify.annotations.NullMarked;
