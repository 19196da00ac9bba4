package com.quickdumpnow.relay.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeploymentTest {
  private static Deployment deployment(ObjectNode json) {
    return Depots.of(json, Map.of()).getFirst();
  }

  @Test
  void of_example_isComplete() {
    Deployment deployment = deployment(Template.deployment());

    assertThat(deployment.alertEmail()).isEqualTo("oncall@quickdumpnow.example.com");
    assertThat(deployment.chain().path("routes")).hasSize(2);
    assertThat(deployment.canaryPhone()).contains("+16195550190");
    assertThat(deployment.domains()).isEmpty();
    assertThat(deployment.firewall()).isFalse();
  }

  @Test
  void words_ofADeploymentThatHasTemplates_nameTheirObject() {
    ObjectNode json = Template.deployment();
    json.put("templates", "settings/templates.json");

    assertThat(deployment(json).words("qdn-data"))
        .containsExactly(Map.entry("QDN_TEMPLATES", "s3://qdn-data/settings/templates.json"));
    assertThat(deployment(Template.deployment()).words("qdn-data")).isEmpty();
  }

  @Test
  void of_mistakes_namesThemAllAtOnce() {
    ObjectNode json = Template.deployment();
    json.put("alertEmail", "nobody").put("maxWorkers", 0).put("typo", 1).remove("chain");
    json.put("rate", 0).put("recorders", 1).put("movingFrom", "s3");
    json.put("emailFrom", "dispatch@elsewhere.example.org")
        .put("canaryPhone", "5550190")
        .put("otlpEndpoint", "http://collector:4318");
    json.putObject("domains").put("tracking", "quickdumpnow.example.com");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> deployment(json))
        .withMessageContainingAll(
            "alertEmail: ",
            "maxWorkers: ",
            "typo: is not known",
            "rate: ",
            "recorders: ",
            "movingFrom: is where the store is already",
            "chain: ",
            "emailFrom: is not below emailDomain",
            "canaryPhone: ",
            "otlpEndpoint: ",
            "dashboard: ",
            "certificateArn: ");
  }

  @Test
  void nodeJs_missing_isSaidInPlainWords() {
    assertThatIllegalStateException()
        .isThrownBy(() -> NodeJs.require("no-such-node"))
        .withMessageContainingAll("needs Node.js 18 or newer", "apt-get install nodejs");
  }
}
