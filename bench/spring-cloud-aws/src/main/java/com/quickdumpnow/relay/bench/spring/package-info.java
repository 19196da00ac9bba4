/** A contender, as a user of Spring Cloud AWS would write it. */
@NullMarked
package com.quickdumpnow.relay.bench.spring;

import org.jspecify.annotations.NullMarked;
