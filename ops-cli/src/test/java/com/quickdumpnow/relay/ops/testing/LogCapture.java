package com.quickdumpnow.relay.ops.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import com.quickdumpnow.relay.log.json.LineEncoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/**
 * Everything that is logged in this process while it is open, as the lines that a deployed program
 * would write, in place of where it goes else: ours from DEBUG on, the vendors' at the levels they
 * are shipped with.
 */
public final class LogCapture implements AutoCloseable {
  private static final Map<String, Level> LEVELS =
      Map.of(
          "com.quickdumpnow.relay", Level.DEBUG,
          "software.amazon.awssdk", Level.WARN,
          "com.twilio", Level.WARN);

  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
  private final Map<Logger, Optional<Level>> former = new LinkedHashMap<>();
  private final List<Appender<ILoggingEvent>> others = new ArrayList<>();
  private final Keeper keeper = new Keeper();

  private final class Keeper extends AppenderBase<ILoggingEvent> {
    private final LineEncoder encoder = new LineEncoder();

    @Override
    protected void append(ILoggingEvent event) {
      lines.add(new String(encoder.encode(event), UTF_8));
    }
  }

  /** Listens from now on. */
  public LogCapture() {
    keeper.setContext(context);
    keeper.start();
    Logger root = set(context.getLogger(Logger.ROOT_LOGGER_NAME), Level.INFO);
    root.iteratorForAppenders().forEachRemaining(others::add);
    others.forEach(root::detachAppender);
    root.addAppender(keeper);
    LEVELS.forEach((name, level) -> set(context.getLogger(name), level));
  }

  private Logger set(Logger logger, Level level) {
    former.put(logger, Optional.ofNullable(logger.getLevel()));
    logger.setLevel(level);
    return logger;
  }

  public List<String> lines() {
    return List.copyOf(lines);
  }

  @Override
  public void close() {
    Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.detachAppender(keeper);
    others.forEach(root::addAppender);
    former.forEach((logger, level) -> logger.setLevel(level.orElse(null)));
    keeper.stop();
  }
}
