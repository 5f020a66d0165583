package org.nightlight.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.nightlight.Browser;
import org.nightlight.RunningDesk;
import org.nightlight.safety.SafetyCase;
import org.nightlight.ticket.StandInClamd;

/** Files are asked about one by one; nobody opens one before the scanner has answered, and screening does not wait for it. */
class VirusScanTest {
    private static final StandInClamd CLAMD = new StandInClamd(1 << 20);
    private static final SafetyTeam TEAM = new SafetyTeam(Map.of("nightlight.clamav.address", CLAMD.address()));
    private static final LettersWithFiles LETTERS = new LettersWithFiles(TEAM);

    @BeforeEach
    void isThere() {
        CLAMD.comeBack();
        TEAM.clock.turn(Duration.ofMinutes(10));
    }

    @AfterAll
    static void stop() {
        TEAM.close();
        CLAMD.close();
    }

    @Test
    void anInfectedFileIsListedWithItsNameAndTheVerdictAndServedToNobody() {
        long ticket = LETTERS.with("offer.txt", "text/plain", StandInClamd.EICAR);
        assertThat(scanOf(ticket, "infected")).isEqualTo("Eicar-Test-Signature");
        Browser sam = TEAM.desk.browser("sam@desk.example");
        String page = "/desk/tickets/" + ticket;
        String file = page + "/attachments/" + fileOf(ticket);
        assertThat(Jsoup.parse(sam.get(page).body()).select(".msg").text())
                .contains("offer.txt", "opened by nobody: the virus scanner found Eicar-Test-Signature");
        assertThat(LettersWithFiles.link(sam, ticket, fileOf(ticket))).isEmpty();
        for (HttpResponse<String> refused : List.of(sam.get(file), sam.post(page, file + "/views", Map.of()))) {
            assertThat(refused.statusCode()).isEqualTo(403);
            assertThat(refused.body()).contains("This file is opened by nobody").doesNotContain("ANTIVIRUS-TEST");
        }
        assertThat(TEAM.rows("select 1 from audit_line where action = 'file-shown' and ticket_id = " + ticket))
                .isEmpty();
    }

    @Test
    void whileTheScannerIsAwayFilesWaitAreServedToNobodyAndAreScannedLater() {
        CLAMD.goAway();
        long ticket = LETTERS.with("note.txt", "text/plain", "a plain note".getBytes(StandardCharsets.UTF_8));
        Browser sam = TEAM.desk.browser("sam@desk.example");
        String page = "/desk/tickets/" + ticket;
        String file = page + "/attachments/" + fileOf(ticket);
        assertThat(Jsoup.parse(sam.get(page).body()).select(".msg").text())
                .contains("note.txt", "waits for the virus scanner");
        assertThat(sam.get(file).statusCode()).isEqualTo(403);
        assertThat(sam.post(page, file + "/views", Map.of()).body())
                .contains("opened by nobody until that has answered");
        CLAMD.comeBack();
        TEAM.clock.turn(Duration.ofMinutes(7));
        scanOf(ticket, "clean");
        assertThat(sam.get(LettersWithFiles.link(sam, ticket, fileOf(ticket))).body())
                .isEqualTo("a plain note");
    }

    @Test
    void screeningDoesNotWaitForTheScannerAndAWalledFileIsScannedInAReadingThatIsWrittenDown() {
        CLAMD.goAway();
        SafetyCase it = LETTERS.disclosed();
        assertThat(TEAM.rows("select distinct scan from attachment where ticket_id = " + it.ticketId()))
                .containsExactly("none");
        CLAMD.comeBack();
        TEAM.clock.turn(Duration.ofMinutes(7));
        scanOf(it.ticketId(), "clean");
        assertThat(TEAM.rows(
                        "select count(distinct detail) from audit_line where walled and action = 'sealed-opened' and"
                                + " actor = 'software:files' and ticket_id = " + it.ticketId()))
                .containsExactly("4");
        assertThat(TEAM.rows("select distinct octet_length(content)::text from attachment where ticket_id = "
                        + it.ticketId()))
                .as("they stay under seal")
                .containsExactly("0");
    }

    @Test
    void whatTheScannerCannotLookIntoIsHandedOverOnlyByARecordedClickWithAWarning() {
        long ticket = LETTERS.with("long.txt", "text/plain", new byte[2 << 20]);
        scanOf(ticket, "failed");
        Browser sam = TEAM.desk.browser("sam@desk.example");
        String page = "/desk/tickets/" + ticket;
        assertThat(LettersWithFiles.link(sam, ticket, fileOf(ticket))).isEmpty();
        assertThat(Jsoup.parse(sam.get(page).body()).select(".msg").text())
                .contains("Beware: the virus scanner could not look into it");
        assertThat(sam.postForBytes(page, page + "/attachments/" + fileOf(ticket) + "/views")
                        .body())
                .hasSize(2 << 20);
        assertThat(TEAM.rows("select 1 from audit_line where action = 'file-shown' and ticket_id = " + ticket))
                .hasSize(1);
    }

    /** Waits until all files of the ticket stand so; the verdict. */
    private static String scanOf(long ticket, String state) {
        RunningDesk.eventually(
                () -> TEAM.rows("select distinct scan from attachment where ticket_id = " + ticket),
                states -> states.equals(List.of(state)));
        return TEAM.rows("select distinct verdict from attachment where ticket_id = " + ticket)
                .getFirst();
    }

    private static long fileOf(long ticket) {
        return Long.parseLong(TEAM.rows("select min(id)::text from attachment where ticket_id = " + ticket)
                .getFirst());
    }
}
