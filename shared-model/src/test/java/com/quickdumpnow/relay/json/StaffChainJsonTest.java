package com.quickdumpnow.relay.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.quickdumpnow.relay.config.MalformedSettingException;
import com.quickdumpnow.relay.decision.StaffChain;
import com.quickdumpnow.relay.decision.StaffChain.Person;
import com.quickdumpnow.relay.model.EmailAddress;
import com.quickdumpnow.relay.model.PhoneNumber;
import java.util.List;
import org.junit.jupiter.api.Test;

final class StaffChainJsonTest {
  @Test
  void parse_peopleAndEmail_inTheirOrder() {
    StaffChain chain =
        StaffChainJson.parse(
            """
            {"people": [{"name": "dispatch line", "phone": "+16195550150"},
                        {"name": "backup", "phone": "+16195550151"}],
             "email": "staff@example.com"}
            """);

    assertThat(chain)
        .isEqualTo(
            new StaffChain(
                List.of(
                    new Person("dispatch line", new PhoneNumber("+16195550150")),
                    new Person("backup", new PhoneNumber("+16195550151"))),
                new EmailAddress("staff@example.com")));
  }

  @Test
  void parse_everythingWrong_allProblemsAtOnceAndNoValue() {
    assertThatThrownBy(
            () ->
                StaffChainJson.parse(
                    """
                    {"people": [{"name": "a", "phone": "555 0150"},
                                {"name": "a", "phone": "+16195550151", "fone": "x"}, 7],
                     "emial": "staff@example.com"}
                    """))
        .isInstanceOf(MalformedSettingException.class)
        .hasMessageContainingAll(
            "/people/0/phone is not E.164",
            "/people/1/name is used before",
            "/people/1/fone is not known here",
            "/people/2 is not an object",
            "/email is missing",
            "/emial is not known here")
        .hasMessageNotContainingAny("0150", "staff@");
  }

  @Test
  void parse_noJson_saysSo() {
    assertThatThrownBy(() -> StaffChainJson.parse("+16195550150"))
        .isInstanceOf(MalformedSettingException.class)
        .hasMessageContaining("is not a staff chain");
  }
}
