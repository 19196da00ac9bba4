package com.quickdumpnow.relay.worker.fleet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.quickdumpnow.relay.worker.fleet.Report.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The roster as it is kept:
 *
 * <pre>{@code
 * {"members": [
 *    {"id": "w-…", "beat": 17, "share": 500000,
 *     "reports": [{"of": "primary", "kind": "FAILING", "until": "…Z", "why": "…"}]}]}
 * }</pre>
 *
 * <p>Members of these objects that are not known here are left out of what is written.
 */
final class RosterJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private RosterJson() {}

  static String write(Roster roster) {
    ObjectNode root = JSON.createObjectNode();
    ArrayNode members = root.putArray("members");
    for (Member member : roster.members()) {
      ObjectNode node = members.addObject();
      node.put("id", member.id()).put("beat", member.beat()).put("share", member.share());
      ArrayNode reports = node.putArray("reports");
      for (Report report : member.reports()) {
        reports
            .addObject()
            .put("of", report.subject())
            .put("kind", report.kind().name())
            .put("until", report.until().toString())
            .put("why", report.reason());
      }
    }
    return root.toString();
  }

  /** Empty when it is no roster. */
  static Optional<Roster> read(String text) {
    try {
      List<Member> members = new ArrayList<>();
      for (JsonNode node : JSON.readTree(text).required("members")) {
        members.add(
            new Member(
                node.required("id").asText(),
                node.required("beat").asLong(),
                node.required("share").asInt(),
                reports(node.path("reports"))));
      }
      return Optional.of(new Roster(members));
    } catch (JsonProcessingException | RuntimeException _) {
      return Optional.empty();
    }
  }

  private static List<Report> reports(JsonNode nodes) {
    List<Report> reports = new ArrayList<>();
    for (JsonNode node : nodes) {
      reports.add(
          new Report(
              node.required("of").asText(),
              Kind.valueOf(node.required("kind").asText()),
              Instant.parse(node.required("until").asText()),
              node.required("why").asText()));
    }
    return reports;
  }
}
