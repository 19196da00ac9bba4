/** What people and monitoring see of the worker: its health and its metrics, over HTTP. */
@NullMarked
package com.quickdumpnow.relay.worker.health;

import org.jspecify.annotations.NullMarked;
