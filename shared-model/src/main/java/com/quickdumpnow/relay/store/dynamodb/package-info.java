/** Amazon DynamoDB as the table of the store. No AWS type leaves this package. */
@NullMarked
package com.quickdumpnow.relay.store.dynamodb;

import org.jspecify.annotations.NullMarked;
