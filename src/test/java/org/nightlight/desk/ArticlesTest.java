package org.nightlight.desk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.DSLContext;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.nightlight.Browser;
import org.nightlight.Chromium;
import org.nightlight.EveryTable;
import org.nightlight.RunningDesk;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.nightlight.database.Statements;
import org.nightlight.knowledge.Article;
import org.nightlight.knowledge.ArticleSearch;
import org.nightlight.knowledge.ArticleText;
import org.nightlight.knowledge.Articles;
import org.nightlight.privacy.PersonalData;
import org.nightlight.privacy.PersonalStores;
import org.nightlight.privacy.Scope;
import org.nightlight.safety.Cases;
import org.nightlight.safety.Level;
import org.nightlight.shared.Actor;
import org.nightlight.staff.Role;
import org.nightlight.staff.StaffMember;
import org.nightlight.ticket.Message;
import org.nightlight.ticket.Replies;
import org.nightlight.ticket.Ticket;
import org.nightlight.ticket.Tickets;

/** Articles from the first word to a customer's eyes, on a desk that runs. */
class ArticlesTest {
    private static final Actor TEST = new Actor.Software("test");
    private static final ArticleSearch.Filter PUBLISHED = new ArticleSearch.Filter(Article.State.PUBLISHED, null, null);

    private static RunningDesk desk;
    private static StaffMember dana;
    private static Browser lead;
    private static Browser agent;
    private static Browser officer;

    @BeforeAll
    static void start() {
        desk = RunningDesk.start();
        dana = desk.staff("Dana Fir", Role.LEAD);
        lead = desk.browser(dana);
        agent = desk.browser(desk.staff("Sam Oak", Role.AGENT));
        officer = desk.browser(desk.staff("Mina Iversen", Role.SAFETY_OFFICER));
    }

    @AfterAll
    static void stop() {
        desk.close();
    }

    @Test
    void aLeadWritesPublishesChangesAndTakesBackAndEveryVersionIsKept() {
        assertThat(lead.get("/desk/articles/new").statusCode()).isEqualTo(200);
        HttpResponse<String> refused = lead.post(
                "/desk/articles/new",
                "/desk/articles",
                Map.of("title", " ", "text", "Heron words.", "language", "en", "audience", "customers"));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("Give it a title", "Heron words.");

        String here = lead.post(
                        "/desk/articles/new",
                        "/desk/articles",
                        Map.of(
                                "title",
                                "Heron\n one",
                                "text",
                                "The first words.",
                                "language",
                                "en",
                                "audience",
                                "customers",
                                "category",
                                "technical"))
                .headers()
                .firstValue("Location")
                .orElseThrow();
        long id = number(here);
        assertThat(lead.get(here).body()).contains("Heron one", "The first words.", "Draft");
        move(id, Article.State.PUBLISHED);
        change(id, "Heron two", "The second words.");
        change(id, "Heron three", "The third words.");
        assertThat(desk.bean(Articles.class).versions(id))
                .extracting(Article.Version::title)
                .containsExactly("Heron three", "Heron two", "Heron one");

        int first = desk.bean(Articles.class).versions(id).getLast().number();
        String older = here + "/versions/" + first;
        assertThat(agent.get(older).body()).contains("The first words.").doesNotContain("Take the article back");
        assertThat(lead.post(older, older + "/return", Map.of("version", version(id)))
                        .statusCode())
                .isEqualTo(302);
        assertThat(article(id).body()).isEqualTo("The first words.");
        assertThat(desk.bean(Articles.class).versions(id)).hasSize(4);
        assertThat(anybody().get("/help/" + id).body()).contains("The first words.");
        assertThat(EveryTable.rows(
                        desk, "select action from audit_line where subject = ? order by seq", "article:" + id))
                .containsExactlyInAnyOrder(
                        "article-kept",
                        "article-published",
                        "article-changed",
                        "article-changed",
                        "article-taken-back");
    }

    @Test
    void whoIsOvertakenSeesBothAndNothingIsLost() {
        long id = published("en", Article.Audience.CUSTOMERS, "Bittern", "As it was.");
        String version = version(id);
        change(id, "Bittern", "What the other wrote.");
        HttpResponse<String> both = lead.post(
                "/desk/articles/" + id + "/edit",
                "/desk/articles/" + id,
                Map.of(
                        "title",
                        "Bittern",
                        "text",
                        "What I wrote.",
                        "language",
                        "en",
                        "audience",
                        "customers",
                        "version",
                        version));
        assertThat(both.statusCode()).isEqualTo(409);
        assertThat(both.body()).contains("What the other wrote.", "What I wrote.", "Dana Fir");
        assertThat(article(id).body()).isEqualTo("What the other wrote.");

        Map<String, String> again = Jsoup.parse(both.body()).select("main form input[type=hidden]").stream()
                .filter(field -> !field.attr("name").equals("_csrf"))
                .collect(java.util.stream.Collectors.toMap(it -> it.attr("name"), it -> it.attr("value")));
        assertThat(lead.post("/desk/articles/" + id, "/desk/articles/" + id, again)
                        .statusCode())
                .isEqualTo(302);
        assertThat(article(id).body()).isEqualTo("What I wrote.");

        String stale = "/desk/articles/" + id;
        lead.post(stale, stale + "/state", Map.of("state", "archived", "version", version));
        assertThat(article(id).state())
                .as("put away by somebody who saw another text")
                .isEqualTo(Article.State.PUBLISHED);
    }

    @Test
    void wordsFindTitlesAndTextsInBothLanguagesWithTheirStemsAndWithoutAccents() {
        long english =
                published("en", Article.Audience.CUSTOMERS, "Refunds of plovers", "We pay the subscriptions back.");
        long spanish =
                published("es", Article.Audience.COLLEAGUES, "Contraseñas olvidadas", "Cómo se envía el correo.");
        ArticleSearch search = desk.bean(ArticleSearch.class);
        for (String words : List.of("plover", "refunding plovers", "subscription plov", "PLOVERS")) {
            assertThat(search.find(PUBLISHED, words, 9))
                    .as(words)
                    .extracting(Article.Entry::id)
                    .contains(english);
        }
        for (String words : List.of("contrasena", "contraseña olvidada", "enviar correos", "CONTRASEÑ")) {
            assertThat(search.find(PUBLISHED, words, 9))
                    .as(words)
                    .extracting(Article.Entry::id)
                    .contains(spanish);
        }
        assertThat(search.find(PUBLISHED, "plover unicorn", 9)).isEmpty();
        assertThat(search.find(PUBLISHED, "' | !! & \\ :*", 9)).isEmpty();
        assertThat(search.find(PUBLISHED, "the", 9)).isEmpty();
        long title = published("en", Article.Audience.CUSTOMERS, "Godwits", "Words.");
        published("en", Article.Audience.CUSTOMERS, "Other birds", "There are godwits, too.");
        assertThat(search.find(PUBLISHED, "godwit", 9))
                .extracting(Article.Entry::id)
                .startsWith(title);
    }

    @Test
    void theListIsNarrowedAndTurnedByKey() {
        published("es", Article.Audience.COLLEAGUES, "Guía del chorlito", "Palabras.");
        String list = agent.get("/desk/articles?state=published&audience=colleagues&language=es")
                .body();
        assertThat(Jsoup.parse(list).select("#articles li"))
                .isNotEmpty()
                .allMatch(line -> line.text().contains("Runbook, Spanish"));
        assertThat(agent.get("/desk/articles?q=chorlitos").body()).contains("Guía del chorlito");
        assertThat(agent.get("/desk/articles?q=unicornio").body()).contains("Nothing found");
        ArticleSearch search = desk.bean(ArticleSearch.class);
        List<Article.Entry> all = search.page(PUBLISHED, null, 50);
        List<Article.Entry> first = search.page(PUBLISHED, null, 1);
        Article.Entry last = first.getLast();
        assertThat(search.page(PUBLISHED, new ArticleSearch.Edge(last.changedAt(), last.id(), false), 50))
                .isEqualTo(all.subList(1, all.size()));
        Article.Entry end = all.getLast();
        assertThat(search.page(PUBLISHED, new ArticleSearch.Edge(end.changedAt(), end.id(), true), 1))
                .as("looking back, the one just before")
                .containsExactly(all.get(all.size() - 2));
    }

    @Test
    void customersReadWhatIsPublishedForThemAndNothingElse() {
        long english = published("en", Article.Audience.CUSTOMERS, "Curlew for all", "Do **this** first.");
        long runbook = published("en", Article.Audience.COLLEAGUES, "Curlew for colleagues", "Never tell.");
        long draft = written("en", Article.Audience.CUSTOMERS, "Curlew draft", "Not yet.", null);
        long archived = published("en", Article.Audience.CUSTOMERS, "Curlew of old", "Once.");
        move(archived, Article.State.ARCHIVED);
        Browser child = anybody();
        for (String page : List.of(child.get("/help").body(), looked(child, "curlew"))) {
            assertThat(page)
                    .contains("Curlew for all", "href=\"/contact\"", "href=\"/crisis\"")
                    .doesNotContain("colleagues", "Curlew draft", "of old");
        }
        assertThat(looked(child, "does the curlew unicorn"))
                .as("any word will do")
                .contains("Curlew for all");
        assertThat(child.get("/help").body())
                .as("said before anybody types")
                .contains("Nobody reads what you type here", "aria-describedby=\"nobody-reads\"");
        assertThat(looked(child, "unicorn"))
                .contains("We found nothing", "Nobody reads what you type here", "Get help right now");
        assertThat(child.get("/help?q=curlew").body())
                .as("no words in an address")
                .contains("Curlew for all");
        HttpResponse<String> read = child.get("/help/" + english + "-curlew-for-all");
        assertThat(read.body()).contains("<strong>this</strong>", "href=\"/contact\"", "href=\"/crisis\"");
        assertThat(read.headers().allValues("Set-Cookie")).allMatch(cookie -> cookie.startsWith("form="));
        String never = nothing(child, "/help/999999999");
        for (String hidden : List.of(
                "/help/" + runbook, "/help/" + draft, "/help/" + archived, "/help/none", "/help/" + english + "x")) {
            assertThat(nothing(child, hidden)).as(hidden).isEqualTo(never);
        }

        long spanish = written("es", Article.Audience.CUSTOMERS, "Zarapito para todos", "Haz esto.", english);
        assertThat(child.get("/help/" + english).body()).doesNotContain("zarapito");
        move(spanish, Article.State.PUBLISHED);
        assertThat(child.get("/help/" + english).body()).contains("/language/es?to=%2Fhelp%2F" + spanish + "-zarapito");
        assertThat(child.get("/help/" + spanish).body()).contains("<html lang=\"es\"", "Escríbenos");
        assertThat(anybody().get("/help", "Accept-Language", "es").body())
                .contains("Zarapito para todos")
                .doesNotContain("Curlew for all");
        assertThat(child.get("/help").body()).contains("Curlew for all").doesNotContain("Zarapito");
    }

    @Test
    void whatEverybodyReadsNamesNobodysAddressAndWhoReadsItStays() {
        long id = written("en", Article.Audience.CUSTOMERS, "Dunlin", "Write to robin.vale@example.org.", null);
        String here = "/desk/articles/" + id;
        HttpResponse<String> refused =
                lead.post(here, here + "/state", Map.of("state", "published", "version", version(id)));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("Everybody can read this page", "an e-mail address");
        assertThat(article(id).state()).isEqualTo(Article.State.DRAFT);

        long runbook = published("en", Article.Audience.COLLEAGUES, "Dunlin inside", "Ask ops@supplier.example.");
        HttpResponse<String> turned = lead.post(
                "/desk/articles/" + runbook + "/edit",
                "/desk/articles/" + runbook,
                Map.of(
                        "title",
                        "Dunlin inside",
                        "text",
                        "Words.",
                        "language",
                        "en",
                        "audience",
                        "customers",
                        "version",
                        version(runbook)));
        assertThat(turned.statusCode()).isEqualTo(422);
        assertThat(article(runbook).audience()).isEqualTo(Article.Audience.COLLEAGUES);
        assertThat(
                        EveryTable.rows(
                                desk,
                                "select privilege_type from information_schema.table_privileges where table_name = 'article_version' and grantee = 'nightlight_app'"))
                .containsExactlyInAnyOrder("SELECT", "INSERT");
    }

    @Test
    void agentsReadAndDoNotWrite() {
        long id = published("en", Article.Audience.COLLEAGUES, "Sanderling", "Words.");
        assertThat(agent.get("/desk/articles/" + id).statusCode()).isEqualTo(200);
        assertThat(agent.get("/desk/articles/" + id + "/edit").statusCode()).isIn(403, 404);
        assertThat(agent.post(
                                "/desk/articles/" + id,
                                "/desk/articles/" + id + "/state",
                                Map.of("state", "archived", "version", version(id)))
                        .statusCode())
                .isIn(403, 404);
        assertThat(article(id).state()).isEqualTo(Article.State.PUBLISHED);
        assertThat(anybody().get("/desk/articles/" + id).statusCode()).isNotEqualTo(200);
    }

    @Test
    void anArticleIsLinkedTakenOffAndPutBack() {
        Ticket ticket = mail("knot1", "The knot does not open.");
        long runbook = published("en", Article.Audience.COLLEAGUES, "Untying a knot", "Pull gently.");
        String here = "/desk/tickets/" + ticket.id();
        assertThat(agent.get(here + "?articles=untying").body()).contains("Found for “untying”", "Untying a knot");
        assertThat(agent.post(here, here + "/articles", Map.of("article", "999999"))
                        .statusCode())
                .isEqualTo(422);
        link(agent, here, runbook);
        link(agent, here, runbook);
        assertThat(Jsoup.parse(agent.get(here).body())
                        .select("#articles-linked li")
                        .eachText())
                .singleElement()
                .asString()
                .contains("Untying a knot", "For colleagues, so not for a reply.")
                .doesNotContain("Put its link");
        assertThat(agent.get(here).body()).contains("Article " + runbook + " linked");
        assertThat(lead.get("/desk/articles/" + runbook).body()).contains("One ticket has it");

        agent.post(here, here + "/articles/" + runbook + "/removal", Map.of());
        assertThat(Jsoup.parse(agent.get(here).body()).select("#articles-linked"))
                .isEmpty();
        assertThat(agent.get(here).body()).contains("Put it back");
        assertThat(lead.get("/desk/articles/" + runbook).body()).contains("No ticket has it yet");
        link(agent, here, runbook);
        assertThat(Jsoup.parse(agent.get(here).body()).select("#articles-linked li"))
                .hasSize(1);
        assertThat(EveryTable.rows(
                        desk,
                        "select action from audit_line where subject = ? and action like 'article-%' order by seq",
                        "ticket:" + ticket.id()))
                .containsExactly("article-linked", "article-unlinked", "article-linked");
    }

    @Test
    void theWallKeepsTheLinkAndTheNumberAtTheArticle() {
        Ticket ticket = mail("ruff1", "The ruff does not open.");
        long id = published("en", Article.Audience.CUSTOMERS, "Opening a ruff", "Words.");
        String here = "/desk/tickets/" + ticket.id();
        link(agent, here, id);
        desk.bean(Database.class)
                .write(Clearance.SYSTEM, () -> desk.bean(Cases.class).raise(ticket.id(), Level.S3, TEST));
        String article = "/desk/articles/" + id;
        assertThat(agent.get(article).body()).contains("No ticket has it yet");
        assertThat(officer.get(article).body()).contains("One ticket has it");
        String never = agent.post(article, "/desk/tickets/99999999/articles", Map.of("article", Long.toString(id)))
                        .statusCode()
                + "";
        assertThat(agent.post(article, here + "/articles", Map.of("article", Long.toString(id)))
                                .statusCode() + "")
                .isEqualTo(never)
                .isEqualTo("404");
        assertThat(agent.post(article, here + "/articles/" + id + "/removal", Map.of())
                        .statusCode())
                .isEqualTo(404);
        HttpResponse<String> inside = officer.post(here, here + "/articles", Map.of("article", Long.toString(id)));
        assertThat(inside.statusCode()).isEqualTo(422);
        assertThat(inside.body()).contains("Nothing is linked behind the wall");
        assertThat(agent.get("/desk/palette?q=ruff1").body()).doesNotContain("/desk/tickets/");

        long answer = published("en", Article.Audience.CUSTOMERS, "Feeding a ruff", "Words.");
        desk.bean(Database.class)
                .write(
                        Clearance.SYSTEM,
                        () -> desk.bean(Replies.class)
                                .queue(
                                        desk.bean(Tickets.class)
                                                .lock(ticket.id())
                                                .orElseThrow(),
                                        Message.Kind.REPLY,
                                        TEST,
                                        "Mina",
                                        "See http://localhost:" + desk.port + "/help/" + answer));
        assertThat(officer.get("/desk/articles/" + answer).body())
                .as("nor by a reply that names it")
                .contains("No ticket has it yet");
    }

    @Test
    void anErasureOfAConversationTakesItsLinksAlong() {
        Ticket ticket = mail("dotterel1", "The dotterel does not open.");
        long id = published("en", Article.Audience.COLLEAGUES, "Opening a dotterel", "Words.");
        link(agent, "/desk/tickets/" + ticket.id(), id);
        Scope scope = Scope.ofTickets(Set.of(ticket.id()));
        PersonalData part = desk.bean(PersonalStores.class).parts().stream()
                .filter(it -> it.tables().contains("ticket_article"))
                .findFirst()
                .orElseThrow();
        desk.bean(Database.class).write(Clearance.SYSTEM, () -> {
            assertThat(part.holdings(scope)).singleElement().matches(holding -> holding.number() == 1);
            part.erase(scope);
            part.erase(scope);
            assertThat(part.holdings(scope)).singleElement().matches(holding -> holding.number() == 0);
        });
        assertThat(lead.get("/desk/articles/" + id).body()).contains("No ticket has it yet");
    }

    @Test
    void aReplyTakesOnlyWhatCustomersCanOpenAndKeepsItLinked() {
        Ticket ticket = mail("stint1", "The stint does not open.");
        long open = published("en", Article.Audience.CUSTOMERS, "Opening a stint [new]", "Turn it.");
        long runbook = published("en", Article.Audience.COLLEAGUES, "Stint inside", "Never tell.");
        long draft = written("en", Article.Audience.CUSTOMERS, "Stint draft", "Not yet.", null);
        String here = "/desk/tickets/" + ticket.id();
        assertThat(insert(here, runbook, "Hello,").statusCode()).isEqualTo(422);
        HttpResponse<String> refused = insert(here, runbook, "Hello,");
        assertThat(refused.body()).contains("is a runbook, for colleagues alone", "Hello,");
        assertThat(insert(here, draft, "Hello,").body()).contains("is still a draft");
        assertThat(insert(here, 999_999_999, "Hello,").body()).contains("There is no article of that number");
        assertThat(insert(here, open, "Hello,").statusCode()).isEqualTo(204);
        String draftText = Jsoup.parse(agent.get(here).body()).select("#reply").text();
        String link =
                "[Opening a stint \\[new\\]](http://localhost:" + desk.port + "/help/" + open + "-opening-a-stint-new)";
        assertThat(draftText).startsWith("Hello,").contains(link);

        HttpResponse<String> dead = reply(here, "See http://localhost:" + desk.port + "/help/" + runbook + " please.");
        assertThat(dead.statusCode()).isEqualTo(422);
        assertThat(dead.body()).contains("is a runbook", "please.");
        assertThat(reply(here, "See http://localhost:" + desk.port + "/desk/articles/" + open)
                        .body())
                .contains("customers cannot open");

        assertThat(reply(here, "Look here: " + link).statusCode()).isEqualTo(302);
        assertThat(Jsoup.parse(agent.get(here).body())
                        .select("#articles-linked")
                        .text())
                .contains("Opening a stint [new]", "in a reply");
        assertThat(lead.get("/desk/articles/" + open).body())
                .contains("One ticket has it", "in one of them it was in a reply");
    }

    @Test
    void aTicketsPageThePaletteAndTheHelpCentreAskABoundedNumberOfTimes() {
        Ticket ticket = mail("turnstone1", "The turnstone does not open.");
        String here = "/desk/tickets/" + ticket.id();
        for (int i = 0; i < 4; i++) {
            published("en", Article.Audience.CUSTOMERS, "Turnstone number " + i, "Words of turnstones.");
        }
        List<Article.Entry> all = desk.bean(ArticleSearch.class).find(PUBLISHED, "turnstone", 9);
        try (Statements statements = Statements.of(desk.bean(DSLContext.class).configuration())) {
            int none = asked(statements, agent, here).size();
            link(agent, here, all.get(0).id());
            List<String> one = asked(statements, agent, here);
            link(agent, here, all.get(1).id());
            link(agent, here, all.get(2).id());
            assertThat(asked(statements, agent, here)).hasSameSizeAs(one);
            assertThat(one).as("the links").hasSize(none + 1);
            assertThat(ofArticles(asked(statements, agent, "/desk/palette?q=turnstone")))
                    .hasSize(1);
            Browser child = anybody();
            assertThat(ofArticles(asked(statements, child, "/help"))).hasSize(1);
            looked(child, "turnstone");
            assertThat(ofArticles(statements.take()))
                    .as("the page before, and what was found")
                    .hasSize(2);
            assertThat(ofArticles(asked(statements, child, "/help/" + all.get(0).id())))
                    .as("itself, and the same in the other language")
                    .hasSize(2);
        }
        assertThat(Jsoup.parse(agent.get(here).body())
                        .select("#articles-offered")
                        .text())
                .as("what fits the words of its subject, but for what is linked")
                .contains(all.get(3).title())
                .doesNotContain(all.get(0).title());
    }

    @Test
    void inTheBrowserThePaletteFindsAnArticleAndOnePressPutsItsLinkWhereTheCaretIs() {
        Ticket ticket = mail("whimbrel1", "The whimbrel does not open.");
        long id = published("en", Article.Audience.CUSTOMERS, "Opening a whimbrel", "Turn it twice.");
        String link = "[Opening a whimbrel](http://localhost:" + desk.port + "/help/" + id + "-opening-a-whimbrel)";
        try (Chromium chromium = new Chromium()) {
            Page page = chromium.signedIn(desk, "sam.oak@desk.example");
            page.navigate(desk.url("/desk/tickets/" + ticket.id()));
            assertThat(page.locator("html[data-connected]")).hasCount(1);

            page.locator("#reply").fill("Look at  and tell us.");
            page.locator("#reply").evaluate("it => it.setSelectionRange(8, 8)");
            Locator put = page.locator("#articles-offered")
                    .getByRole(AriaRole.BUTTON)
                    .filter(new Locator.FilterOptions().setHasText("Put its link into the reply"))
                    .first();
            put.click();
            assertThat(page.locator("#reply")).hasValue("Look at " + link + " and tell us.");
            assertThat(page.locator("#reply-form .saved")).hasText("Draft saved");

            page.locator("#reply").fill("");
            page.locator("label[data-focus=note]").click();
            put.click();
            assertThat(page.locator("#reply")).isVisible();
            assertThat(page.locator("#reply")).hasValue(link);

            page.locator("#reply").fill("Hello,");
            page.keyboard().press("Control+k");
            page.locator("#palette-words").fill("into reply whimbrel");
            page.keyboard().press("Enter");
            assertThat(page.locator("#reply")).hasValue("Hello, " + link);

            page.keyboard().press("Control+k");
            page.locator("#palette-words").fill("whimbrel turn");
            assertThat(page.locator("#palette-list")).containsText("Opening a whimbrel");
            page.keyboard().press("Enter");
            page.waitForURL("**/desk/articles/" + id);
        }
    }

    @Test
    void whoLooksWhileNothingCanBeReadIsNotToldThatThereIsNothing() throws SQLException {
        published("en", Article.Audience.CUSTOMERS, "Whimbrel steps", "Try these.");
        Browser child = anybody();
        owner("revoke select on article from " + "nightlight_app");
        try {
            for (String page : List.of(child.get("/help").body(), looked(child, "whimbrel"))) {
                assertThat(page)
                        .contains("We cannot look anything up right now", "href=\"/contact\"", "href=\"/crisis\"")
                        .doesNotContain("We found nothing");
            }
        } finally {
            owner("grant select on article to " + "nightlight_app");
        }
        assertThat(looked(child, "whimbrel")).contains("Whimbrel steps").doesNotContain("right now. Please");
    }

    private static void owner(String statement) throws SQLException {
        try (Connection owner = DriverManager.getConnection(
                        desk.database.jdbcUrl(), desk.database.owner(), desk.database.password());
                Statement sql = owner.createStatement()) {
            sql.execute(statement);
        }
    }

    private static List<String> asked(Statements statements, Browser browser, String path) {
        statements.take();
        assertThat(browser.get(path).statusCode()).as(path).isEqualTo(200);
        return statements.take();
    }

    /** Besides them a page asks once a second which playbook is in force. */
    private static List<String> ofArticles(List<String> asked) {
        return asked.stream().filter(sql -> sql.contains("\"article\"")).toList();
    }

    private static String looked(Browser browser, String words) {
        HttpResponse<String> found = browser.post("/help", "/help", Map.of("q", words));
        assertThat(found.statusCode()).isEqualTo(200);
        return found.body();
    }

    private static void link(Browser browser, String here, long article) {
        assertThat(browser.post(here, here + "/articles", Map.of("article", Long.toString(article)))
                        .statusCode())
                .isEqualTo(302);
    }

    private static HttpResponse<String> insert(String here, long article, String text) {
        return agent.post(here, here + "/drafts/reply", Map.of("text", text, "insert", "article:" + article));
    }

    private static HttpResponse<String> reply(String here, String text) {
        String version = Jsoup.parse(agent.get(here).body())
                .select("#reply-form input[name=version]")
                .attr("value");
        return agent.post(here, here + "/replies", Map.of("text", text, "version", version));
    }

    private static String nothing(Browser browser, String path) {
        HttpResponse<String> answer = browser.get(path);
        assertThat(answer.statusCode()).as(path).isEqualTo(404);
        return answer.body().replaceAll("<code>[^<]*</code>", "");
    }

    private static Browser anybody() {
        return new Browser(desk.port);
    }

    private static long published(String language, Article.Audience audience, String title, String body) {
        long id = written(language, audience, title, body, null);
        move(id, Article.State.PUBLISHED);
        return id;
    }

    private static long written(
            String language,
            Article.Audience audience,
            String title,
            String body,
            @org.jspecify.annotations.Nullable Long original) {
        return done(desk.bean(Articles.class)
                        .write(new ArticleText(language, audience.key(), "", title, body), original, dana))
                .id();
    }

    private static void move(long id, Article.State to) {
        done(desk.bean(Articles.class).move(id, article(id).version(), to, dana));
    }

    private static void change(long id, String title, String body) {
        Article now = article(id);
        String category = now.category() == null ? "" : now.category();
        done(desk.bean(Articles.class)
                .change(
                        id,
                        now.version(),
                        new ArticleText(now.language(), now.audience().key(), category, title, body),
                        dana));
    }

    private static Article done(Articles.Saved saved) {
        assertThat(saved).isInstanceOf(Articles.Saved.Done.class);
        return ((Articles.Saved.Done) saved).article();
    }

    private static Article article(long id) {
        return desk.bean(Articles.class).find(id).orElseThrow();
    }

    private static String version(long id) {
        return Integer.toString(article(id).version());
    }

    private static long number(String address) {
        return Long.parseLong(address.replaceAll(".*/", ""));
    }

    private static Ticket mail(String subject, String text) {
        return desk.ticketFrom(
                "Robin Vale",
                subject + "@example.org",
                subject.replaceAll("\\d", "") + " " + subject,
                subject + "@example.org",
                text);
    }
}
