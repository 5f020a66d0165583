package org.nightlight.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.nightlight.RunningDesk;
import org.nightlight.customer.Customers;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.nightlight.safety.Cases;
import org.nightlight.safety.Conversation;
import org.nightlight.safety.SafetyCase;
import org.nightlight.safety.Verdict;
import org.nightlight.shared.EmailAddress;

/** What somebody wrote before counts for what they write now, in whatever ticket. */
class ConversationTest {
    private static final RunningDesk DESK = RunningDesk.start();

    private final Database database = DESK.bean(Database.class);

    @AfterAll
    static void stop() {
        DESK.close();
    }

    @Test
    void r21_takingItBackInANewMessageNeverLowers() {
        send("wren@example.org", "wren-1", "my stepdad hits me with a belt every night and i am scared to go home");
        RunningDesk.eventually(() -> said("wren@example.org"), said -> said.size() == 1);
        send("wren@example.org", "wren-2", "nvm i was just kidding, please delete my message");
        List<Verdict> said = RunningDesk.eventually(() -> said("wren@example.org"), all -> all.size() == 2);

        assertThat(said.getFirst().level()).isEqualTo(said.getLast().level());
        assertThat(said.getFirst().escalates()).isTrue();
        List<SafetyCase> cases =
                database.read(Clearance.SAFETY, () -> DESK.bean(Cases.class).list(50));
        assertThat(cases).hasSize(2);
    }

    @Test
    void anOrdinaryMessageOfSomebodyWithoutAPastIsOrdinary() {
        send("mara@example.org", "mara-1", "Where do I find the invoice for our plan?");
        RunningDesk.eventually(
                () -> database.read(
                        Clearance.SYSTEM,
                        () -> DESK.bean(Customers.class).findByAddress(new EmailAddress("mara@example.org"))),
                java.util.Optional::isPresent);
        assertThat(said("mara@example.org")).isEmpty();
    }

    private List<Verdict> said(String address) {
        return database.read(
                Clearance.SYSTEM,
                () -> DESK.bean(Customers.class)
                        .findByAddress(new EmailAddress(address))
                        .map(customer -> DESK.bean(Conversation.class).with(customer.id(), new EmailAddress(address)))
                        .orElse(List.of()));
    }

    private static void send(String from, String id, String text) {
        DESK.send(from, """
                From: %s
                To: support@storytailor.com
                Subject: hello
                Message-ID: <%s@example.org>
                Date: Mon, 16 Nov 2026 10:00:00 -0500

                %s
                """.formatted(from, id, text));
    }
}
