package org.nightlight.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.nightlight.Browser;
import org.nightlight.privacy.PictureWithPlace;

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
        Browser sam = new Browser(TEAM.desk.port);
        sam.signIn("sam@desk.example", SafetyTeam.PASSWORD);
        String page = "/desk/tickets/" + ticket;
        Document shown = Jsoup.parse(sam.get(page).body());
        String picture = page + "/attachments/" + LETTERS.file(ticket, "image/png");
        assertThat(shown.select(".html img").attr("src")).isEqualTo(picture + "?inline=true");
        assertThat(shown.select("form[action=" + picture + "/views] button").text())
                .contains("Show this picture");

        BufferedImage blurred =
                LettersWithFiles.image(sam.getBytes(picture + "?inline=true").body());
        assertThat(LettersWithFiles.spread(blurred)).as("no detail is left").isLessThan(40);
        assertThat(sam.get(picture).statusCode()).as("not to be fetched sharp").isEqualTo(404);

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
        Browser sam = new Browser(TEAM.desk.port);
        sam.signIn("sam@desk.example", SafetyTeam.PASSWORD);
        String page = "/desk/tickets/" + ticket;
        String archive = page + "/attachments/" + LETTERS.file(ticket, "application/zip");
        assertThat(sam.get(archive).statusCode()).isEqualTo(404);
        HttpResponse<byte[]> handed = sam.postForBytes(page, archive + "/views");
        assertThat(handed.body()).isEqualTo("PK quokka".getBytes(StandardCharsets.UTF_8));
        assertThat(handed.headers().firstValue("Content-Disposition").orElseThrow())
                .startsWith("attachment");
        assertThat(sam.get(page + "/attachments/" + LETTERS.file(ticket, "text/plain"))
                        .body())
                .isEqualTo("a plain note");
        String disguised = page + "/attachments/" + LETTERS.file(ticket, "application/pdf");
        assertThat(sam.get(disguised).statusCode())
                .as("a picture called a document")
                .isEqualTo(404);
    }

    @Test
    void c14_class9_aPictureIsShownWithoutItsPlaceAndTheStoredOneStaysAsItCame() {
        long ticket = LETTERS.withPictures();
        Browser sam = new Browser(TEAM.desk.port);
        sam.signIn("sam@desk.example", SafetyTeam.PASSWORD);
        String page = "/desk/tickets/" + ticket;
        long id = LETTERS.file(ticket, "image/jpeg");
        byte[] shown =
                sam.postForBytes(page, page + "/attachments/" + id + "/views").body();
        assertThat(shown).startsWith(0xff, 0xd8);
        assertThat(new String(shown, StandardCharsets.ISO_8859_1)).doesNotContain(PictureWithPlace.TELLING);
        assertThat(TEAM.rows("select encode(content, 'hex') from attachment where id = " + id))
                .containsExactly(java.util.HexFormat.of().formatHex(PictureWithPlace.jpeg()));
    }

    @Test
    void c14_class9_aPictureThatCannotBeTakenApartStaysClosedAndThePageSaysWhy() {
        long ticket = LETTERS.withPictures();
        Browser sam = new Browser(TEAM.desk.port);
        sam.signIn("sam@desk.example", SafetyTeam.PASSWORD);
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
