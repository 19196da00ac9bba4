/**
 * CloudFront on one machine: the static sites behind the real edge function, and the front door.
 */
@NullMarked
package com.quickdumpnow.relay.localcloud.cdn;

import org.jspecify.annotations.NullMarked;
