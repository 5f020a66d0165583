package org.nightlight.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.nightlight.Browser;
import org.nightlight.EveryTable;
import org.nightlight.RunningDesk;
import org.nightlight.shared.Actor;
import org.nightlight.staff.Role;
import org.nightlight.staff.Staff;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody who opens every page that they come to, in English and in Spanish. */
final class Reader {
    private static final int OF_A_KIND = 2;
    private static final String PASSWORD = "correct horse battery";

    private final Browser browser;

    Reader(RunningDesk desk, Set<Role> roles) {
        String email = roles.stream().map(Role::key).sorted().collect(Collectors.joining("-")) + "@desk.example";
        Actor test = new Actor.Software("test");
        Staff staff = desk.bean(Staff.class);
        long id = staff.create("Lena Ortiz", email, roles, PASSWORD, test)
                .orThrow()
                .id();
        staff.assign(id, roles, Set.of("customer-service"), Set.of(), test).orThrow();
        this.browser = new Browser(desk.port);
        assertThat(browser.signIn(email, PASSWORD).statusCode()).isEqualTo(302);
    }

    void look(Data data, Map<String, String> findings) {
        Map<String, Document> english = crawl();
        speak("es");
        assertThat(english).hasSizeGreaterThan(10);
        english.forEach((address, page) ->
                compare(address, page, Jsoup.parse(browser.get(address).body()), data, findings));
        speak("en");
    }

    /** Before sign-in the desk speaks what the browser asks for. */
    static void lookAtTheDoor(RunningDesk desk, Data data, Map<String, String> findings) {
        Browser outside = new Browser(desk.port);
        for (String address : List.of("/desk/sign-in", "/desk/invitations/none", "/desk/acknowledgements/none")) {
            Document english = Jsoup.parse(outside.get(address).body());
            Document spanish =
                    Jsoup.parse(outside.get(address, "Accept-Language", "es-MX").body());
            compare(address, english, spanish, data, findings);
        }
    }

    /** What customers see, beside each other: as somebody who chose Spanish by the link, and as somebody who chose nothing. */
    static void lookAtCustomersPages(RunningDesk desk, Data data, Map<String, String> findings) {
        Browser english = new Browser(desk.port);
        Browser spanish = new Browser(desk.port);
        assertThat(spanish.get("/language/es?to=/help").statusCode()).isEqualTo(302);
        for (String address : CUSTOMERS_PAGES) {
            compare(address, page(english.get(address)), page(spanish.get(address)), data, findings);
        }
        for (Sent form : CUSTOMERS_FORMS) {
            compare(
                    form.path() + " sent",
                    page(english.post("/contact", form.path(), form.fields())),
                    page(spanish.post("/contact", form.path(), form.fields())),
                    data,
                    findings);
        }
    }

    private static final List<String> CUSTOMERS_PAGES = List.of(
            "/",
            "/help",
            "/contact",
            "/crisis",
            "/crisis?country=US",
            "/crisis?country=MX",
            "/privacy",
            "/privacy/retention",
            "/my/consent",
            "/my/consent/none",
            "/my/family",
            "/my/family/none",
            "/my/notices/none",
            "/my/proofs/none");

    private record Sent(String path, Map<String, String> fields) {}

    private static final List<Sent> CUSTOMERS_FORMS = List.of(
            new Sent("/help", Map.of("q", "unicorn")),
            new Sent("/contact/age", Map.of("year", "86")),
            new Sent("/contact/age", Map.of("year", "1985")),
            new Sent("/contact", Map.of("year", "1985", "message", "", "email", "x")),
            new Sent("/contact", Map.of("year", "1985", "message", "The app does not start")),
            new Sent("/my/consent", Map.of("email", "x")),
            new Sent("/my/consent", Map.of("email", "nobody@example.org")),
            new Sent("/my/family", Map.of("email", "nobody@example.org")),
            new Sent("/contact/age", Map.of("year", "2024")),
            new Sent("/contact", Map.of("message", "")),
            new Sent("/contact", Map.of("message", "The dragon does not talk")));

    /** Without the passages that say of themselves that they are in English. */
    private static Document page(HttpResponse<String> answer) {
        Document page = Jsoup.parse(answer.body());
        page.select("body [lang=en]").remove();
        return page;
    }

    private static void compare(
            String address, Document english, Document spanish, Data data, Map<String, String> findings) {
        assertThat(spanish.select("html").attr("lang")).as(address).isEqualTo("es");
        Set<String> both = words(english);
        both.retainAll(words(spanish));
        both.stream().filter(words -> !isTheSame(words, data)).forEach(words -> findings.putIfAbsent(words, address));
    }

    private void speak(String language) {
        Map<String, String> look = Map.of("density", "comfortable", "theme", "system", "language", language);
        assertThat(browser.post("/desk/account", "/desk/account/look", look).statusCode())
                .isEqualTo(302);
    }

    /** What is reached by links from the first page, some of each kind. */
    private Map<String, Document> crawl() {
        Map<String, Document> pages = new LinkedHashMap<>();
        Map<String, Integer> kinds = new HashMap<>();
        Deque<String> ahead = new ArrayDeque<>(List.of("/desk/lists/open", "/desk/account", "/desk/tickets/1"));
        Set<String> known = new HashSet<>(ahead);
        while (!ahead.isEmpty()) {
            String address = ahead.pop();
            if (kinds.merge(address.replaceAll("\\d+", "#").replaceAll("[?].*", ""), 1, Integer::sum) > OF_A_KIND) {
                continue;
            }
            HttpResponse<String> answer = browser.get(address);
            boolean page =
                    answer.headers().firstValue("Content-Type").orElse("").startsWith("text/html");
            if (page) {
                Document document = Jsoup.parse(answer.body());
                pages.put(address, document);
                document.select("a[href^=/desk], a[href=/demo/mail]").stream()
                        .map(link -> link.attr("href").replaceAll("#.*", ""))
                        .filter(known::add)
                        .forEach(ahead::add);
            }
        }
        return pages;
    }

    /** What is read on a page, each text and each spoken attribute once. */
    private static Set<String> words(Document page) {
        page.select("kbd, code, pre, textarea, svg, .html, td.line").remove();
        // A report as the agency gets it, which is in English.
        page.select("section[aria-labelledby=draft] > .stack").remove();
        Set<String> words = new TreeSet<>();
        for (Element element : page.getAllElements()) {
            element.textNodes().stream().map(TextNode::getWholeText).forEach(text -> words.add(plain(text)));
            for (String name : List.of("aria-label", "title", "placeholder", "alt")) {
                words.add(plain(element.attr(name)));
            }
        }
        return words;
    }

    private static final Pattern BETWEEN = Pattern.compile("\\s*(?:[·,;:()“”]|#\\d+|\\b\\d+\\b|\\.$|\\.\\s)\\s*");

    /** Numbers with their units, levels, addresses, keys and short forms. */
    private static final Pattern NUMBERS = Pattern.compile(
            "\\b(?:SPF|DKIM|DMARC|ARC) \\w+|\\S+@\\S+|https?://\\S+"
                    + "|\\b[a-z0-9]+(?:[._:-][a-z0-9]+)+\\b|\\bS[0-4]\\b|\\bv?\\d\\S*|\\b[0-9a-f]{16,}\\b|\\b(?:min|h|kB|MB|bytes|[A-Z]{2,5})\\b");

    private static boolean isTheSame(String words, Data data) {
        String subject = words.replaceFirst("^#\\d+ ", "");
        return isKnown(subject, data) || BETWEEN.splitAsStream(words).allMatch(part -> isKnown(part, data));
    }

    /** Takes out what the desk wrote by itself while the pages were read, such as a mail that fell due. */
    static void forgetWhatCameMeanwhile(RunningDesk desk, Map<String, String> findings) throws IOException {
        if (!findings.isEmpty()) {
            Data now = Data.of(desk);
            findings.keySet().removeIf(words -> isTheSame(words, now));
        }
    }

    private static boolean isKnown(String words, Data data) {
        return NUMBERS.matcher(words).replaceAll("").codePoints().noneMatch(Character::isLetter)
                || SAME.contains(words)
                || data.holds(words);
    }

    /** Words that are spelt alike in both. */
    private static final Set<String> SAME = Set.of(
            "Nightlight",
            "· Nightlight",
            "Macros",
            "Roles",
            "Error",
            "No",
            "Hash",
            "Message-ID",
            "Ticket",
            "Tickets",
            "token",
            "English",
            "Español",
            "Enterprise",
            "Professional");

    private static String plain(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }

    /** Everything that the desk holds of others: what customers wrote, how people are called, the playbook's words. */
    record Data(Set<String> values, String all, Map<String, Boolean> asked) {
        private static final Path RESOURCES = Path.of("src/main/resources");
        private static final Set<String> QUOTED = Set.of("demo", "reporting", "crisis", "privacy");

        /** A value of a YAML file, in a line of its own or between braces. */
        private static final Pattern RULE =
                Pattern.compile("(?m)(?:^|[{,])[\\s-]*(?:[\\w-]+:[ {]+)*[\"'>|]*\\s*([^{},\n]+?)[\"']?\\s*(?=[},]|$)");

        /** Who answers a number, as the crisis lines name them. */
        private static final Pattern NAMED = Pattern.compile("\\(([^()\n]+)\\)");

        static Data of(RunningDesk desk) throws IOException {
            Set<String> values = new HashSet<>();
            for (String table : EveryTable.rows(
                    desk,
                    "select table_name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'")) {
                EveryTable.rows(desk, "select to_jsonb(t)::text from \"" + table + "\" t")
                        .forEach(row -> gather(JsonMapper.shared().readTree(row), values));
            }
            // What children of the demo world write is sealed; laws, crisis lines and call scripts are quoted as they
            // are.
            for (Path told : LanguagesTest.files(
                    RESOURCES,
                    file -> QUOTED.contains(file.getParent().getFileName().toString()))) {
                values.add(plain(Files.readString(told)));
                RULE.matcher(Files.readString(told)).results().forEach(rule -> values.add(plain(rule.group(1))));
                NAMED.matcher(Files.readString(told)).results().forEach(name -> values.add(name.group(1)));
            }
            // Children whose parents have not consented are called by their first name.
            EveryTable.rows(desk, "select split_part(name, ' ', 1) from customer")
                    .forEach(values::add);
            return new Data(values, String.join("\n", values), new HashMap<>());
        }

        private static void gather(JsonNode node, Set<String> values) {
            if (node.isValueNode()) {
                String text = node.asString("");
                values.add(plain(text));
                if (text.contains("\n")) {
                    RULE.matcher(text).results().forEach(rule -> values.add(plain(rule.group(1))));
                }
            } else {
                node.forEach(child -> gather(child, values));
            }
        }

        boolean holds(String text) {
            return asked.computeIfAbsent(
                    text, one -> values.contains(one) || one.split(" ").length > 2 && all.contains(one));
        }
    }
}
