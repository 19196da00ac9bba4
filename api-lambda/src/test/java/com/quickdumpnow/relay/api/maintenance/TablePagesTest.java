package com.quickdumpnow.relay.api.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import com.quickdumpnow.relay.api.http.Route.Call;
import com.quickdumpnow.relay.api.http.Staff;
import com.quickdumpnow.relay.json.MaintenanceJson;
import com.quickdumpnow.relay.lambda.HttpEvent;
import com.quickdumpnow.relay.lambda.HttpReply;
import com.quickdumpnow.relay.model.MaintenanceDocument;
import com.quickdumpnow.relay.model.Vin;
import com.quickdumpnow.relay.store.document.StoreListener;
import com.quickdumpnow.relay.store.memory.InMemoryTable;
import com.quickdumpnow.relay.store.table.TableStore;
import com.quickdumpnow.relay.time.Clockwork;
import java.util.Base64;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** {@code GET /maintenance} where the store is a table. */
class TablePagesTest {
  private static final int TRAILERS = 700;

  private final TableStore store =
      new TableStore(new InMemoryTable(), Clockwork.system(), new Random(1), StoreListener.NONE);
  private final MaintenanceRoute route = new MaintenanceRoute(store);

  @Test
  void get_ofManyEntries_leadsThroughPagesOfOneRevision() {
    fill();
    Set<Vin> seen = new HashSet<>();
    Set<Long> revisions = new HashSet<>();
    int pages = 0;

    String query = "";
    do {
      HttpReply reply = get(query, Map.of());
      assertThat(reply.status()).isEqualTo(200);
      MaintenanceDocument page = MaintenanceJson.read(Base64.getDecoder().decode(reply.body()));
      seen.addAll(page.trailers().keySet());
      revisions.add(page.revision());
      pages++;
      query = reply.headers().getOrDefault("link", "").replaceAll("<\\?|>.*", "");
    } while (!query.isEmpty());

    assertThat(pages).isEqualTo(2);
    assertThat(seen).hasSize(TRAILERS);
    assertThat(revisions).hasSize(1);
  }

  @Test
  void get_ofWhatIsKnown_isNotSentAgainUntilSomethingChanges() {
    fill();
    String tag = get("", Map.of()).headers().getOrDefault("etag", "");
    String second = get("", Map.of()).headers().getOrDefault("link", "").replaceAll("<\\?|>.*", "");
    String pageTag = get(second, Map.of()).headers().getOrDefault("etag", "");

    assertThat(get("", Map.of("If-None-Match", tag)).status()).isEqualTo(304);
    assertThat(get(second, Map.of("If-None-Match", pageTag)).status()).isEqualTo(304);
    var _ = store.changeTrailer(new Vin("V-1"), old -> old.withLocation("Yard 3"));

    HttpReply changed = get("", Map.of("If-None-Match", tag));
    assertThat(changed.status()).isEqualTo(200);
    assertThat(changed.headers()).containsEntry("cache-control", "private, no-cache");
  }

  @Test
  void get_withAPageThatNoLinkNamed_isNotFound() {
    for (String page : new String[] {"page=2", "page=%3F", "page=" + "x".repeat(200)}) {
      assertThat(get(page, Map.of()).status()).isEqualTo(404);
    }
  }

  private void fill() {
    for (int i = 0; i < TRAILERS; i++) {
      var _ = store.changeTrailer(new Vin("V-" + i), old -> old.withLocation("Yard 2"));
    }
  }

  private HttpReply get(String query, Map<String, String> headers) {
    HttpEvent request = new HttpEvent("GET", "/maintenance", query, headers, new byte[0]);
    return route.handle(new Call<>(request, Map.of(), new Staff("dana")));
  }
}
