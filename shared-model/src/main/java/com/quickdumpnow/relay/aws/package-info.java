/** What the AWS clients of all programs have in common. */
@NullMarked
package com.quickdumpnow.relay.aws;

import org.jspecify.annotations.NullMarked;
