/** SQS on one machine: ElasticMQ, in this process, with the queues asked for. */
@NullMarked
package com.quickdumpnow.relay.localcloud.sqs;

import org.jspecify.annotations.NullMarked;
