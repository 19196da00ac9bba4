/** Tests of the local world's parts. */
@NullMarked
package com.quickdumpnow.relay.ops.local;

import org.jspecify.annotations.NullMarked;
