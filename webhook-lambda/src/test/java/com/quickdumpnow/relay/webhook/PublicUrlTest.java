package com.quickdumpnow.relay.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublicUrlTest {
  private static List<String> requested(String base, String query) {
    return new PublicUrl(URI.create(base)).requested("/a%20b", query);
  }

  @ParameterizedTest
  @CsvSource({
    "https://api.example.com, https://api.example.com/a%20b, https://api.example.com:443/a%20b",
    "https://api.example.com:443, https://api.example.com/a%20b, https://api.example.com:443/a%20b",
    "http://127.0.0.1:8080, http://127.0.0.1/a%20b, http://127.0.0.1:8080/a%20b",
    "http://[::1], http://[::1]/a%20b, http://[::1]:80/a%20b"
  })
  void requested_portNamedOrNot_comesInBothForms(String base, String bare, String withPort) {
    assertThat(requested(base, "")).containsExactly(bare, withPort);
  }

  @Test
  void requested_pathAndQuery_areVerbatim() {
    assertThat(requested("https://example.com/api", "a=%2B&b=c+d"))
        .containsExactly(
            "https://example.com/api/a%20b?a=%2B&b=c+d",
            "https://example.com:443/api/a%20b?a=%2B&b=c+d");
  }
}
