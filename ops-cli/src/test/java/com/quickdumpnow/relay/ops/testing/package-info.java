/** What the tests of the whole have in common: a person with a browser, and a dispatch console. */
@NullMarked
package com.quickdumpnow.relay.ops.testing;

import org.jspecify.annotations.NullMarked;
