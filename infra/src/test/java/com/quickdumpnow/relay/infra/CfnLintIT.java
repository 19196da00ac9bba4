package com.quickdumpnow.relay.infra;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** AWS's own linter for templates, on machines that have it: it is a Python program. */
class CfnLintIT {
  @Test
  void templates_haveNothingToComplainOf() throws Exception {
    assumeTrue(isThere(), "cfn-lint is not on the PATH");
    List<String> command = new ArrayList<>(List.of("cfn-lint"));
    // The CDK's own doing: a dependency that a reference implies.
    command.addAll(List.of("--ignore-checks", "W3005", "--template"));
    for (Template template :
        List.of(Template.standard(), Template.withDomains(), Template.north())) {
      command.add(template.file("foundation").toString());
      command.add(template.file("relay").toString());
    }
    Process lint = new ProcessBuilder(command).redirectErrorStream(true).start();
    lint.getOutputStream().close();
    String output = new String(lint.getInputStream().readAllBytes(), UTF_8);

    assertThat(lint.waitFor()).as(output).isZero();
    assertThat(output).isBlank();
  }

  private static boolean isThere() {
    try {
      return new ProcessBuilder("cfn-lint", "--version").start().waitFor() == 0;
    } catch (IOException _) {
      return false;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
