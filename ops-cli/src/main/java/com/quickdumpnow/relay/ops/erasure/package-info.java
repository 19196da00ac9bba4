/** Takes one person's data out of everything a deployment keeps. */
@NullMarked
package com.quickdumpnow.relay.ops.erasure;

import org.jspecify.annotations.NullMarked;
