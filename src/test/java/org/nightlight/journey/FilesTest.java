package org.nightlight.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.nightlight.Browser;
import org.nightlight.privacy.PictureWithPlace;
import org.nightlight.ticket.TicketFiles;

/** Strangers' files on an ordinary ticket: screening reads their names only, so nobody sees more than they ask for. */
class FilesTest {
    private static final SafetyTeam TEAM = new SafetyTeam(Map.of());
    private static final LettersWithFiles LETTERS = new LettersWithFiles(TEAM);

    @AfterAll
    static void stop() {
        TEAM.close();
    }

    @Test
    void r19_a01_aPictureOnAnOrdinaryTicketIsBlurredAndGreyUntilSomebodyClicksAndThatIsWrittenDown()
            throws IOException {
        long ticket = LETTERS.ordinary();
        Browser sam = TEAM.desk.browser("sam@desk.example");
        String page = "/desk/tickets/" + ticket;
        Document shown = Jsoup.parse(sam.get(page).body());
        String picture = page + "/attachments/" + LETTERS.file(ticket, "image/png");
        String inline = shown.select(".html img").attr("src");
        assertThat(inline).startsWith(picture + "?inline=true&until=");
        assertThat(shown.select("form[action=" + picture + "/views] button").text())
                .contains("Show this picture");

        BufferedImage blurred = LettersWithFiles.image(sam.getBytes(inline).body());
        assertThat(LettersWithFiles.spread(blurred)).as("no detail is left").isLessThan(40);
        assertThat(sam.get(inline.replace("inline=true&", "")).statusCode())
                .as("not to be fetched sharp")
                .isEqualTo(404);

        HttpResponse<byte[]> sharp = sam.postForBytes(page, picture + "/views");
        assertThat(sharp.body()).isEqualTo(LettersWithFiles.png());
        assertThat(sharp.headers().firstValue("Content-Disposition").orElseThrow())
                .startsWith("inline");
        assertThat(sharp.headers().firstValue("Cache-Control").orElseThrow()).contains("no-store");
        assertThat(TEAM.rows("select detail from audit_line where action = 'file-shown' and ticket_id = " + ticket))
                .containsExactly("attachment:" + LETTERS.file(ticket, "image/png"));
    }

    @Test
    void r19_anArchiveIsHandedOverAsItCameByARecordedClickAndDocumentsAsBefore() {
        long ticket = LETTERS.ordinary();
        Browser sam = TEAM.desk.browser("sam@desk.example");
        String page = "/desk/tickets/" + ticket;
        String archive = page + "/attachments/" + LETTERS.file(ticket, "application/zip");
        assertThat(sam.get(archive).statusCode()).isEqualTo(404);
        HttpResponse<byte[]> handed = sam.postForBytes(page, archive + "/views");
        assertThat(handed.body()).isEqualTo("PK quokka".getBytes(StandardCharsets.UTF_8));
        assertThat(handed.headers().firstValue("Content-Disposition").orElseThrow())
                .startsWith("attachment");
        assertThat(sam.get(LettersWithFiles.link(sam, ticket, LETTERS.file(ticket, "text/plain")))
                        .body())
                .isEqualTo("a plain note");
        String disguised = page + "/attachments/" + LETTERS.file(ticket, "application/pdf");
        assertThat(sam.get(disguised).statusCode())
                .as("a picture called a document")
                .isEqualTo(404);
    }

    @Test
    void b58_theAddressOfAFileIsAuthorisedPerRequestAndExpiresAndForwardedItOpensNothing() {
        long ticket = LETTERS.ordinary();
        Browser sam = TEAM.desk.browser("sam@desk.example");
        long note = LETTERS.file(ticket, "text/plain");
        String link = LettersWithFiles.link(sam, ticket, note);
        HttpResponse<String> opened = sam.get(link);
        assertThat(opened.body()).isEqualTo("a plain note");
        Map.of(
                        "Content-Disposition", "attachment",
                        "X-Content-Type-Options", "nosniff",
                        "Content-Security-Policy", "default-src 'none'; sandbox",
                        "Cross-Origin-Resource-Policy", "same-origin",
                        "Cache-Control", "no-store",
                        "Content-Type", "application/octet-stream",
                        "Content-Length", "12")
                .forEach((name, value) -> assertThat(opened.headers().allValues(name))
                        .as(name)
                        .hasSize(1)
                        .allSatisfy(it -> assertThat(it).contains(value)));

        assertThat(TEAM.desk.browser("jo@desk.example").get(link).statusCode())
                .as("forwarded to a colleague")
                .isEqualTo(404);
        HttpResponse<String> stranger = new Browser(TEAM.desk.port).get(link, "Accept", "text/html");
        assertThat(stranger.body()).doesNotContain("a plain note");
        assertThat(stranger.headers().firstValue("Location").orElse("")).contains("/desk/sign-in");
        String other = link.replace("/" + note + "?", "/" + LETTERS.file(ticket, "image/png") + "?");
        assertThat(sam.get(other).statusCode()).as("for another file").isEqualTo(404);
        assertThat(sam.get(link.replaceFirst("until=\\d+", "until=9999999999")).statusCode())
                .as("made longer")
                .isEqualTo(404);
        assertThat(sam.get(link.replaceFirst("&sign=.*", "")).statusCode()).isEqualTo(404);

        TEAM.clock.turn(Duration.ofMinutes(4));
        assertThat(sam.get(link).statusCode()).isEqualTo(200);
        TEAM.clock.turn(Duration.ofMinutes(12));
        HttpResponse<String> over = sam.get(link);
        assertThat(over.statusCode()).isEqualTo(302);
        assertThat(over.headers().firstValue("Location").orElseThrow()).endsWith("/desk/tickets/" + ticket);
        assertThat(sam.get("/desk/tickets/" + ticket).body()).contains("The link to that file had run out");
        assertThat(sam.get(LettersWithFiles.link(sam, ticket, note)).statusCode())
                .isEqualTo(200);
    }

    @Test
    void aProgramCalledAPictureOrADocumentIsSaidToBeOneAndNeverServedInline() {
        byte[] program = Arrays.copyOf("MZ\u0090\0\3\0\0\0".getBytes(StandardCharsets.ISO_8859_1), 512);
        for (String[] called : new String[][] {{"it.jpg", "image/jpeg"}, {"it.pdf", "application/pdf"}}) {
            long ticket = LETTERS.with(called[0], called[1], program);
            Browser sam = TEAM.desk.browser("sam@desk.example");
            String page = "/desk/tickets/" + ticket;
            String file = page + "/attachments/" + LETTERS.file(ticket, called[1]);
            assertThat(Jsoup.parse(sam.get(page).body()).select(".msg").text())
                    .contains("Beware: called a", "but it is a program", "into which nobody has looked");
            assertThat(LettersWithFiles.link(sam, ticket, LETTERS.file(ticket, called[1])))
                    .isEmpty();
            HttpResponse<byte[]> handed = sam.postForBytes(page, file + "/views");
            assertThat(handed.body()).isEqualTo(program);
            assertThat(handed.headers().firstValue("Content-Disposition").orElseThrow())
                    .startsWith("attachment");
            assertThat(handed.headers().firstValue("Content-Type").orElseThrow())
                    .isEqualTo("application/octet-stream");
        }
    }

    @Test
    void c14_class9_aPictureIsShownWithoutItsPlaceAndTheStoredOneStaysAsItCame() throws IOException {
        long ticket = LETTERS.withPictures();
        Browser sam = TEAM.desk.browser("sam@desk.example");
        String page = "/desk/tickets/" + ticket;
        long id = LETTERS.file(ticket, "image/jpeg");
        byte[] shown =
                sam.postForBytes(page, page + "/attachments/" + id + "/views").body();
        assertThat(shown).startsWith(0xff, 0xd8);
        assertThat(new String(shown, StandardCharsets.ISO_8859_1)).doesNotContain(PictureWithPlace.TELLING);
        try (InputStream kept =
                TEAM.desk.bean(TicketFiles.class).open(ticket, id).get()) {
            assertThat(kept.readAllBytes()).isEqualTo(PictureWithPlace.jpeg());
        }
    }

    @Test
    void c14_class9_aPictureThatCannotBeTakenApartStaysClosedAndThePageSaysWhy() {
        long ticket = LETTERS.withPictures();
        Browser sam = TEAM.desk.browser("sam@desk.example");
        String page = "/desk/tickets/" + ticket;
        String picture = page + "/attachments/" + LETTERS.file(ticket, "image/heic");
        assertThat(sam.postForBytes(page, picture + "/views").statusCode()).isEqualTo(302);
        assertThat(sam.get(page).body()).contains("This picture stays closed");
        String disguised = page + "/attachments/" + LETTERS.file(ticket, "application/pdf");
        assertThat(sam.get(disguised).statusCode()).isEqualTo(404);
        assertThat(TEAM.rows("select detail from audit_line where action = 'file-shown' and ticket_id = " + ticket))
                .isEmpty();
    }
}
