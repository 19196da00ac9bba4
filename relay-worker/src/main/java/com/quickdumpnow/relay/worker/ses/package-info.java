/** SES as the mailer: the one package that knows the SES client. */
@NullMarked
package com.quickdumpnow.relay.worker.ses;

import org.jspecify.annotations.NullMarked;
