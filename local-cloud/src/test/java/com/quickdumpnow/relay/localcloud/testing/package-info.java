/**
 * What tests of any module need to talk to an AWS: LocalStack where there is Docker, or our own.
 */
@NullMarked
package com.quickdumpnow.relay.localcloud.testing;

import org.jspecify.annotations.NullMarked;
