package com.quickdumpnow.relay.ops.testing;

import com.quickdumpnow.relay.ops.local.LocalWorld;
import com.quickdumpnow.relay.ops.local.WorldSettings;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * The relay, with sample jobs, and the browser, each one for a whole test run since starting them
 * takes longer than most tests. Whoever needs one has it as a parameter. Every test has customers
 * of its own, and puts back what it changed for others: a carrier's script, a stopped worker.
 */
public final class OnePerRun implements ParameterResolver {
  private static final Namespace HERE = Namespace.create(OnePerRun.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
    Class<?> type = parameter.getParameter().getType();
    return type == LocalWorld.class || type == Browser.class;
  }

  /** JUnit closes both at the end of the run. */
  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
    return test.getRoot()
        .getStore(HERE)
        .getOrComputeIfAbsent(parameter.getParameter().getType(), OnePerRun::start);
  }

  private static AutoCloseable start(Class<?> type) {
    return type == Browser.class
        ? Browser.launch()
        : LocalWorld.start(WorldSettings.forTests().withSampleJobs());
  }
}
