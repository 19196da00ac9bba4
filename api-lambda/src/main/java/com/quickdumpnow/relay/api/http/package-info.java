/**
 * HTTP as API Gateway speaks it to a Lambda (payload format 2.0), and what every route shares:
 * routing, authorization, problems, entity tags, CORS.
 */
@NullMarked
package com.quickdumpnow.relay.api.http;

import org.jspecify.annotations.NullMarked;
