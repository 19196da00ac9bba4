/** Amazon SQS as the two queues. No AWS type leaves this package. */
@NullMarked
package com.quickdumpnow.relay.queue.sqs;

import org.jspecify.annotations.NullMarked;
