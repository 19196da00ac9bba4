package com.quickdumpnow.relay.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.quickdumpnow.relay.localcloud.ses.Email;
import com.quickdumpnow.relay.localcloud.twilio.Fault;
import com.quickdumpnow.relay.localcloud.twilio.HandsetText;
import com.quickdumpnow.relay.localcloud.twilio.MessageStatus;
import com.quickdumpnow.relay.localcloud.twilio.Receipts.Outcome;
import com.quickdumpnow.relay.localcloud.twilio.Rule;
import com.quickdumpnow.relay.localcloud.twilio.TwilioMessage;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.ops.local.Carriers;
import com.quickdumpnow.relay.ops.local.LocalWorld;
import com.quickdumpnow.relay.ops.testing.Browser;
import com.quickdumpnow.relay.ops.testing.Console;
import com.quickdumpnow.relay.ops.testing.Console.Customer;
import com.quickdumpnow.relay.ops.testing.OnePerRun;
import com.quickdumpnow.relay.ops.testing.TrackingPage;
import com.quickdumpnow.relay.token.TrackingTokens;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The whole way, as a customer sees it: a status change goes in over HTTP, and a real Chromium
 * shows what became of it. What the customer got is judged from the handset and the mailbox.
 */
@ExtendWith(OnePerRun.class)
final class TrackingPageIT {
  /** This sender cannot reach the number; nothing is wrong with the sender otherwise. */
  private static final int NOT_FROM_HERE = 21612;

  private static final int UNKNOWN_FAILURE = 30008;

  private static LocalWorld world;
  private static Browser browser;
  private static Console console;

  private final Customer customer = Customer.fresh();
  private TrackingPage page;

  @BeforeAll
  static void meet(LocalWorld relay, Browser chromium) {
    world = relay;
    browser = chromium;
    console = Console.of(relay);
  }

  @BeforeEach
  void openBrowser() {
    page = new TrackingPage(browser);
  }

  @AfterEach
  void keepPicture(TestInfo test) {
    page.photograph(test.getTestMethod().orElseThrow().getName());
    page.close();
    world.twilio().script().clear();
  }

  @Test
  void dispatch_allIsWell_pageFollowsFromSentToDelivered() {
    world.twilio().script().add(Rule.forTo(customer.phone()).outcome(new Outcome.Silent(false)));

    page.open(console.dispatch(customer));

    page.showsStatus("dispatched");
    console.awaitState(customer, "AWAITING_RECEIPT");
    page.letTimePass().showsMessage("text", "sent");
    page.photograph("text-sent");
    world.twilio().report(onlyMessage().sid(), MessageStatus.DELIVERED, Optional.empty());
    console.awaitState(customer, "DELIVERED");
    page.letTimePass().showsMessage("text", "delivered");
    page.says("via Twilio");
    assertThat(handset()).hasSize(1);
    assertThat(page.content()).doesNotContain(customer.phone(), customer.email());
    assertThat(page.complaints()).isEmpty();
  }

  @Test
  void dispatch_primaryRefuses_secondaryDelivers() {
    world
        .twilio()
        .script()
        .add(
            Rule.forTo(customer.phone())
                .from(Carriers.PRIMARY)
                .answer(new Fault.Refuse(NOT_FROM_HERE)));

    URI link = console.dispatch(customer);
    console.awaitState(customer, "DELIVERED");
    page.open(link);

    page.showsMessage("text", "delivered");
    page.says("via Twilio toll-free");
    assertThat(handset())
        .singleElement()
        .satisfies(text -> assertThat(text.from()).isEqualTo(Carriers.SECONDARY));
    assertThat(page.complaints()).isEmpty();
  }

  @Test
  void dispatch_everyRouteRefuses_emailArrivesAndPageSaysSo() {
    world
        .twilio()
        .script()
        .add(Rule.forTo(customer.phone()).answer(new Fault.Refuse(NOT_FROM_HERE)));

    URI link = console.dispatch(customer);
    console.awaitState(customer, "EMAILED");
    page.open(link);

    page.showsMessage("email", "delivered");
    page.says("We emailed you");
    assertThat(emails()).hasSize(1);
    assertThat(handset()).isEmpty();
    assertThat(page.complaints()).isEmpty();
  }

  @Test
  void receipt_undelivered_nextHopDeliversAndPageShowsBoth() {
    world
        .twilio()
        .script()
        .add(
            Rule.forTo(customer.phone())
                .from(Carriers.PRIMARY)
                .outcome(new Outcome.Undelivered(UNKNOWN_FAILURE)));

    URI link = console.dispatch(customer);
    console.awaitState(customer, "DELIVERED");
    page.open(link);

    page.showsMessage("text", "delivered");
    page.showsMessage("text", "failed");
    page.says("did not get through");
    assertThat(handset())
        .singleElement()
        .satisfies(text -> assertThat(text.from()).isEqualTo(Carriers.SECONDARY));
    assertThat(emails()).isEmpty();
  }

  @Test
  void dispatch_workerStoppedAndStarted_oneTextArrives() {
    world.stopWorker();
    try {
      page.open(console.dispatch(customer));
      page.showsMessage("text", "sending");
      assertThat(handset()).isEmpty();
      page.photograph("worker-stopped");
    } finally {
      world.startWorker();
    }
    console.awaitState(customer, "DELIVERED");

    page.lookNow().showsMessage("text", "delivered");

    assertThat(handset()).hasSize(1);
  }

  @Test
  void complete_afterDispatch_pageMovesOn() {
    URI link = console.dispatch(customer);
    console.awaitState(customer, "DELIVERED");
    page.open(link);
    page.showsMessage("text", "delivered");

    console.complete(customer);
    console.awaitState(customer, "DELIVERED");

    page.lookNow().showsStatus("completed");
    assertThat(page.complaints()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "?j=", "?j=job-1042", "?j=<b>x</b>"})
  void open_linkIsNotWhole_pageSaysWhatToDo(String query) {
    page.open(URI.create(world.uri() + "/track" + query.replace("<", "%3C").replace(">", "%3E")));

    page.showsStatus("wrong-link");
  }

  @Test
  void open_jobIsUnknown_pageSaysWhatToDo() {
    String token = tokens().issue(new JobId("nobody-knows"));

    page.open(URI.create(world.uri() + "/track?j=" + token));

    page.showsStatus("unknown");
  }

  @Test
  void open_tokenIsForged_pageShowsNothingOfTheJob() {
    URI link = console.dispatch(customer);

    page.open(URI.create(link.toString().replaceFirst(".{16}$", "AAAAAAAAAAAAAAAA")));

    page.showsStatus("unknown");
    assertThat(page.content()).doesNotContain(customer.job());
  }

  @Test
  void network_lostAndFound_pageKeepsWhatItHadAndRecovers() {
    URI link = console.dispatch(customer);
    console.awaitState(customer, "DELIVERED");
    page.open(link);
    page.showsMessage("text", "delivered");

    page.loseNetwork();

    page.showsNotice("offline");
    page.showsStatus("dispatched");
    page.showsMessage("text", "delivered");
    page.photograph("network-lost");
    page.findNetwork();
    page.lookNow().showsNoNotice();
  }

  @Test
  void api_failsAfterTheFirstAnswer_pageKeepsWhatItHad() {
    URI link = console.dispatch(customer);
    console.awaitState(customer, "DELIVERED");
    page.open(link);
    page.showsMessage("text", "delivered");

    page.breakApi();
    page.lookNow();

    page.showsNotice("down");
    page.showsMessage("text", "delivered");
  }

  private TwilioMessage onlyMessage() {
    List<TwilioMessage> messages =
        world.twilio().messages().stream()
            .filter(message -> message.to().equals(customer.phone()))
            .toList();
    assertThat(messages).hasSize(1);
    return messages.getFirst();
  }

  private List<HandsetText> handset() {
    return world.twilio().handset(customer.phone());
  }

  private List<Email> emails() {
    return world.ses().mailbox().stream()
        .filter(email -> email.to().contains(customer.email()))
        .toList();
  }

  private static TrackingTokens tokens() {
    return TrackingTokens.parse(world.environment().getOrDefault("QDN_TRACKING_KEYS", "missing"));
  }
}
