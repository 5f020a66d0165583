package org.nightlight.journey;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.BodyPart;
import jakarta.mail.Multipart;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jooq.DSLContext;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.nightlight.Browser;
import org.nightlight.RunningDesk;
import org.nightlight.customer.CustomerAddress;
import org.nightlight.customer.CustomerDetails;
import org.nightlight.customer.Customers;
import org.nightlight.customer.Relation;
import org.nightlight.database.Clearance;
import org.nightlight.privacy.PictureWithPlace;
import org.nightlight.shared.Actor;
import org.nightlight.shared.EmailAddress;
import org.nightlight.staff.Role;
import org.nightlight.ticket.StandInClamd;

/** What colleagues attach to what they write: without a script, with real mail and a real store. */
class AttachedFilesTest {
    private static final StandInClamd CLAMD = new StandInClamd(4 << 20);
    private static final SafetyTeam TEAM = new SafetyTeam(Map.of(
            "nightlight.clamav.address", CLAMD.address(),
            "nightlight.outbox.undo", "10",
            "nightlight.attachments.max-bytes", Integer.toString(5 << 20),
            "nightlight.attachments.max-bytes-together", Integer.toString(6 << 20)));
    private static final LettersWithFiles LETTERS = new LettersWithFiles(TEAM);
    private static final Browser SAM = signedIn("sam");
    private static final byte[] PRICES = "plan;price\nschool;12\n".getBytes(StandardCharsets.UTF_8);

    static {
        CLAMD.comeBack();
    }

    private static Browser signedIn(String name) {
        return TEAM.desk.browser(name + "@desk.example");
    }

    @AfterAll
    static void stop() {
        TEAM.close();
        CLAMD.close();
    }

    @Test
    void filesChosenWithoutAScriptGoWithTheReplyAsTheyAreAndStandOnTheTicket() throws Exception {
        long ticket = LETTERS.ordinary();
        String page = "/desk/tickets/" + ticket;
        assertThat(send(
                                page,
                                "Here are the prices, attached.",
                                file("Prices größer.csv", "application/vnd.ms-excel", PRICES))
                        .statusCode())
                .as("what is attached is not missing, and was read: nothing is asked")
                .isEqualTo(302);
        TEAM.clock.turn(Duration.ofSeconds(11));
        Map<String, byte[]> files = filesOf(mail(ticket, 1));
        assertThat(files).containsOnlyKeys("Prices größer.csv");
        assertThat(files.get("Prices größer.csv")).isEqualTo(PRICES);
        assertThat(Jsoup.parse(SAM.get(page).body())
                        .select(".msg.ours [aria-label=Files]")
                        .text())
                .contains("Prices größer.csv");
        assertThat(draft(page, "reply")).isEmpty();
        assertThat(TEAM.rows("select count(*)::text from audit_line where action = 'files-attached' and ticket_id = "
                        + ticket))
                .containsExactly("1");
    }

    @Test
    void b37_filesOfAReplyAndOfANoteNeverMixAndANotesNeverLeave() throws Exception {
        long ticket = LETTERS.ordinary();
        String page = "/desk/tickets/" + ticket;
        put(SAM, page, "reply", file("for them.csv", "text/csv", PRICES));
        put(SAM, page, "note", file("for us.txt", "text/plain", "she asked twice".getBytes(StandardCharsets.UTF_8)));
        SAM.post(page, "/desk/sign-out", Map.of());
        Browser again = signedIn("sam");
        assertThat(names(again, page, "reply")).containsExactly("for them.csv");
        assertThat(names(again, page, "note")).containsExactly("for us.txt");
        SAM.signIn("sam@desk.example", RunningDesk.PASSWORD);
        assertThat(upload(page, page + "/notes", "note", Map.of("text", "Look."), List.of())
                        .statusCode())
                .isEqualTo(302);
        assertThat(names(SAM, page, "reply")).containsExactly("for them.csv");
        assertThat(draft(page, "note")).isEmpty();
        assertThat(Jsoup.parse(SAM.get(page).body()).select(".msg.note").text()).contains("for us.txt");
        assertThat(send(page, "The prices.").statusCode()).isEqualTo(302);
        TEAM.clock.turn(Duration.ofSeconds(11));
        assertThat(filesOf(mail(ticket, 1))).containsOnlyKeys("for them.csv");
    }

    @Test
    void b30_undoGivesWordsAndFilesBackOnceAlsoFromASecondTabAndARecalledReplyTheSame() throws Exception {
        long ticket = LETTERS.ordinary();
        String page = "/desk/tickets/" + ticket;
        send(page, "The prices.", file("prices.csv", "text/csv", PRICES));
        String undo =
                Jsoup.parse(SAM.get(page).body()).select("form[action$=/undo]").attr("action");
        assertThat(SAM.post(page, undo, Map.of()).statusCode()).isEqualTo(302);
        SAM.post(page, undo, Map.of());
        assertThat(draft(page, "reply")).containsExactly("prices.csv");
        assertThat(Jsoup.parse(SAM.get(page).body()).select("#reply").text()).isEqualTo("The prices.");

        String offer = Jsoup.parse(SAM.get(page).body()).select("#later option").attr("value");
        upload(
                page,
                page + "/replies",
                "reply",
                Map.of("text", "The prices.", "then", "later", "later", offer),
                List.of());
        assertThat(draft(page, "reply")).isEmpty();
        String recall = Jsoup.parse(SAM.get(page).body())
                .select("form[action$=/recall]")
                .attr("action");
        SAM.post(page, recall, Map.of());
        SAM.post(page, recall, Map.of());
        assertThat(draft(page, "reply")).containsExactly("prices.csv");

        upload(
                page,
                page + "/replies",
                "reply",
                Map.of("text", "The prices.", "then", "later", "later", offer),
                List.of());
        SAM.post(
                page,
                Jsoup.parse(SAM.get(page).body())
                        .select("form[action$=/departure]")
                        .attr("action"),
                Map.of());
        assertThat(filesOf(mail(ticket, 1)).get("prices.csv")).isEqualTo(PRICES);
        assertThat(TEAM.rows(
                        "select count(*)::text from attachment where name = 'prices.csv' and ticket_id = " + ticket))
                .containsExactly("1");
    }

    @Test
    void b33_aResendCarriesTheSameBytes() throws Exception {
        long ticket = LETTERS.ordinary();
        String page = "/desk/tickets/" + ticket;
        send(page, "The prices.", file("prices.csv", "text/csv", PRICES));
        TEAM.clock.turn(Duration.ofSeconds(11));
        byte[] first = filesOf(mail(ticket, 1)).get("prices.csv");
        String message = TEAM.rows(
                        "select message_id::text from outbound where purpose = 'reply' and ticket_id = " + ticket)
                .getFirst();
        RunningDesk.eventually(
                () -> TEAM.rows("select state from message where id = " + message), List.of("sent")::equals);
        // As when it came back.
        for (String table : List.of("outbound where message_id", "message where id")) {
            String[] words = table.split(" ");
            TEAM.database.write(
                    Clearance.SYSTEM,
                    () -> TEAM.desk
                            .bean(DSLContext.class)
                            .execute("update " + words[0] + " set state = 'failed' where " + words[2] + " = "
                                    + message));
        }
        SAM.post(
                page,
                Jsoup.parse(SAM.get(page).body())
                        .select("form[action$=/resend]")
                        .attr("action"),
                Map.of());
        assertThat(filesOf(mail(ticket, 2)).get("prices.csv")).isEqualTo(first).isEqualTo(PRICES);
    }

    @Test
    void whatIsTooLargeIsRefusedInPlainWordsAndWhatWasTypedIsKept() {
        long ticket = LETTERS.ordinary();
        String page = "/desk/tickets/" + ticket;
        byte[] large = text((5 << 20) + 1);
        HttpResponse<String> refused = send(page, "Here it is.", file("large.txt", "text/plain", large));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("large.txt is larger than 5 MB");
        assertThat(Jsoup.parse(refused.body()).select("#reply").text()).isEqualTo("Here it is.");
        put(SAM, page, "reply", file("one.txt", "text/plain", text(3 << 20)));
        HttpResponse<String> sum = put(SAM, page, "reply", file("two.txt", "text/plain", text((3 << 20) + 5)));
        assertThat(sum.statusCode()).isEqualTo(422);
        assertThat(Jsoup.parse(sum.body()).select("#reply-file-fault").text())
                .contains("two.txt would be too much: all files of a message together may have 6 MB");
        HttpResponse<String> endless = send(page, "Here.", file("endless.txt", "text/plain", text(49 << 20)));
        assertThat(endless.statusCode()).isEqualTo(413);
        assertThat(endless.body()).contains("too big");
        assertThat(SAM.post(page, page + "/drafts/reply/files/" + idOf(page, "reply") + "/removal", Map.of())
                        .statusCode())
                .isEqualTo(302);
        assertThat(draft(page, "reply")).isEmpty();
        assertThat(TEAM.rows("select name from attachment where draft_kind is not null and ticket_id = " + ticket))
                .isEmpty();
    }

    @Test
    void aHarmfulFileIsRefusedAndOneThatNobodyScannedDoesNotLeave() throws Exception {
        long ticket = LETTERS.ordinary();
        String page = "/desk/tickets/" + ticket;
        HttpResponse<String> harmful = send(page, "Try this.", file("try.txt", "text/plain", StandInClamd.EICAR));
        assertThat(harmful.statusCode()).isEqualTo(422);
        assertThat(harmful.body()).contains("The virus scanner found");
        assertThat(draft(page, "reply")).isEmpty();
        assertThat(send(
                                page,
                                "Try this.",
                                file(
                                        "try.exe",
                                        "application/octet-stream",
                                        "MZ\u0090".getBytes(StandardCharsets.ISO_8859_1)))
                        .body())
                .contains("is a program");
        CLAMD.goAway();
        HttpResponse<String> unscanned = send(page, "The prices.", file("prices.csv", "text/csv", PRICES));
        assertThat(unscanned.statusCode()).isEqualTo(422);
        assertThat(unscanned.body()).contains("has not answered about prices.csv yet");
        assertThat(draft(page, "reply")).containsExactly("prices.csv");
        CLAMD.comeBack();
        TEAM.clock.turn(Duration.ofMinutes(7));
        RunningDesk.eventually(
                () -> TEAM.rows("select scan from attachment where draft_kind is not null and ticket_id = " + ticket),
                List.of("clean")::equals);
        assertThat(send(page, "The prices.").statusCode()).isEqualTo(302);
        TEAM.clock.turn(Duration.ofSeconds(11));
        assertThat(filesOf(mail(ticket, 1))).containsOnlyKeys("prices.csv");
    }

    @Test
    void aPictureLeavesWithoutItsPlaceAndWhatTheDeskCannotReadIsAskedAbout() throws Exception {
        long ticket = LETTERS.ordinary();
        String page = "/desk/tickets/" + ticket;
        HttpResponse<String> asked = send(
                page,
                "Look here.",
                file("look.jpg", "image/jpeg", PictureWithPlace.jpeg()),
                file("all.zip", "application/zip", zip("a.bin", new byte[3])));
        assertThat(asked.statusCode()).isEqualTo(409);
        assertThat(asked.body()).contains("We could not look inside a file", "look.jpg, all.zip");
        Map<String, String> fields = new HashMap<>();
        Jsoup.parse(asked.body())
                .select("main form[action$=/replies] input[name]")
                .forEach(field -> fields.put(field.attr("name"), field.attr("value")));
        assertThat(SAM.post(page, page + "/replies", fields).statusCode()).isEqualTo(302);
        TEAM.clock.turn(Duration.ofSeconds(11));
        Map<String, byte[]> files = filesOf(mail(ticket, 1));
        assertThat(files).containsOnlyKeys("look.jpg", "all.zip");
        assertThat(new String(files.get("look.jpg"), StandardCharsets.ISO_8859_1))
                .doesNotContain(PictureWithPlace.TELLING);
    }

    @Test
    void aFileThatAnotherTabAddedIsAskedAboutBeforeItLeaves() {
        long ticket = LETTERS.ordinary();
        String page = "/desk/tickets/" + ticket;
        Map<String, List<String>> before = fields(page, "reply");
        put(SAM, page, "reply", file("prices.csv", "text/csv", PRICES));
        before.put("text", List.of("As you wished."));
        HttpResponse<String> asked = SAM.upload(page, page + "/replies", before, List.of());
        assertThat(asked.statusCode()).isEqualTo(409);
        assertThat(asked.body()).contains("Other files go with it than you saw", "prices.csv");
        HttpResponse<String> mention = send(page, "See the attachment.");
        assertThat(mention.statusCode()).isEqualTo(302);
    }

    @Test
    void aChildsPersonalInformationInsideAFileIsStoppedLikeTheWordsAndInADocumentToo() throws Exception {
        long ticket = LETTERS.ordinary();
        String page = "/desk/tickets/" + ticket;
        byte[] telling = "Her phone is 212-555-0177.".getBytes(StandardCharsets.UTF_8);
        HttpResponse<String> stopped = send(page, "Here.", file("list.txt", "text/plain", telling));
        assertThat(stopped.statusCode()).isEqualTo(422);
        assertThat(stopped.body()).contains("In the file list.txt: This tells a phone number");
        SAM.post(page, page + "/drafts/reply/files/" + idOf(page, "reply") + "/removal", Map.of());
        byte[] docx = docx("Her phone is 212-", "555-0177.");
        assertThat(send(page, "Here.", file("list.docx", "application/octet-stream", docx))
                        .body())
                .contains("In the file list.docx: This tells a phone number");
        assertThat(draft(page, "reply")).containsExactly("list.docx");
        assertThat(TEAM.rows("select 1 from outbound where purpose = 'reply' and ticket_id = " + ticket))
                .isEmpty();
    }

    @Test
    void toAChildNoFileGoesIntoWhichTheDeskCannotLook() throws Exception {
        TEAM.desk
                .bean(Customers.class)
                .create(
                        new CustomerDetails(
                                "Pip Heron",
                                null,
                                null,
                                Relation.CHILD,
                                null,
                                null,
                                null,
                                List.of(CustomerAddress.of(new EmailAddress("wombatchild@example.org")))),
                        new Actor.Software("test"))
                .orThrow();
        long ticket = LETTERS.from("wombatchild");
        String page = "/desk/tickets/" + ticket;
        HttpResponse<String> stopped =
                send(page, "Here.", file("all.zip", "application/zip", zip("a.bin", new byte[3])));
        assertThat(stopped.body())
                .contains("The desk cannot look inside all.zip, and such a file does not go to a child");
        assertThat(TEAM.rows("select 1 from outbound where purpose = 'reply' and ticket_id = " + ticket))
                .isEmpty();
    }

    @Test
    void nobodyElseFetchesOrRemovesAFileOfMyDraftAndBehindTheWallItIsWalled() throws Exception {
        long ticket = LETTERS.ordinary();
        String page = "/desk/tickets/" + ticket;
        put(SAM, page, "reply", file("prices.csv", "text/csv", PRICES));
        long file = idOf(page, "reply");
        TEAM.staff
                .create(
                        "Ola",
                        "ola@desk.example",
                        java.util.Set.of(Role.AGENT),
                        RunningDesk.PASSWORD,
                        new Actor.Software("test"))
                .orThrow();
        Browser ola = signedIn("ola");
        assertThat(ola.get(page).body()).doesNotContain("prices.csv");
        for (Browser who : List.of(ola, SAM)) {
            assertThat(who.get(page + "/attachments/" + file).statusCode()).isEqualTo(404);
            assertThat(who.post(page, page + "/attachments/" + file + "/views", Map.of())
                            .statusCode())
                    .isEqualTo(404);
        }
        assertThat(ola.post(page, page + "/drafts/reply/files/" + file + "/removal", Map.of())
                        .statusCode())
                .isEqualTo(404);
        assertThat(draft(page, "reply")).containsExactly("prices.csv");

        TEAM.database.write(
                Clearance.SYSTEM,
                () -> TEAM.desk
                        .bean(org.nightlight.safety.Cases.class)
                        .raise(ticket, org.nightlight.safety.Level.S3, new Actor.Software("test")));
        assertThat(SAM.post("/desk/lists/mine", page + "/drafts/reply/files/" + file + "/removal", Map.of())
                        .statusCode())
                .isEqualTo(404);
        assertThat(SAM.upload(
                                "/desk/lists/mine",
                                page + "/drafts/note/files",
                                Map.of(),
                                List.of(file("x.csv", "text/csv", PRICES)))
                        .statusCode())
                .isEqualTo(404);
        assertThat(TEAM.rows("select name || octet_length(content) from attachment where id = " + file))
                .containsExactly("Sealed0");

        Browser mina = signedIn("mina");
        assertThat(put(
                                mina,
                                page,
                                "note",
                                file("what she drew.txt", "text/plain", "quokka".getBytes(StandardCharsets.UTF_8)))
                        .statusCode())
                .isEqualTo(302);
        assertThat(names(mina, page, "note")).containsExactly("what she drew.txt");
        assertThat(TEAM.rows("select distinct name from attachment where ticket_id = " + ticket))
                .containsExactly("Sealed");
        mina.post(page, page + "/notes", Map.of("text", "Her drawing."));
        assertThat(Jsoup.parse(mina.get(page).body()).select(".msg.note").text())
                .contains("what she drew.txt", "held: open it in the case");
    }

    @Test
    void aDraftsFilesGoWithItWhenItIsEmptiedOrItsTimeIsOver() {
        long ticket = LETTERS.ordinary();
        String page = "/desk/tickets/" + ticket;
        put(SAM, page, "reply", file("prices.csv", "text/csv", PRICES));
        SAM.post(page, page + "/drafts/reply", Map.of("text", ""));
        assertThat(draft(page, "reply"))
                .as("an emptied text takes no file away")
                .containsExactly("prices.csv");
        RunningDesk.eventually(
                () -> TEAM.rows("select 1 from attachment where address is not null and ticket_id = " + ticket
                        + " and draft_kind is not null"),
                rows -> rows.size() == 1);
        int over = TEAM.database.write(
                Clearance.SYSTEM,
                () -> TEAM.desk.context().getBeansOfType(org.nightlight.privacy.PersonalData.class).values().stream()
                        .filter(part -> part.room().equals("ticket"))
                        .mapToInt(part ->
                                part.deleteOver("drafts", TEAM.clock.instant().plusSeconds(5), 100))
                        .sum());
        assertThat(over).isPositive();
        assertThat(TEAM.rows("select 1 from attachment where draft_kind is not null and ticket_id = " + ticket))
                .isEmpty();
        assertThat(
                        TEAM.rows(
                                "select 1 from file_key k where not exists (select from attachment a where a.address = k.address)"))
                .isEmpty();
    }

    @Test
    void aDraftIsDiscardedWithItsFilesAndNothingElseAndBroughtBackAsItWas() {
        long ticket = LETTERS.ordinary();
        String page = "/desk/tickets/" + ticket;
        String removal = page + "/drafts/reply/removal";
        put(SAM, page, "reply", file("prices.csv", "text/csv", PRICES));
        put(SAM, page, "note", file("for us.txt", "text/plain", "she asked twice".getBytes(StandardCharsets.UTF_8)));
        SAM.post(page, page + "/drafts/note", Map.of("text", "Look at this."));
        assertThat(SAM.post(page, page + "/drafts/reply/removal/undo", Map.of("text", ""))
                        .statusCode())
                .isEqualTo(302);
        assertThat(flash(page)).contains("There is no draft to bring back");

        Map<String, String> typed = Map.of("text", "Not kept until now.", "does", "state:pending");
        assertThat(SAM.post(page, removal, typed).headers().firstValue("Location"))
                .hasValue(page);
        assertThat(flash(page)).contains("is discarded, its files too");
        assertThat(words(page, "reply")).isEmpty();
        assertThat(draft(page, "reply")).isEmpty();
        assertThat(words(page, "note")).isEqualTo("Look at this.");
        assertThat(draft(page, "note")).containsExactly("for us.txt");
        assertThat(Jsoup.parse(SAM.get(page).body()).select("[data-discarded]")).hasSize(1);
        SAM.post(page, page + "/drafts/reply", Map.of("text", "")); // an empty field saves itself
        assertThat(SAM.post(page, removal + "/undo", Map.of("text", "And more."))
                        .statusCode())
                .isEqualTo(302);
        assertThat(flash(page)).contains("is back");
        assertThat(words(page, "reply")).isEqualTo("Not kept until now.\n\nAnd more.");
        assertThat(draft(page, "reply")).containsExactly("prices.csv");
        assertThat(Jsoup.parse(SAM.get(page).body()).select("#reply-form input[name=does][checked]"))
                .hasSize(1);

        SAM.post(page, page + "/drafts/note/removal", Map.of("text", "Look at this."));
        assertThat(words(page, "note")).isEmpty();
        assertThat(words(page, "reply")).startsWith("Not kept until now.");
        SAM.post(page, page + "/drafts/note", Map.of("text", "Another thought."));
        assertThat(names(SAM, page, "note"))
                .as("what is new takes no file over")
                .isEmpty();
        SAM.post(page, page + "/drafts/note/removal/undo", Map.of("text", "Another thought."));
        assertThat(flash(page)).contains("There is no draft to bring back");
        assertThat(words(page, "note")).isEqualTo("Another thought.");
        assertThat(filesOfDrafts(ticket)).containsExactly("prices.csv");
    }

    @Test
    void aDiscardedDraftIsGoneAfterAnHourAndNobodyElsesIsTouched() {
        long ticket = LETTERS.ordinary();
        String page = "/desk/tickets/" + ticket;
        put(SAM, page, "reply", file("prices.csv", "text/csv", PRICES));
        put(signedIn("mina"), page, "reply", file("hers.csv", "text/csv", PRICES));
        SAM.post(page, page + "/drafts/reply/removal", Map.of("text", "The prices."));
        assertThat(signedIn("mina").get(page).body()).contains("hers.csv").doesNotContain("data-discarded>");
        assertThat(filesOfDrafts(ticket)).containsExactlyInAnyOrder("prices.csv", "hers.csv");
        TEAM.clock.turn(Duration.ofMinutes(61));
        SAM.signIn("sam@desk.example", RunningDesk.PASSWORD);
        assertThat(Jsoup.parse(SAM.get(page).body()).select("[data-discarded]")).isEmpty();
        RunningDesk.eventually(() -> filesOfDrafts(ticket), List.of("hers.csv")::equals);
        assertThat(TEAM.rows("select 1 from draft where discarded_at is not null and ticket_id = " + ticket))
                .isEmpty();
        assertThat(
                        TEAM.rows(
                                "select 1 from file_key k where not exists (select from attachment a where a.address = k.address)"))
                .isEmpty();
    }

    @Test
    void aWriterOpensTheirOwnFileAgainAndNobodyElseDoes() {
        long ticket = LETTERS.ordinary();
        String page = "/desk/tickets/" + ticket;
        put(SAM, page, "reply", file("prices größer.csv", "text/html", PRICES));
        String link =
                Jsoup.parse(SAM.get(page).body()).select("#reply-files a.name").attr("href");
        HttpResponse<byte[]> opened = SAM.getBytes(link);
        assertThat(opened.body()).isEqualTo(PRICES);
        assertThat(opened.headers().firstValue("Content-Disposition").orElseThrow())
                .startsWith("attachment");
        assertThat(opened.headers().firstValue("Content-Type")).hasValue("application/octet-stream");
        assertThat(opened.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(opened.headers().firstValue("Cache-Control").orElseThrow()).contains("no-store");

        Browser mina = signedIn("mina");
        assertThat(mina.get(link).statusCode()).as("handed on").isEqualTo(404);
        assertThat(SAM.get(link.substring(0, link.indexOf('?'))).statusCode()).isEqualTo(404);
        assertThat(SAM.get(link.replace("/reply/", "/note/")).statusCode()).isEqualTo(404);
        assertThat(SAM.get(page + "/attachments/" + idOf(page, "reply") + link.substring(link.indexOf('?')))
                        .statusCode())
                .as("it belongs to no message")
                .isEqualTo(404);
        SAM.post(page, page + "/drafts/reply/removal", Map.of("text", ""));
        assertThat(SAM.get(link).statusCode()).as("discarded").isEqualTo(404);
        SAM.post(page, page + "/drafts/reply/removal/undo", Map.of("text", ""));
        assertThat(SAM.get(link).statusCode()).isEqualTo(200);

        CLAMD.goAway();
        put(SAM, page, "note", file("unscanned.txt", "text/plain", "wait".getBytes(StandardCharsets.UTF_8)));
        HttpResponse<String> waits = SAM.get(
                Jsoup.parse(SAM.get(page).body()).select("#note-files a.name").attr("href"));
        assertThat(waits.statusCode()).isEqualTo(403);
        assertThat(Jsoup.parse(waits.body()).select("#note-file-fault").text()).contains("waits for the virus scanner");
        CLAMD.comeBack();

        TEAM.clock.turn(Duration.ofMinutes(16));
        assertThat(SAM.get(link).statusCode()).as("run out").isEqualTo(302);
        String fresh =
                Jsoup.parse(SAM.get(page).body()).select("#reply-files a.name").attr("href");
        TEAM.database.write(
                Clearance.SYSTEM,
                () -> TEAM.desk
                        .bean(org.nightlight.safety.Cases.class)
                        .raise(ticket, org.nightlight.safety.Level.S3, new Actor.Software("test")));
        assertThat(SAM.get(fresh).statusCode()).as("behind the wall").isEqualTo(404);
        assertThat(SAM.post("/desk/lists/mine", page + "/drafts/reply/removal", Map.of())
                        .statusCode())
                .isEqualTo(404);
        put(mina, page, "note", file("what she drew.txt", "text/plain", "quokka".getBytes(StandardCharsets.UTF_8)));
        assertThat(Jsoup.parse(mina.get(page).body()).select("#note-files a")).isEmpty();
        mina.post(page, page + "/drafts/note/removal", Map.of("text", "Her quokka."));
        mina.post(page, page + "/drafts/note/removal/undo", Map.of("text", "And more."));
        assertThat(Jsoup.parse(mina.get(page).body()).select("#note").text()).isEqualTo("Her quokka.\n\nAnd more.");
        assertThat(TEAM.rows("select distinct text from draft where ticket_id = " + ticket))
                .containsExactly("Sealed");
    }

    private static String words(String page, String kind) {
        return Jsoup.parse(SAM.get(page).body()).select("#" + kind).val();
    }

    private static String flash(String page) {
        return Jsoup.parse(SAM.get(page).body()).select("#flash").text();
    }

    private static List<String> filesOfDrafts(long ticket) {
        return TEAM.rows("select name from attachment where draft_kind is not null and ticket_id = " + ticket);
    }

    @Test
    void filesThatCameWithACallStandOnItsTicketInANote() {
        Map<String, List<String>> call = Map.of(
                "name", List.of("Robin"),
                "email", List.of("wombatcall@example.org"),
                "text", List.of("The invoice shows the wrong tax number."),
                "once", List.of("11111111-2222-3333-4444-555555555555"));
        HttpResponse<String> refused = SAM.upload(
                "/desk/tickets/new", "/desk/tickets", call, List.of(file("try.txt", "text/plain", StandInClamd.EICAR)));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(Jsoup.parse(refused.body()).select("#file-fault").text()).contains("The virus scanner found");
        assertThat(Jsoup.parse(refused.body()).select("#text").text()).startsWith("The invoice");
        String page = "";
        for (int again = 0; again < 2; again++) {
            page = SAM.upload(
                            "/desk/tickets/new", "/desk/tickets", call, List.of(file("prices.csv", "text/csv", PRICES)))
                    .headers()
                    .firstValue("Location")
                    .orElseThrow();
        }
        assertThat(Jsoup.parse(SAM.get(page).body()).select(".msg.note [aria-label=Files] li"))
                .singleElement()
                .satisfies(shown -> assertThat(shown.text()).startsWith("prices.csv"));
        assertThat(draft(page, "note")).isEmpty();
        assertThat(TEAM.desk.inbox("wombatcall@example.org").stream().filter(AttachedFilesTest::isReply))
                .isEmpty();
    }

    private static Browser.Part file(String name, String type, byte[] bytes) {
        return new Browser.Part("file", name, type, bytes);
    }

    private static byte[] text(int size) {
        byte[] text = new byte[size];
        Arrays.fill(text, (byte) 'a');
        return text;
    }

    private static byte[] zip(String name, byte[] content) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content);
        }
        return out.toByteArray();
    }

    /** One paragraph, cut into runs as an office program does. */
    private static byte[] docx(String... runs) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("[Content_Types].xml"));
            zip.write("<Types/>".getBytes(StandardCharsets.UTF_8));
            zip.putNextEntry(new ZipEntry("word/document.xml"));
            StringBuilder xml = new StringBuilder("<w:document xmlns:w='w'><w:body><w:p>");
            for (String run : runs) {
                xml.append("<w:r><w:t>").append(run).append("</w:t></w:r>");
            }
            zip.write(xml.append("</w:p></w:body></w:document>").toString().getBytes(StandardCharsets.UTF_8));
        }
        return out.toByteArray();
    }

    /** The hidden fields of a form as its page has them. */
    private static Map<String, List<String>> fields(String page, String form) {
        Map<String, List<String>> fields = new HashMap<>();
        Jsoup.parse(SAM.get(page).body())
                .select("#" + form + "-form input[type=hidden]")
                .forEach(field -> fields.computeIfAbsent(field.attr("name"), name -> new ArrayList<>())
                        .add(field.attr("value")));
        return fields;
    }

    private static HttpResponse<String> send(String page, String words, Browser.Part... files) {
        return upload(page, page + "/replies", "reply", Map.of("text", words, "heeded", "child"), List.of(files));
    }

    private static HttpResponse<String> upload(
            String page, String path, String form, Map<String, String> more, List<Browser.Part> files) {
        Map<String, List<String>> fields = fields(page, form);
        more.forEach((name, value) -> fields.put(name, List.of(value)));
        return SAM.upload(page, path, fields, files);
    }

    private static HttpResponse<String> put(Browser who, String page, String kind, Browser.Part file) {
        return who.upload(page, page + "/drafts/" + kind + "/files", Map.of(), List.of(file));
    }

    private static List<String> draft(String page, String kind) {
        return names(SAM, page, kind);
    }

    private static List<String> names(Browser who, String page, String kind) {
        return Jsoup.parse(who.get(page).body())
                .select("#" + kind + "-files .name")
                .eachText();
    }

    private static long idOf(String page, String kind) {
        Document shown = Jsoup.parse(SAM.get(page).body());
        return Long.parseLong(shown.select("#" + kind + "-files li").attr("data-file"));
    }

    private static jakarta.mail.Message mail(long ticket, int count) {
        String to = TEAM.rows(
                        "select unnest(recipients) from outbound where purpose = 'reply' and ticket_id = " + ticket)
                .getFirst();
        return RunningDesk.eventually(
                        () -> TEAM.desk.inbox(to).stream()
                                .filter(AttachedFilesTest::isReply)
                                .toList(),
                        mails -> mails.size() == count)
                .getLast();
    }

    private static boolean isReply(jakarta.mail.Message mail) {
        try {
            return mail.getHeader("Auto-Submitted") == null;
        } catch (jakarta.mail.MessagingException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static Map<String, byte[]> filesOf(jakarta.mail.Message mail) throws Exception {
        assertThat(mail.getContentType()).startsWith("multipart/mixed");
        Multipart parts = (Multipart) mail.getContent();
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (int i = 1; i < parts.getCount(); i++) {
            BodyPart part = parts.getBodyPart(i);
            assertThat(part.getDisposition()).isEqualTo("attachment");
            files.put(part.getFileName(), part.getInputStream().readAllBytes());
        }
        return files;
    }
}
