/**
 * The whole relay on one machine, in one process: the stand-ins of local-cloud, the packaged
 * programs and the settings that tie them together. The programs know nothing of it.
 */
@NullMarked
package com.quickdumpnow.relay.ops.local;

import org.jspecify.annotations.NullMarked;
