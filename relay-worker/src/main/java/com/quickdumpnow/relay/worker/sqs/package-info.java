/** SQS as the source of triggers: receive, keep, delete. */
@NullMarked
package com.quickdumpnow.relay.worker.sqs;

import org.jspecify.annotations.NullMarked;
