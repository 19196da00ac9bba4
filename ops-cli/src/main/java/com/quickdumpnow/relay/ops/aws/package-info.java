/** What operators ask of S3, SQS and SES beyond what the programs do. No AWS type leaves it. */
@NullMarked
package com.quickdumpnow.relay.ops.aws;

import org.jspecify.annotations.NullMarked;
