package com.quickdumpnow.relay.lambda;

import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Warms a Lambda up right before its snapshot is taken, so that classes are loaded and compiled in
 * every copy of it. Does nothing where there are no snapshots.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/snapstart-runtime-hooks-java.html">Runtime
 *     hooks</a>
 */
public final class SnapStart implements Resource {
  private static final Logger log = LoggerFactory.getLogger(SnapStart.class);

  private final Runnable warmUp;

  private SnapStart(Runnable warmUp) {
    this.warmUp = warmUp;
  }

  /**
   * @param warmUp what it throws is logged: a first request that takes longer is no failure
   * @return to be held on to: the runtime does so weakly
   */
  public static SnapStart warmedBy(Runnable warmUp) {
    SnapStart resource = new SnapStart(warmUp);
    Core.getGlobalContext().register(resource);
    return resource;
  }

  @Override
  public void beforeCheckpoint(Context<? extends Resource> context) {
    try {
      warmUp.run();
      log.info("warm for the snapshot");
    } catch (RuntimeException e) {
      log.atWarn().setCause(e).log("not warm for the snapshot");
    }
  }

  @Override
  public void afterRestore(Context<? extends Resource> context) {
    log.info("restored from the snapshot");
  }
}
