package com.quickdumpnow.relay.log.json;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.spi.ContextAwareBase;
import com.quickdumpnow.relay.log.LogKey;

/**
 * One JSON object a line to standard output, for CloudWatch and whatever else reads containers'
 * logs; {@link LogKey} has the keys. In code, as reading the same from {@code logback.xml} costs a
 * cold start more than anything else of ours. Where {@code logback.configurationFile} says
 * otherwise, that holds.
 */
public final class JsonLines extends ContextAwareBase implements Configurator {
  private static final String CONFIGURED_ELSEWHERE = "logback.configurationFile";

  /** For logback, which finds it as a service. */
  public JsonLines() {}

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    if (System.getProperty(CONFIGURED_ELSEWHERE) != null) {
      return ExecutionStatus.INVOKE_NEXT_IF_ANY;
    }
    LineEncoder encoder = new LineEncoder();
    encoder.setContext(context);
    encoder.start();
    ConsoleAppender<ILoggingEvent> out = new ConsoleAppender<>();
    out.setContext(context);
    out.setName("OUT");
    out.setEncoder(encoder);
    out.start();
    Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.INFO);
    root.addAppender(out);
    // Finer levels would show requests.
    context.getLogger("software.amazon.awssdk").setLevel(Level.WARN);
    context.getLogger("com.twilio").setLevel(Level.WARN);
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }
}
