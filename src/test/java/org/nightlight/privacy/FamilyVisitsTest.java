package org.nightlight.privacy;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.nightlight.Chromium;
import org.nightlight.EveryTable;
import org.nightlight.RunningDesk;
import org.nightlight.customer.Customer;
import org.nightlight.customer.CustomerDetails;
import org.nightlight.customer.Customers;
import org.nightlight.customer.Relation;
import org.nightlight.database.Clearance;
import org.nightlight.shared.Actor;
import org.nightlight.shared.EmailAddress;

/** A parent's own page, in a real browser with real mail. */
class FamilyVisitsTest {
    private static final Pattern LINK = Pattern.compile("http://localhost:\\d+/my/family/[\\w-]{43}");

    private static FamilyDesk desk;
    private static Chromium chromium;
    private static Browser browser;

    @BeforeAll
    static void start() {
        desk = new FamilyDesk();
        chromium = new Chromium();
        browser = chromium.browser;
    }

    @AfterEach
    void closePages() {
        chromium.closePages();
    }

    @AfterAll
    static void stop() {
        chromium.close();
        desk.close();
    }

    @Test
    void c47_aParentWhomNobodyAskedSeesWhatIsHeldGetsACopyAndSaysWhatIsWrong() {
        var family = desk.family("oakmoth");
        desk.conversation(family, "juno");
        Page parent = browser.newPage();
        parent.navigate(linkFor("robin.oakmoth@example.org", parent));
        assertThat(parent.locator("h2").first()).hasText("Juno oakmoth");
        assertThat(parent.locator("main")).containsText("Messages");
        axe(parent);

        parent.locator("#copy-" + family.child().id()).click();
        assertThat(parent.locator("#standing")).containsText("The copy is being made");
        assertThat(parent.locator("main")).containsText("being made");
        RunningDesk.eventually(() -> desk.desk.bean(Copies.class).step(), more -> !more);
        parent.reload();
        String pdf = parent.getByText("to read (PDF)").getAttribute("href");
        APIResponse file = parent.request().get(desk.desk.url(pdf));
        assertThat(new String(file.body(), 0, 5, StandardCharsets.ISO_8859_1)).isEqualTo("%PDF-");
        APIResponse json = parent.request().get(desk.desk.url(pdf.replace("/pdf", "/json")));
        assertThat(json.text()).contains("oakmoth").doesNotContain("private note");
        assertThat(parent.request()
                        .get(desk.desk.url(pdf.replaceAll("copies/\\d+", "copies/999999")))
                        .status())
                .isEqualTo(404);

        parent.locator("#correct").click();
        assertThat(parent.locator("#what-fault")).containsText("Write what is wrong");
        parent.locator("#what").fill("She was born in 2018 and her surname is Oakmothly.");
        parent.locator("#correct").click();
        assertThat(parent.locator("#standing")).containsText("We have what you wrote");
        RunningDesk.eventually(
                () -> desk.rows(
                        "select t.id from ticket t join ticket_tag g on g.ticket_id = t.id where g.tag = 'correction'"
                                + " and t.requester_id = ?",
                        family.parent().id()),
                rows -> rows.size() == 1);
    }

    @Test
    void c48_aParentHasItDeletedOnTheirPageAndNothingIsLeft() {
        var family = desk.family("tinwhistle");
        desk.conversation(family, "juno");
        Page parent = browser.newPage();
        String link = linkFor("robin.tinwhistle@example.org", parent);
        parent.navigate(link);
        String child = Long.toString(family.child().id());
        parent.locator("#erase-" + child).click();
        assertThat(parent.locator("#sure-" + child + "-fault")).containsText("Tick the box");
        parent.locator("#sure-" + child).check();
        parent.locator("#erase-" + child).click();
        assertThat(parent.locator("main")).containsText("It will be deleted from");
        desk.clock.turn(Duration.ofDays(3).plusMinutes(1));
        PrivacySteps.all(desk.desk);
        desk.clock.turn(Duration.ofHours(1));
        PrivacySteps.all(desk.desk);
        assertThat(desk.rows(
                        "select id from customer where id = ?", family.child().id()))
                .isEmpty();
        assertThat(EveryTable.holding(desk.desk, "juno.tinwhistle")).isEmpty();
        parent.navigate(link);
        assertThat(parent.locator("h1")).containsText("This link opens nothing");
    }

    @Test
    void theirPageKeepsToTheirLanguageWithAllThatStandsAroundIt() {
        desk.family("kazoo");
        String link = linkFor("robin.kazoo@example.org", browser.newPage());
        String path = java.net.URI.create(link).getPath();
        var visitor = new org.nightlight.Browser(desk.desk.port);
        assertThat(visitor.get("/my/family", "Accept-Language", "es").body()).contains("Para madres, padres y tutores");
        Document page = Jsoup.parse(visitor.get(path, "Accept-Language", "es").body());
        assertThat(page.select("html").attr("lang")).isEqualTo("en");
        assertThat(page.select(".skip").text()).isEqualTo("Skip to the content");
        assertThat(page.select("footer").text()).contains("People are here Monday to Friday");
        assertThat(page.select("a[hreflang]")).isEmpty();
    }

    @Test
    void c53_duringACaseTheSamePageTellsTheSame() {
        assertThat(seen("marblefox", true)).isEqualTo(seen("copperfox", false));
        assertThat(desk.rows("select count(*) from erasure_hold")).containsExactly("1");
    }

    /** What a parent reads from the wish to the end of an erasure, without what differs between any two families. */
    private static List<String> seen(String word, boolean withCase) {
        var family = desk.family(word);
        desk.conversation(family, "robin");
        if (withCase) {
            desk.mail(
                    "juno." + word + "@example.org",
                    "case-" + word,
                    "",
                    "help",
                    "my stepdad hits me with a belt every night and i am scared to go home");
            RunningDesk.eventually(
                    () -> desk.rows(
                            "select c.ticket_id from safety_case c join ticket t on t.id = c.ticket_id where t.requester_id = ?",
                            family.child().id()),
                    rows -> !rows.isEmpty());
        }
        List<String> seen = new ArrayList<>();
        Page parent = browser.newPage();
        String link = linkFor("robin." + word + "@example.org", parent);
        look(parent, link, family, seen);
        String child = Long.toString(family.child().id());
        parent.locator("#copy-" + child).click();
        // Looked at when it is made: how soon the desk makes it differs between any two families.
        RunningDesk.eventually(
                () -> {
                    desk.desk.bean(Copies.class).step();
                    parent.reload();
                    return parent.getByText("for a program (JSON)").count();
                },
                ready -> ready == 1);
        look(parent, link, family, seen);
        seen.add(parent.request()
                .get(desk.desk.url(parent.getByText("for a program (JSON)").getAttribute("href")))
                .text()
                .replace(word, "…"));
        parent.locator("#sure-" + child).check();
        parent.locator("#erase-" + child).click();
        look(parent, link, family, seen);
        desk.clock.turn(Duration.ofDays(3).plusMinutes(1));
        PrivacySteps.all(desk.desk);
        String again = linkFor("robin." + word + "@example.org", parent);
        look(parent, again, family, seen);
        desk.clock.turn(Duration.ofHours(1));
        PrivacySteps.all(desk.desk);
        look(parent, again, family, seen);
        return seen;
    }

    private static void look(Page parent, String link, FamilyDesk.Family family, List<String> seen) {
        parent.navigate(link);
        seen.add(parent.locator("body")
                .innerText()
                .replace(family.word(), "…")
                .replaceAll("\\d{4}-\\d{2}-\\d{2}", "day"));
    }

    @Test
    void c49_nobodyElseGetsALinkAndTheAnswerIsTheSame() {
        var family = desk.family("glasswren");
        for (Relation relation : List.of(Relation.TEACHER, Relation.NONCUSTODIAL, Relation.OTHER, Relation.UNKNOWN)) {
            desk.database.write(
                    Clearance.SYSTEM,
                    () -> desk.desk
                            .bean(Customers.class)
                            .create(
                                    CustomerDetails.named("Someone")
                                            .inHousehold(family.home().id(), relation)
                                            .with(new EmailAddress(relation.key() + ".glasswren@example.org")),
                                    new Actor.Software("test"))
                            .orThrow());
        }
        Page page = browser.newPage();
        List<String> answers = new ArrayList<>();
        for (String who : List.of("teacher", "noncustodial", "other", "unknown", "juno", "nobody", "robin")) {
            answers.add(wish(page, who + ".glasswren@example.org"));
        }
        assertThat(answers).containsOnly(answers.getFirst());
        RunningDesk.eventually(() -> desk.desk.inbox("robin.glasswren@example.org"), list -> list.size() == 1);
        assertThat(desk.rows("select address from family_visit where address like '%glasswren%'"))
                .as("an address that is no parent's is forgotten")
                .containsExactly("robin.glasswren@example.org");
        for (String who : List.of("teacher", "noncustodial", "other", "unknown", "juno", "nobody")) {
            assertThat(desk.desk.inbox(who + ".glasswren@example.org")).as(who).isEmpty();
        }
    }

    @Test
    void c49_whoIsNoParentAnyMoreFindsNothingBehindTheirLink() {
        var family = desk.family("pinelark");
        var other = desk.family("reedlark");
        Page parent = browser.newPage();
        String link = linkFor("robin.pinelark@example.org", parent);
        assertThat(parent.request()
                        .post(desk.desk.url(
                                path(link) + "/children/" + other.child().id() + "/copies"))
                        .status())
                .as("a child of another household")
                .isEqualTo(404);
        org.nightlight.Browser ada = desk.browser(desk.ada);
        String person = "/desk/admin/records/people/" + family.parent().id();
        ada.post(person, person + "/relation", Map.of("relation", "noncustodial"));
        assertThat(ada.get(person).body()).contains("Robin pinelark, parent without custody");
        assertThat(desk.rows(
                                "select detail from audit_line where action = 'customer.changed' and subject = ?",
                                "customer:" + family.parent().id())
                        .getFirst())
                .contains("relation");
        parent.navigate(link);
        assertThat(parent.locator("h1")).containsText("This link opens nothing");
    }

    @Test
    void c47_ofSomebodyWhoIsThirteenAPersonDecidesWhatAParentIsShown() {
        var family = desk.family("ashpetal");
        desk.database.write(Clearance.SYSTEM, () -> {
            Customer child = family.child();
            return desk.desk
                    .bean(Customers.class)
                    .update(child.id(), child.version(), child.details().bornIn(2011), new Actor.Software("test"))
                    .orThrow();
        });
        Page parent = browser.newPage();
        parent.navigate(linkFor("robin.ashpetal@example.org", parent));
        assertThat(parent.locator("main")).containsText("13 or older");
        assertThat(parent.locator("#copy-" + family.child().id())).hasCount(0);
    }

    @Test
    void c53_anAgeThatWasSaidBehindTheWallChangesNothingHere() {
        var family = desk.family("slatejay");
        desk.database.write(Clearance.SYSTEM, () -> {
            Customer child = family.child();
            return desk.desk
                    .bean(Customers.class)
                    .update(child.id(), child.version(), child.details().bornIn(2011), new Actor.Software("test"))
                    .orThrow();
        });
        desk.mail(
                "juno.slatejay@example.org",
                "case-slatejay",
                "",
                "help",
                "i am nine and my stepdad hits me with a belt every night and i am scared to go home");
        RunningDesk.eventually(
                () -> desk.rows(
                        "select id from age_statement where walled and customer_id = ?",
                        family.child().id()),
                rows -> !rows.isEmpty());
        Page parent = browser.newPage();
        parent.navigate(linkFor("robin.slatejay@example.org", parent));
        assertThat(parent.locator("main")).containsText("13 or older");
        assertThat(parent.locator("#copy-" + family.child().id())).hasCount(0);
    }

    private static String wish(Page page, String address) {
        page.navigate(desk.desk.url("/my/family"));
        page.locator("#email").fill(address);
        page.getByText("Send me the link").click();
        return page.locator("main").innerText();
    }

    /** The newest link in the mailbox, after one more was asked for. */
    private static String linkFor(String address, Page page) {
        int before = desk.desk.inbox(address).stream()
                .filter(mail -> LINK.matcher(text(mail)).find())
                .toList()
                .size();
        wish(page, address);
        Matcher found = LINK.matcher(text(RunningDesk.eventually(
                        () -> desk.desk.inbox(address).stream()
                                .filter(mail -> LINK.matcher(text(mail)).find())
                                .toList(),
                        list -> list.size() > before)
                .getLast()));
        assertThat(found.find()).isTrue();
        return found.group();
    }

    private static String text(jakarta.mail.Message mail) {
        try {
            return mail.getContent().toString();
        } catch (java.io.IOException | jakarta.mail.MessagingException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static String path(String link) {
        return link.substring(link.indexOf("/my/"));
    }

    private static void axe(Page page) {
        assertThat(Chromium.violations(page)).as("what axe found").isEmpty();
    }
}
