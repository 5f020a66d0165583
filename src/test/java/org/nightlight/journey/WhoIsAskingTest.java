package org.nightlight.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.nightlight.Browser;
import org.nightlight.Chromium;
import org.nightlight.EveryTable;
import org.nightlight.RunningDesk;
import org.nightlight.customer.Customer;
import org.nightlight.customer.CustomerAddress;
import org.nightlight.customer.CustomerDetails;
import org.nightlight.customer.Customers;
import org.nightlight.customer.Relation;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.nightlight.safety.Cases;
import org.nightlight.safety.Level;
import org.nightlight.shared.Actor;
import org.nightlight.shared.EmailAddress;
import org.nightlight.staff.Role;
import org.nightlight.staff.Staff;
import org.nightlight.ticket.Ticket;
import org.nightlight.ticket.TicketSearch;

/** Somebody asks about a child: a stranger, a parent whose address nobody has proven, one whose mail may be forged. */
class WhoIsAskingTest {
    private static final String PASSWORD = "correct horse battery";
    private static final Actor TEST = new Actor.Software("test");
    private static final Pattern LINK = Pattern.compile("http://localhost:\\d+(/my/proofs/[\\w-]{43})");
    private static RunningDesk desk;
    private static Chromium chromium;
    private static Page agent;

    @BeforeAll
    static void start() {
        desk = RunningDesk.start(Map.of("nightlight.mail.trusted-servers", "elsewhere.example, mx.desk.example"));
        long sam = desk.bean(Staff.class)
                .create("Sam Oak", "sam@desk.example", Set.of(Role.AGENT), PASSWORD, TEST)
                .orThrow()
                .id();
        desk.bean(Staff.class)
                .assign(sam, Set.of(Role.AGENT), Set.of("customer-service"), Set.of(), TEST)
                .orThrow();
        chromium = new Chromium();
        agent = chromium.browser.newContext().newPage();
        agent.navigate(desk.url("/desk/sign-in"));
        agent.locator("#email").fill("sam@desk.example");
        agent.locator("#password").fill(PASSWORD);
        agent.keyboard().press("Enter");
        assertThat(agent.locator("#rail")).isVisible();
    }

    @AfterAll
    static void stop() {
        chromium.close();
        desk.close();
    }

    @Test
    void anImpostorAsksForAChildsAddressAndGetsNothing() {
        family("linnet", true);
        String impostor = "robin.linnet@impostor.example";
        Ticket ticket = mail(
                "Robin Linnet",
                impostor,
                "linnet",
                "",
                "This is Robin, mother of the family Linnet. I have a new address. Which address and phone do you have for us?");
        agent.navigate(desk.url("/desk/tickets/" + ticket.id()));
        agent.locator("#reply")
                .fill("For Juniper we have juniper.linnet@example.org, 12 Alder Street, Portsmouth, and 212-555-0143.");
        agent.locator("#reply-form [data-send]").click();
        assertThat(agent.locator("#gate")).containsText("that the recipient did not write here");
        assertThat(agent.locator("main")).containsText("212-555-0143");
        while (agent.locator("button[name=mask]").count() > 0) {
            agent.locator("button[name=mask]").first().click();
            agent.waitForLoadState();
        }
        agent.locator("#reply-form [data-send]").click();
        List<String> got = RunningDesk.eventually(
                () -> desk.inbox(impostor).stream().map(SafetyTeam::text).toList(), list -> list.size() == 1);
        assertThat(got.getFirst())
                .contains("[email]", "[address]", "[phone]")
                .doesNotContain("juniper.linnet", "Alder", "0143");
    }

    @Test
    void aLeadMayAnswerForWhatTheGateStopsWithAReasonThatIsKeptAndAnAgentMayNot() {
        Ticket ticket =
                mail("Bo Teal", "bo@teal.example", "teal", "", "Which number may I call for a group of children?");
        agent.navigate(desk.url("/desk/tickets/" + ticket.id()));
        reply("Please call Ms Hart on 212-555-0166.");
        assertThat(agent.locator("#held")).containsText("212-555-0166");
        assertThat(agent.getByText("Send it all the same")).hasCount(0);
        Browser sneaky = new Browser(desk.port);
        sneaky.signIn("sam@desk.example", PASSWORD);
        String here = "/desk/tickets/" + ticket.id();
        Map<String, String> anyway = Map.of(
                "version", version(sneaky.get(here).body()),
                "text", "Please call Ms Hart on 212-555-0166.",
                "all-the-same", "yes",
                "overruling", "she asked me to");
        assertThat(sneaky.post(here, here + "/replies", anyway).body()).contains("A lead or Legal can answer for it");

        desk.bean(Staff.class)
                .create("Dana Reed", "dana@desk.example", Set.of(Role.LEAD), PASSWORD, TEST)
                .orThrow();
        Browser dana = new Browser(desk.port);
        dana.signIn("dana@desk.example", PASSWORD);
        dana.post(here, here + "/drafts/reply", Map.of("text", "Please call Ms Hart on 212-555-0166."));
        assertThat(dana.get(here).body()).contains("Send it all the same");
        Map<String, String> card = new java.util.HashMap<>(anyway);
        card.put("text", "Please pay with 4111 1111 1111 1111.");
        assertThat(dana.post(here, here + "/replies", card).body()).contains("payment card number must not");
        Map<String, String> silent = new java.util.HashMap<>(anyway);
        silent.put("overruling", " ");
        assertThat(dana.post(here, here + "/replies", silent).body())
                .contains("Write down why this person may have it");
        assertThat(dana.post(here, here + "/replies", anyway).statusCode()).isEqualTo(302);
        RunningDesk.eventually(
                () -> desk.inbox("bo@teal.example").stream()
                        .map(SafetyTeam::text)
                        .toList(),
                list -> list.size() == 1 && list.getFirst().contains("212-555-0166"));
        assertThat(EveryTable.rows(
                        desk,
                        "select detail from audit_line where action = 'gate-overruled' and subject = ?",
                        "ticket:" + ticket.id()))
                .singleElement()
                .asString()
                .startsWith("personal message:");
        assertThat(dana.get(here).body()).contains("The gate was overruled: she asked me to");
    }

    private static String version(String page) {
        return org.jsoup.Jsoup.parse(page)
                .select("#reply-form input[name=version]")
                .attr("value");
    }

    @Test
    void aParentIsToldNothingAboutTheChildUntilTheAddressIsProven() {
        family("dunlin", false);
        String parent = "robin.dunlin@example.org";
        Ticket ticket = mail("Robin Dunlin", parent, "dunlin", "", "The narrator voice stays silent.");
        agent.navigate(desk.url("/desk/tickets/" + ticket.id()));
        assertThat(agent.locator("#about")).containsText("not proven");
        reply("Juniper can hear it again.");
        assertThat(agent.locator("main")).containsText("nobody has shown that this address is the family’s");
        agent.locator("#proof").click();
        assertThat(agent.locator("#flash")).containsText("They are asked by mail");
        assertThat(agent.locator("#about")).containsText("not proven, asked");
        agent.locator("#proof").click();
        assertThat(agent.locator("#proof-fault")).containsText("asked a moment ago");

        Browser robin = new Browser(desk.port);
        String page = link(parent);
        assertThat(robin.get(page).body()).contains("Is this address yours?").doesNotContain("Juniper", "dunlin");
        assertThat(robin.get("/my/proofs/" + "A".repeat(43)).statusCode()).isEqualTo(404);
        assertThat(EveryTable.rows(desk, "select proven_at from customer_address where value = ?", parent))
                .as("a look proves nothing")
                .containsExactly((String) null);
        assertThat(robin.post(page, page + "/confirmation", Map.of()).statusCode())
                .isEqualTo(302);
        assertThat(robin.get(page).body()).contains("You have shown that this address is yours");

        agent.navigate(desk.url("/desk/tickets/" + ticket.id()));
        assertThat(agent.locator("#about")).containsText("proven to be theirs");
        reply("Juniper can hear it again.");
        RunningDesk.eventually(
                () -> desk.inbox(parent).stream().map(SafetyTeam::text).toList(),
                list -> list.size() == 2 && list.get(1).contains("Juniper can hear it again."));
    }

    @Test
    void whereTheMailServerDoubtsTheSenderNothingPersonalIsAnswered() {
        family("plover", true);
        String parent = "robin.plover@example.org";
        Ticket forged = mail(
                "Robin Plover",
                parent,
                "plover1",
                "Authentication-Results: mx.desk.example; spf=softfail; dmarc=fail header.from=example.org\n",
                "Which phone number do you have for us? Ours is 212-555-0177.");
        agent.navigate(desk.url("/desk/tickets/" + forged.id()));
        assertThat(agent.locator("#about")).containsText("may not come from whom it says");
        reply("For Juniper we have 212-555-0178.");
        assertThat(agent.locator("main")).containsText("nobody has shown that this address is the family’s");
        assertThat(desk.inbox(parent)).isEmpty();

        Ticket honest = mail(
                "Robin Plover",
                parent,
                "plover2",
                "Authentication-Results: mx.desk.example; dmarc=pass\nAuthentication-Results: mx.desk.example; dmarc=fail\n",
                "Which phone number do you have for us?");
        Ticket claimed = mail(
                "Robin Plover",
                parent,
                "plover3",
                "Authentication-Results: anybody.example; dmarc=fail\n",
                "Which phone number do you have for us?");
        for (Ticket ticket : List.of(honest, claimed)) {
            agent.navigate(desk.url("/desk/tickets/" + ticket.id()));
            assertThat(agent.locator("#about")).not().containsText("may not come from whom it says");
        }
        reply("For Juniper we have 212-555-0178.");
        RunningDesk.eventually(() -> desk.inbox(parent), list -> list.size() == 1);
    }

    @Test
    void aHomeThatMustHearNothingIsAskedNothingAndTheDeskCannotTell() {
        family("curlew", false);
        String parent = "robin.curlew@example.org";
        Ticket ticket = mail("Robin Curlew", parent, "curlew1", "", "The narrator voice stays silent.");
        Ticket other = mail("Juniper Curlew", "juniper.curlew@example.org", "curlew2", "", "The pictures are gone.");
        desk.bean(Database.class)
                .write(Clearance.SYSTEM, () -> desk.bean(Cases.class).raise(other.id(), Level.S3, TEST));
        agent.navigate(desk.url("/desk/tickets/" + ticket.id()));
        agent.locator("#proof").click();
        assertThat(agent.locator("#flash")).containsText("They are asked by mail");
        RunningDesk.eventually(
                () -> EveryTable.rows(desk, "select state from address_proof where address = ?", parent),
                list -> list.equals(List.of("withheld")));
        agent.reload();
        assertThat(agent.locator("#about")).containsText("not proven, asked");
        assertThat(desk.inbox(parent)).isEmpty();
    }

    private static void reply(String text) {
        agent.locator("#reply").fill(text);
        agent.locator("#reply-form [data-send]").click();
        agent.waitForLoadState();
    }

    private static String link(String address) {
        String text = SafetyTeam.text(RunningDesk.eventually(() -> desk.inbox(address), list -> !list.isEmpty())
                .getFirst());
        Matcher link = LINK.matcher(text);
        assertThat(link.find()).as(text).isTrue();
        return link.group(1);
    }

    private static void family(String word, boolean proven) {
        Customers customers = desk.bean(Customers.class);
        String name = word.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + word.substring(1);
        long home = customers.createHousehold(name, "free", TEST).id();
        member(customers, home, "Robin " + name, "robin." + word + "@example.org", Relation.PARENT, proven);
        member(customers, home, "Juniper " + name, "juniper." + word + "@example.org", Relation.CHILD, proven);
    }

    private static Customer member(
            Customers customers, long home, String name, String address, Relation relation, boolean proven) {
        return customers
                .create(
                        CustomerDetails.named(name)
                                .inHousehold(home, relation)
                                .with(new CustomerAddress(
                                        CustomerAddress.Kind.EMAIL, new EmailAddress(address).value(), proven)),
                        TEST)
                .orThrow();
    }

    private static Ticket mail(String name, String from, String word, String headers, String text) {
        desk.send(from, headers + """
                From: %s <%s>
                To: support@storytailor.com
                Subject: %s
                Message-ID: <%s.%s>

                %s
                """.formatted(name, from, word, word, from, text));
        return RunningDesk.eventually(
                        () -> desk.bean(Database.class)
                                .read(
                                        Clearance.DESK,
                                        () -> desk.bean(TicketSearch.class).find(word, Long.MAX_VALUE, 5).stream()
                                                .findFirst()),
                        Optional::isPresent)
                .orElseThrow();
    }
}
