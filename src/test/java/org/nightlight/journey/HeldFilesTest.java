package org.nightlight.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.jooq.DSLContext;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.nightlight.Browser;
import org.nightlight.RunningDesk;
import org.nightlight.database.Clearance;
import org.nightlight.safety.Care;
import org.nightlight.safety.Ending;
import org.nightlight.safety.HeldFiles;
import org.nightlight.safety.Level;
import org.nightlight.safety.Levels;
import org.nightlight.safety.SafetyCase;
import org.nightlight.shared.Actor;
import org.nightlight.staff.Role;
import org.nightlight.staff.StaffMember;
import org.nightlight.staff.Training;
import org.nightlight.ticket.Refusal;
import org.nightlight.ticket.TicketSearch;

/** Strangers' files: blurred first on an ordinary ticket, shut in a case until two people agree. */
class HeldFilesTest {
    private static final Actor TEST = new Actor.Software("test");
    private static final SafetyTeam TEAM = new SafetyTeam(Map.of());
    private static int letters;

    @BeforeAll
    static void trainedAndReady() {
        for (StaffMember officer : List.of(TEAM.mina, TEAM.noor)) {
            TEAM.desk.bean(Training.class).set(officer.id(), "2099-01-01", TEST).orThrow();
            TEAM.database.write(
                    officer.clearance(), () -> TEAM.desk.bean(Care.class).choose(actor(officer), true));
        }
    }

    @AfterAll
    static void stop() {
        TEAM.close();
    }

    @AfterEach
    void everythingIsInHand() {
        TEAM.cases().forEach(it -> TEAM.acknowledge(it, TEAM.mina));
        TEAM.clock.turn(Duration.ofDays(3));
    }

    @Test
    void r19_aPictureOnAnOrdinaryTicketIsBlurredAndGreyUntilSomebodyClicksAndThatIsWrittenDown() throws IOException {
        long ticket = ordinary();
        Browser sam = new Browser(TEAM.desk.port);
        sam.signIn("sam@desk.example", SafetyTeam.PASSWORD);
        String page = "/desk/tickets/" + ticket;
        Document shown = Jsoup.parse(sam.get(page).body());
        String picture = page + "/attachments/" + file(ticket, "image/png");
        assertThat(shown.select(".html img").attr("src")).isEqualTo(picture + "?inline=true");
        assertThat(shown.select("form[action=" + picture + "/views] button").text()).contains("Show this picture");

        BufferedImage blurred = image(sam.getBytes(picture + "?inline=true").body());
        assertThat(spread(blurred)).as("no detail is left").isLessThan(40);
        assertThat(sam.get(picture).statusCode()).as("not to be fetched sharp").isEqualTo(404);

        HttpResponse<byte[]> sharp = sam.postForBytes(page, picture + "/views");
        assertThat(sharp.body()).isEqualTo(png());
        assertThat(sharp.headers().firstValue("Content-Disposition").orElseThrow()).startsWith("inline");
        assertThat(sharp.headers().firstValue("Cache-Control").orElseThrow()).contains("no-store");
        assertThat(TEAM.rows("select detail from audit_line where action = 'file-shown' and ticket_id = " + ticket))
                .containsExactly("attachment:" + file(ticket, "image/png"));
    }

    @Test
    void r19_anArchiveIsHandedOverAsItCameByARecordedClickAndDocumentsAsBefore() {
        long ticket = ordinary();
        Browser sam = new Browser(TEAM.desk.port);
        sam.signIn("sam@desk.example", SafetyTeam.PASSWORD);
        String page = "/desk/tickets/" + ticket;
        String archive = page + "/attachments/" + file(ticket, "application/zip");
        assertThat(sam.get(archive).statusCode()).isEqualTo(404);
        HttpResponse<byte[]> handed = sam.postForBytes(page, archive + "/views");
        assertThat(handed.body()).isEqualTo("PK quokka".getBytes(StandardCharsets.UTF_8));
        assertThat(handed.headers().firstValue("Content-Disposition").orElseThrow()).startsWith("attachment");
        assertThat(sam.get(page + "/attachments/" + file(ticket, "text/plain")).body()).isEqualTo("a plain note");
        String disguised = page + "/attachments/" + file(ticket, "application/pdf");
        assertThat(sam.get(disguised).statusCode()).as("a picture called a document").isEqualTo(404);
    }

    @Test
    void r26_heldMediaOpensOnlyByAGrantOfTwoPeopleBlurredFirstAndByAClickForEachView() throws IOException {
        SafetyCase it = disclosed();
        long file = file(it.ticketId(), "image/png");
        String here = "/desk/cases/" + it.id() + "/files";
        Browser mina = screen(TEAM.mina);
        Browser noor = screen(TEAM.noor);
        assertThat(mina.get("/desk/tickets/" + it.ticketId() + "/attachments/" + file + "?inline=true")
                        .statusCode())
                .isEqualTo(404);
        assertThat(mina.get(here + "/" + file + "/blurred").statusCode()).isEqualTo(404);
        assertThat(mina.post(here, here + "/" + file + "/views", Map.of()).statusCode())
                .isEqualTo(422);
        assertThat(mina.get(here).body()).contains("harm done to a child").doesNotContain("<img");

        assertThat(mina.post(here, here + "/" + file + "/requests", Map.of("reason-" + file, " "))
                        .statusCode())
                .isEqualTo(422);
        mina.post(here, here + "/" + file + "/requests", Map.of("reason-" + file, "The bruise can be seen."));
        String grant = Jsoup.parse(noor.get(here).body()).select("form[action$=/grant]").attr("action");
        assertThat(mina.post(here, grant, Map.of()).statusCode()).as("not by oneself").isEqualTo(422);
        assertThat(screen(TEAM.lena).post(here, grant, Map.of()).statusCode()).as("not without training").isEqualTo(422);
        assertThat(noor.post(here, grant, Map.of()).statusCode()).isEqualTo(302);

        assertThat(spread(image(mina.getBytes(here + "/" + file + "/blurred").body()))).isLessThan(40);
        assertThat(Jsoup.parse(mina.get(here).body()).select("img")).hasSize(1);
        for (int i = 0; i < 2; i++) {
            HttpResponse<byte[]> sharp = mina.postForBytes(here, here + "/" + file + "/views");
            assertThat(sharp.body()).isEqualTo(png());
            assertThat(sharp.headers().firstValue("Content-Disposition").orElseThrow()).startsWith("inline");
            assertThat(sharp.headers().firstValue("Cache-Control").orElseThrow()).contains("no-store");
        }
        assertThat(noor.post(here, here + "/" + file + "/views", Map.of()).statusCode())
                .as("open to whoever asked only")
                .isEqualTo(422);
        assertThat(audited(it, "case-file-shown")).hasSize(2);
        TEAM.clock.turn(Duration.ofMinutes(30));
        assertThat(mina.post(here, here + "/" + file + "/views", Map.of()).statusCode())
                .isEqualTo(422);
        assertThat(audited(it, "case-file-shown")).hasSize(2);
    }

    @Test
    void r26_theDatabaseTakesNoGrantByWhoeverAsked() {
        SafetyCase it = disclosed();
        long file = file(it.ticketId(), "image/png");
        ask(it, file, TEAM.mina);
        long request = request(it);
        assertThatThrownBy(() -> TEAM.database.write(
                        TEAM.mina.clearance(),
                        () -> TEAM.desk
                                .bean(DSLContext.class)
                                .execute("insert into held_file_grant values (" + request + ", " + TEAM.mina.id()
                                        + ", now(), now() + interval '5 minutes')")))
                .isInstanceOf(RuntimeException.class)
                .hasMessageContaining("another person");
    }

    @Test
    void r26_whatMayShowTheAbuseOfAChildIsShownToNobodyWhateverWasGranted() {
        SafetyCase it = disclosed();
        long file = file(it.ticketId(), "image/png");
        String here = "/desk/cases/" + it.id() + "/files";
        ask(it, file, TEAM.mina);
        long request = request(it);
        TEAM.database.write(
                TEAM.noor.clearance(), () -> TEAM.desk.bean(HeldFiles.class).grant(it.id(), request, actor(TEAM.noor)));
        Browser mina = screen(TEAM.mina);
        assertThat(mina.getBytes(here + "/" + file + "/blurred").statusCode()).isEqualTo(200);
        mina.post(here, here + "/" + file + "/mark", Map.of());
        assertThat(mina.get(here + "/" + file + "/blurred").statusCode()).isEqualTo(404);
        assertThat(mina.post(here, here + "/" + file + "/views", Map.of()).statusCode()).isEqualTo(422);
        assertThatThrownBy(() -> ask(it, file, TEAM.mina)).isInstanceOf(Refusal.class);
        assertThat(Jsoup.parse(mina.get(here).body()).select("#file-" + file).text())
                .contains("shown to nobody", "SHA-256", "image/png");
        TEAM.database.write(
                TEAM.mina.clearance(),
                () -> TEAM.desk.bean(Levels.class).change(it.id(), actor(TEAM.mina), Level.S4, ""));
        assertThatThrownBy(() -> TEAM.database.write(
                        TEAM.mina.clearance(),
                        () -> TEAM.desk.bean(Ending.class).release(it.id(), actor(TEAM.mina), "A mistake.")))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("not released");

        SafetyCase about = disclosed();
        TEAM.database.write(
                Clearance.SYSTEM,
                () -> TEAM.desk
                        .bean(DSLContext.class)
                        .execute("update safety_case set types = types || 'CSAM' where id = " + about.id()));
        assertThatThrownBy(() -> ask(about, file(about.ticketId(), "image/png"), TEAM.mina))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void a02_afterAnHourOfGraveFilesSomebodyElseIsNamed() {
        TEAM.keepWatch(Duration.ofHours(12));
        SafetyCase it = disclosed();
        long file = file(it.ticketId(), "image/png");
        HeldFiles files = TEAM.desk.bean(HeldFiles.class);
        ask(it, file, TEAM.mina);
        long request = request(it);
        TEAM.database.write(TEAM.noor.clearance(), () -> files.grant(it.id(), request, actor(TEAM.noor)));
        TEAM.database.write(TEAM.mina.clearance(), () -> {
            for (int i = 0; i < 60; i++) {
                files.look(it.id(), file, actor(TEAM.mina));
            }
        });
        assertThatThrownBy(() -> TEAM.database.write(
                        TEAM.mina.clearance(), () -> files.look(it.id(), file, actor(TEAM.mina))))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("60 minutes")
                .hasMessageContaining("Noor");
    }

    @Test
    void r24_filesOfACaseAreNotFoundByWhoeverSeesNoCase() {
        SafetyCase it = disclosed();
        long file = file(it.ticketId(), "image/png");
        Browser sam = new Browser(TEAM.desk.port);
        sam.signIn("sam@desk.example", SafetyTeam.PASSWORD);
        String address = "/desk/tickets/" + it.ticketId() + "/attachments/" + file;
        assertThat(sam.get(address + "?inline=true").statusCode()).isEqualTo(404);
        assertThat(sam.post("/desk/account", address + "/views", Map.of()).statusCode()).isEqualTo(404);
        assertThat(TEAM.staff.withRole(Role.SAFETY_OFFICER)).isNotEmpty();
    }

    private static void ask(SafetyCase it, long file, StaffMember by) {
        TEAM.database.write(
                by.clearance(), () -> TEAM.desk.bean(HeldFiles.class).ask(it.id(), file, actor(by), "It must be seen."));
    }

    private static long request(SafetyCase it) {
        return TEAM.database
                .read(TEAM.mina.clearance(), () -> TEAM.desk.bean(HeldFiles.class).requests(it.id()))
                .getFirst()
                .id();
    }

    private static List<String> audited(SafetyCase it, String action) {
        return TEAM.rows("select actor from audit_line where walled and action = '" + action + "' and subject = 'case:"
                + it.id() + "'");
    }

    private static long file(long ticket, String type) {
        return Long.parseLong(TEAM.rows(
                        "select id::text from attachment where ticket_id = " + ticket + " and type = '" + type + "'")
                .getFirst());
    }

    private static SafetyCase disclosed() {
        List<Long> before = TEAM.cases().stream().map(SafetyCase::id).toList();
        send("my stepdad hits me with a belt every night and i am scared to go home, look", "wombat" + ++letters + "q");
        return RunningDesk.eventually(
                        () -> TEAM.cases().stream()
                                .filter(it -> !before.contains(it.id()))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    private static long ordinary() {
        String word = "wombat" + ++letters + "q";
        send("The invoice shows the wrong tax number.", word);
        return RunningDesk.eventually(
                        () -> TEAM.database.read(
                                Clearance.DESK,
                                () -> TEAM.desk.bean(TicketSearch.class).find(word, Long.MAX_VALUE, 1).stream()
                                        .findFirst()),
                        Optional::isPresent)
                .orElseThrow()
                .id();
    }

    private static void send(String words, String word) {
        String png = Base64.getMimeEncoder().encodeToString(png()).replace("\r\n", "\n");
        TEAM.desk.send(word + "@example.org", """
                From: A Writer <%1$s@example.org>
                To: support@storytailor.com
                Subject: invoice %1$s
                Message-ID: <%1$s@example.org>
                MIME-Version: 1.0
                Content-Type: multipart/mixed; boundary=b

                --b
                Content-Type: text/html

                <p>%2$s</p><p><img src="cid:pic@x" alt="it"></p>
                --b
                Content-Type: image/png; name=it.png
                Content-ID: <pic@x>
                Content-Disposition: inline; filename=it.png
                Content-Transfer-Encoding: base64

                %3$s
                --b
                Content-Type: application/pdf; name=note.pdf
                Content-Disposition: attachment; filename=note.pdf
                Content-Transfer-Encoding: base64

                %3$s
                --b
                Content-Type: application/zip; name=all.zip
                Content-Disposition: attachment; filename=all.zip
                Content-Transfer-Encoding: base64

                UEsgcXVva2th
                --b
                Content-Type: text/plain; name=note.txt
                Content-Disposition: attachment; filename=note.txt

                a plain note
                --b--
                """.formatted(word, words, png));
    }

    /** Fine stripes in strong colours: all detail, and one even grey when it is blurred. */
    private static byte[] png() {
        BufferedImage image = new BufferedImage(400, 300, BufferedImage.TYPE_INT_RGB);
        Graphics2D drawing = image.createGraphics();
        for (int x = 0; x < 400; x += 4) {
            drawing.setColor(x % 8 == 0 ? Color.RED : Color.CYAN);
            drawing.fillRect(x, 0, 4, 300);
        }
        drawing.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", out);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        return out.toByteArray();
    }

    private static BufferedImage image(byte[] bytes) throws IOException {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(bytes));
        assertThat(image.getRaster().getNumBands()).as("grey").isEqualTo(1);
        return image;
    }

    /** How far the lightest spot is from the darkest. */
    private static int spread(BufferedImage image) {
        int[] samples = image.getRaster().getSamples(0, 0, image.getWidth(), image.getHeight(), 0, (int[]) null);
        var sum = java.util.Arrays.stream(samples).summaryStatistics();
        return sum.getMax() - sum.getMin();
    }

    private static Actor.Staff actor(StaffMember member) {
        return new Actor.Staff(member.id());
    }

    private static Browser screen(StaffMember member) {
        Browser browser = new Browser(TEAM.desk.port);
        browser.signIn(member.email().value(), SafetyTeam.PASSWORD);
        return browser;
    }
}
