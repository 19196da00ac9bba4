/** Measures the relay beside what a user would pick instead. Never part of the tests. */
@NullMarked
package com.quickdumpnow.relay.bench;

import org.jspecify.annotations.NullMarked;
