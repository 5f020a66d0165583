package org.nightlight.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.nightlight.Browser;
import org.nightlight.RunningDesk;
import org.nightlight.database.Clearance;
import org.nightlight.privacy.PictureWithPlace;
import org.nightlight.safety.SafetyCase;
import org.nightlight.ticket.TicketSearch;

/** Mail with a picture in its text, a picture called a document, an archive and a note. */
final class LettersWithFiles {
    private final SafetyTeam team;
    private int letters;

    LettersWithFiles(SafetyTeam team) {
        this.team = team;
    }

    long file(long ticket, String type) {
        return Long.parseLong(
                team.rows("select id::text from attachment where ticket_id = " + ticket + " and type = '" + type + "'")
                        .getFirst());
    }

    SafetyCase disclosed() {
        List<Long> before = team.cases().stream().map(SafetyCase::id).toList();
        send("my stepdad hits me with a belt every night and i am scared to go home, look", "wombat" + ++letters + "q");
        return RunningDesk.eventually(
                        () -> team.cases().stream()
                                .filter(it -> !before.contains(it.id()))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    long ordinary() {
        String word = "wombat" + ++letters + "q";
        send("The invoice shows the wrong tax number.", word);
        return found(word);
    }

    /** As {@link #ordinary}, from {@code name@example.org}. */
    long from(String name) {
        send("The invoice shows the wrong tax number.", name);
        return found(name);
    }

    private long found(String word) {
        return RunningDesk.eventually(
                        () -> team.database.read(
                                Clearance.DESK,
                                () -> team.desk.bean(TicketSearch.class).find(word, Long.MAX_VALUE, 1).stream()
                                        .findFirst()),
                        Optional::isPresent)
                .orElseThrow()
                .id();
    }

    /** An ordinary letter with a telephone's pictures: a JPEG that tells where, a HEIC, and one called a document. */
    long withPictures() {
        String word = "wombat" + ++letters + "q";
        String jpeg =
                Base64.getMimeEncoder().encodeToString(PictureWithPlace.jpeg()).replace("\r\n", "\n");
        String heic = Base64.getEncoder()
                .encodeToString(java.util.HexFormat.of().parseHex("000000186674797068656963000000006d696631"));
        team.desk.send(word + "@example.org", """
                From: A Writer <%1$s@example.org>
                To: support@storytailor.com
                Subject: invoice %1$s
                Message-ID: <%1$s@example.org>
                MIME-Version: 1.0
                Content-Type: multipart/mixed; boundary=b

                --b
                Content-Type: text/plain

                The invoice shows the wrong tax number.
                --b
                Content-Type: image/jpeg; name=it.jpg
                Content-Disposition: attachment; filename=it.jpg
                Content-Transfer-Encoding: base64

                %2$s
                --b
                Content-Type: image/heic; name=it.heic
                Content-Disposition: attachment; filename=it.heic
                Content-Transfer-Encoding: base64

                %3$s
                --b
                Content-Type: application/pdf; name=note.pdf
                Content-Disposition: attachment; filename=note.pdf
                Content-Transfer-Encoding: base64

                %3$s
                --b--
                """.formatted(word, jpeg, heic));
        return found(word);
    }

    /** Address of a file as this person's page of the ticket links it; empty when it links none. */
    static String link(Browser browser, long ticket, long file) {
        Document page = Jsoup.parse(browser.get("/desk/tickets/" + ticket).body());
        String address = "/desk/tickets/" + ticket + "/attachments/" + file + "?";
        return Stream.concat(
                        page.select("a[href]").eachAttr("href").stream(),
                        page.select("img[src]").eachAttr("src").stream())
                .filter(it -> it.startsWith(address))
                .findFirst()
                .orElse("");
    }

    /** An ordinary letter with one file. */
    long with(String name, String type, byte[] bytes) {
        String word = "wombat" + ++letters + "q";
        send("The invoice shows the wrong tax number.", word, name, type, bytes);
        return found(word);
    }

    /** A letter with one file, of which no ticket is waited for. */
    void send(String words, String word, String name, String type, byte[] bytes) {
        send(words, word, word + "@example.org", name, type, bytes);
    }

    void send(String words, String word, String from, String name, String type, byte[] bytes) {
        team.desk.send(from, """
                From: A Writer <%6$s>
                To: support@storytailor.com
                Subject: invoice %1$s
                Message-ID: <%1$s@example.org>
                MIME-Version: 1.0
                Content-Type: multipart/mixed; boundary=b

                --b
                Content-Type: text/plain

                %2$s
                --b
                Content-Type: %4$s; name=%3$s
                Content-Disposition: attachment; filename=%3$s
                Content-Transfer-Encoding: base64

                %5$s
                --b--
                """.formatted(
                        word,
                        words,
                        name,
                        type,
                        Base64.getMimeEncoder().encodeToString(bytes).replace("\r\n", "\n"),
                        from));
    }

    private void send(String words, String word) {
        String png = Base64.getMimeEncoder().encodeToString(png()).replace("\r\n", "\n");
        team.desk.send(word + "@example.org", """
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
    static byte[] png() {
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

    static BufferedImage image(byte[] bytes) throws IOException {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(bytes));
        assertThat(image.getRaster().getNumBands()).as("grey").isEqualTo(1);
        return image;
    }

    /** How far the lightest spot is from the darkest. */
    static int spread(BufferedImage image) {
        int[] samples = image.getRaster().getSamples(0, 0, image.getWidth(), image.getHeight(), 0, (int[]) null);
        var sum = java.util.Arrays.stream(samples).summaryStatistics();
        return sum.getMax() - sum.getMin();
    }
}
