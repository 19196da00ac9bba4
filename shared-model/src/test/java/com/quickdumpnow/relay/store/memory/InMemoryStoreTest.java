package com.quickdumpnow.relay.store.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.quickdumpnow.relay.store.Changed;
import com.quickdumpnow.relay.store.MaintenanceStore;
import com.quickdumpnow.relay.store.MaintenanceStoreContract;
import com.quickdumpnow.relay.store.StoreException.Unavailable;
import org.junit.jupiter.api.Test;

class InMemoryStoreTest extends MaintenanceStoreContract {
  private final InMemoryStore store = new InMemoryStore();

  @Override
  protected MaintenanceStore store() {
    return store;
  }

  @Test
  void failWith_untilRecovered_failsEveryCallAndChangesNothing() {
    store.failWith(() -> new Unavailable("down", null));

    assertThatThrownBy(store::read).isInstanceOf(Unavailable.class);
    assertThatThrownBy(() -> store.changeJob(JOB, scope -> new Changed<>(oneStep(scope), "")))
        .isInstanceOf(Unavailable.class);
    store.recover();

    assertThat(store.read().document()).isEqualTo(store.document());
    assertThat(store.document().jobs()).isEmpty();
  }
}
