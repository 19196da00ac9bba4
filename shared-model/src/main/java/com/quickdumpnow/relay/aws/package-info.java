/** What every client of AWS is made with. */
@NullMarked
package com.quickdumpnow.relay.aws;

import org.jspecify.annotations.NullMarked;
