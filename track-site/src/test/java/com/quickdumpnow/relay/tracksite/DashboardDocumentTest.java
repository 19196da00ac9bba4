package com.quickdumpnow.relay.tracksite;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the dashboard reads the document; {@code document.js} runs as it is. */
class DashboardDocumentTest {

  private final JavaScript document = JavaScript.module("dashboard/document.js");

  /** As the API writes it: an entry a line. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"jobs\":[\n{\"id\":1}],\n\"messages\":[\n{\"id\":2},\n{\"id\":3}],\n\"trailers\":[]}",
        "{\"jobs\":[],\n\"messages\":[],\n\"trailers\":[]}",
        "{\"jobs\":[],\n\"trailers\":[],\n\"messages\":[{\"id\":2}]}",
        "{\"messages\":[{\"id\":2}],\"jobs\":[]}",
        "{\"jobs\":[{\"notes\":\"\\n"
            + "\\\"messages\\\":[],\"}],\n"
            + "\"messages\":[{\"id\":2}],\n"
            + "\"x\":{}}",
        "{\"a\":{\"b\":1,\n\"messages\":[7],\n\"c\":2},\"messages\":[{\"id\":2}]}",
        "{\"a\":{\n\"messages\":[7],\n\"c\":2},\n\"messages\":[{\"id\":2}],\n\"d\":3}",
        "{\"jobs\":[]}"
      })
  void read_anyText_hasWhatIsInIt(String text) {
    String[] members = {"jobs", "messages", "trailers", "a", "d", "x"};

    for (String member : members) {
      assertThat(eval("JSON.stringify(read(%s).%s)", text, member))
          .as(member)
          .isEqualTo(eval("JSON.stringify(JSON.parse(%s).%s)", text, member));
    }
  }

  @Test
  void read_messagesAreBroken_areNotReadBeforeTheyAreWanted() {
    String text = "{\"jobs\":[1],\n\"messages\":[{oops}],\n\"trailers\":[]}";

    assertThat(eval("JSON.stringify(read(%s).%s)", text, "jobs")).isEqualTo("[1]");
  }

  @Test
  void read_messagesAreGivenAnew_areThose() {
    String text = "{\"jobs\":[],\n\"messages\":[{\"id\":2}],\n\"trailers\":[]}";

    assertThat(
            document.eval(
                "var d = read(%s); d.messages = d.messages.concat([7]); JSON.stringify(d.messages)"
                    .formatted(quoted(text))))
        .isEqualTo("[{\"id\":2},7]");
  }

  private String eval(String expression, String text, String member) {
    return document.eval(expression.formatted(quoted(text), member));
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n") + "'";
  }
}
