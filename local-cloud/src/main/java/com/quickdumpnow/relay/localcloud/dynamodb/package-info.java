/** A DynamoDB for one machine, over its real wire protocol. */
@NullMarked
package com.quickdumpnow.relay.localcloud.dynamodb;

import org.jspecify.annotations.NullMarked;
