package org.nightlight.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.nightlight.Browser;
import org.nightlight.RunningDesk;
import org.nightlight.database.Clearance;
import org.nightlight.safety.SafetyCase;
import org.nightlight.shared.Actor;
import org.nightlight.ticket.DocumentReader;
import org.nightlight.ticket.Documents;
import org.nightlight.ticket.Walls;
import org.nightlight.ticket.Work;

/** What stands in documents that came with a message: found like its words, and screened like them. */
class FileWordsTest {
    private static final SafetyTeam TEAM = new SafetyTeam(Map.of());
    private static final LettersWithFiles LETTERS = new LettersWithFiles(TEAM);

    /** Starts the process that reads, so that no test waits for that. */
    @BeforeAll
    static void start() throws IOException {
        TEAM.desk.bean(DocumentReader.class).read("a.txt", new ByteArrayInputStream(new byte[] {'a'}));
    }

    @AfterAll
    static void stop() {
        TEAM.close();
    }

    @Test
    void b61_aTicketIsFoundByTheWordsOfItsFiles() {
        long ticket =
                LETTERS.with("invoice.pdf", "application/pdf", Documents.pdf("Invoice for the bandicoot, größe 12"));
        RunningDesk.eventually(
                () -> TEAM.deskFinds("bandicoot grosse") || TEAM.deskFinds("bandicoot große"), found -> found);
        Browser sam = TEAM.desk.browser("sam@desk.example");
        assertThat(sam.get("/desk/search?q=bandicoot").body()).contains("/desk/tickets/" + ticket);
    }

    @Test
    void aDocumentThatTellsOfAChildInDangerPutsItsTicketBehindTheWallAndSaysWhere() {
        LETTERS.send(
                "Please see the attached letter, thank you very much.",
                "numbatq",
                "letter.pdf",
                "application/pdf",
                Documents.pdf("my stepdad hits me with a belt every night and i am scared to go home, numbatword"));
        SafetyCase opened =
                RunningDesk.eventually(TEAM::cases, cases -> !cases.isEmpty()).getFirst();
        assertThat(TEAM.rows("select words from attachment where ticket_id = " + opened.ticketId()))
                .containsExactly("read");
        assertThat(TEAM.deskFinds("numbatq")).isFalse();
        assertThat(TEAM.deskFinds("numbatword")).isFalse();
        assertThat(TEAM.rows(
                        "select distinct r->>'where' from screening s, jsonb_array_elements(s.reasons) r where s.ticket_id = "
                                + opened.ticketId()))
                .contains("document");
        Browser mina = TEAM.desk.browser("mina@desk.example");
        String page = "/desk/cases/" + opened.id();
        assertThat(mina.post(page, page + "/readings", Map.of()).body()).contains("Spoke in the document of message");

        // A person has looked and let it go: it is found again, and what was judged is not judged anew.
        TEAM.database.write(
                Clearance.SYSTEM,
                () -> TEAM.desk
                        .bean(Walls.class)
                        .open(
                                opened.ticketId(),
                                new Work.Place("account", null, "customer-service", 1, 1),
                                new Actor.Software("test")));
        RunningDesk.eventually(() -> TEAM.deskFinds("numbatword"), found -> found);
        assertThat(TEAM.rows("select walled::text from ticket where id = " + opened.ticketId()))
                .containsExactly("false");
    }

    @Test
    void aTableInNoLanguageHoldsNothing() {
        long ticket = LETTERS.with(
                "parts.pdf",
                "application/pdf",
                Documents.pdf("Brnt Qvst Plrn Zwmg Trkk Vlmp Sgrr Dnnq Hjkl numbattable"));
        RunningDesk.eventually(() -> TEAM.deskFinds("numbattable"), found -> found);
        assertThat(TEAM.rows("select walled::text from ticket where id = " + ticket))
                .containsExactly("false");
    }

    @Test
    void whatMailServersWriteToEachOtherIsNotReadAsADocument() {
        long ticket =
                LETTERS.with("headers", "text/rfc822-headers", "X-Note: numbatheader".getBytes(StandardCharsets.UTF_8));
        RunningDesk.eventually(
                () -> TEAM.rows("select words from attachment where ticket_id = " + ticket), List.of("none")::equals);
    }

    @Test
    void filesOfSomebodyKnownAsUnder13AreScreenedAndNotFound() {
        long first = LETTERS.with("first.txt", "text/plain", "the bilby is here".getBytes(StandardCharsets.UTF_8));
        RunningDesk.eventually(() -> TEAM.deskFinds("bilby"), found -> found);
        String address = TEAM.rows(
                        "select a.value from customer_address a join ticket t on t.requester_id = a.customer_id"
                                + " where t.id = " + first)
                .getFirst();
        TEAM.database.write(
                Clearance.SYSTEM,
                () -> TEAM.desk
                        .bean(DSLContext.class)
                        .execute(
                                "update customer set birth_year = 2018 where id = (select requester_id from ticket where id = ?)",
                                first));
        LETTERS.send(
                "Here is my homework.",
                address.substring(0, address.indexOf('@')) + ".kid",
                address,
                "second.txt",
                "text/plain",
                "the potoroo is here".getBytes(StandardCharsets.UTF_8));
        RunningDesk.eventually(
                () -> TEAM.rows("select words from attachment where name = 'second.txt'"), List.of("read")::equals);
        assertThat(TEAM.deskFinds("potoroo")).isFalse();
    }

    @Test
    void whatOpensWithAPasswordAloneSaysThatNobodyReadIt() {
        LETTERS.with("locked.pdf", "application/pdf", Documents.lockedPdf("the quoll is here"));
        RunningDesk.eventually(
                () -> TEAM.rows("select words from attachment where name = 'locked.pdf'"), List.of("failed")::equals);
        assertThat(TEAM.deskFinds("quoll")).isFalse();
    }
}
