/**
 * The AWS account as a CDK app: two stacks, and one class for each subject of them. {@link
 * com.quickdumpnow.relay.infra.RelayStack} is the place to begin.
 */
@NullMarked
package com.quickdumpnow.relay.infra;

import org.jspecify.annotations.NullMarked;
