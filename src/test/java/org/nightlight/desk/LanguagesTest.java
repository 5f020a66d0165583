package org.nightlight.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.junit.jupiter.api.Test;
import org.nightlight.Browser;
import org.nightlight.EveryTable;
import org.nightlight.RunningDesk;
import org.nightlight.shared.Actor;
import org.nightlight.staff.Role;
import org.nightlight.staff.Staff;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whoever works in Spanish meets no English: looked for in what is written, and on the pages of a desk that is at work. */
class LanguagesTest {
    private static final Path TEMPLATES = Path.of("src/main/jte");
    private static final Path ROOMS = Path.of("src/main/java/org/nightlight");

    /** Names, which are the same in every language. */
    private static final Set<String> NAMES = Set.of("Nightlight", "English", "Español", "API", "JSON", "CSV", "YAML");

    @Test
    void everyWordOfATemplateIsSaidInBothLanguages() throws IOException {
        List<String> findings = new ArrayList<>();
        for (Path file : files(
                TEMPLATES,
                file -> file.getParent().endsWith("desk") || file.getParent().endsWith("ui"))) {
            TemplateWords.untranslated(Files.readString(file)).stream()
                    .filter(words -> !NAMES.contains(words))
                    .forEach(words -> findings.add(file.getFileName() + ": " + words));
        }
        assertNothing(findings);
    }

    @Test
    void everySentenceOfTheDesksSourceIsSaidInBothLanguages() throws IOException {
        List<String> findings = new ArrayList<>();
        for (Path file : files(ROOMS.resolve("desk"), file -> true)) {
            SourceWords.of(Files.readString(file)).stream()
                    .filter(literal -> isForPeople(literal.text()))
                    .filter(literal -> !literal.isSaid() && !literal.label() && !literal.isIn(NOT_SHOWN))
                    .filter(literal -> !isExempt(file, literal.text()))
                    .forEach(literal -> findings.add(told(file, literal)));
        }
        assertNothing(findings);
    }

    @Test
    void everyReasonForARefusalIsSaidInBothLanguages() throws IOException {
        Pattern refused = Pattern.compile("(?:^|\\.)refused$|^new Refusal$|^new \\w*Refused$");
        List<String> findings = new ArrayList<>();
        for (Path file : files(ROOMS, file -> !file.startsWith(ROOMS.resolve("api")))) {
            SourceWords.of(Files.readString(file)).stream()
                    .filter(literal -> literal.isIn(refused) && literal.text().contains(" "))
                    .filter(literal -> !literal.isSaid() && !isExempt(file, literal.text()))
                    .forEach(literal -> findings.add(told(file, literal)));
        }
        assertNothing(findings);
    }

    @Test
    void noPageOfADeskAtWorkHoldsWordsThatAreTheSameInBothLanguages() throws IOException {
        try (RunningDesk desk = RunningDesk.start(Map.of("nightlight.demo", "true", "nightlight.relay.host", ""))) {
            List<Reader> readers = Stream.of(Role.LEAD, Role.SAFETY_OFFICER, Role.ADMIN)
                    .map(role -> new Reader(desk, Set.of(Role.AGENT, role)))
                    .toList();
            Data data = Data.of(desk);
            Map<String, String> findings = new LinkedHashMap<>();
            readers.forEach(reader -> reader.look(data, findings));
            Reader.lookAtTheDoor(desk, data, findings);
            assertNothing(findings.entrySet().stream()
                    .map(one -> one.getValue() + ": " + one.getKey())
                    .toList());
        }
    }

    // What is written

    /** What nobody at the desk reads: logs, faults of the program, annotations, SQL and patterns. */
    private static final Pattern NOT_SHOWN = Pattern.compile("^LOG\\.|^new \\w*(?:Exception|Error|Broken)$|^@"
            + "|(?:^|\\.)(?:field|condition|sql|table|orderBy|execute|fetch\\w*|query|resultQuery|inline|val|raw|name)$"
            + "|(?:^|\\.)(?:compile|matches|split|replace\\w*|equals|contains|startsWith|endsWith|indexOf|ofPattern)$"
            + "|(?:^|\\.)(?:header|containsKey|get|path)$");

    private static final Pattern TWO_WORDS = Pattern.compile("\\p{L}{2,}[,.;:”)]?\\s+[“(]?\\p{L}+");
    private static final Pattern ONE_WORD = Pattern.compile("[A-Z][a-z]{2,}[.:]?");
    private static final Pattern PART_OF_A_SENTENCE = Pattern.compile("(?:^[,.:]? .*\\p{L}{2,}.*|.*\\p{L}{2,}.* $)");

    private static boolean isForPeople(String text) {
        if (ALIKE.matcher(text).matches()) {
            return false;
        }
        return TWO_WORDS.matcher(text).find()
                || ONE_WORD.matcher(text).matches()
                || PART_OF_A_SENTENCE.matcher(text).matches();
    }

    /** Units and words that are alike in both, addresses and marks. */
    private static final Pattern ALIKE =
            Pattern.compile("(?s) ?(?:min|h|kB|MB|bytes|tickets?|Nightlight) ?|\\s*[</].*");

    /**
     * What stands in one language only, and why.
     *
     * @param texts of which an exempt literal holds one; none for a whole file
     */
    private record Exempt(String file, String why, String... texts) {
        boolean holds(Path source, String text) {
            return source.getFileName().toString().equals(file + ".java")
                    && (texts.length == 0 || Stream.of(texts).anyMatch(text::contains));
        }
    }

    private static final List<Exempt> EXEMPT = List.of(
            new Exempt("ListStore", "SQL, put together from parts"),
            new Exempt("FilterStore", "SQL, put together from parts"),
            new Exempt("PaletteStore", "SQL", "known_under_13"),
            new Exempt("When", "patterns of dates, one for each language", "EEEE d"),
            new Exempt("WhyPanel", "names of protocols", "SPF", "DKIM", "DMARC", "ARC"),
            new Exempt(
                    "DemoMailController",
                    "names of headers, as mail has them",
                    "From",
                    "Subject",
                    "Date",
                    "References"),
            new Exempt("FileLinks", "what is signed, which nobody reads", "file link"),
            new Exempt("NewTicketController", "kept in the ticket as what was said", "Call back: "),
            new Exempt("PresenceController", "an answer to a program", "hexadecimal"),
            new Exempt("ScheduledController", "kept with the message", "made a draft again"),
            new Exempt("Visit", "a cookie's attribute", "Lax"),
            new Exempt("SendGrid", "kept with the message, for whoever runs the desk"),
            new Exempt("AccessTokens", "kept with the mailbox, for whoever runs the desk"));

    private static boolean isExempt(Path file, String text) {
        return EXEMPT.stream().anyMatch(one -> one.holds(file, text));
    }

    private static String told(Path file, SourceWords.Literal literal) {
        return ROOMS.relativize(file) + ":" + literal.line() + ": " + literal.text();
    }

    private static List<Path> files(Path folder, Predicate<Path> wanted) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).filter(wanted).sorted().toList();
        }
    }

    private static void assertNothing(List<String> findings) {
        assertThat(String.join("\n", findings))
                .as(findings.size() + " that are not said in Spanish")
                .isEmpty();
    }

    // What is shown

    /** Everything that the desk holds of others: what customers wrote, how people are called, the playbook's words. */
    private record Data(Set<String> values, String all, Map<String, Boolean> asked) {
        private static final Path RESOURCES = Path.of("src/main/resources");
        private static final Set<String> QUOTED = Set.of("demo", "reporting", "crisis", "privacy");

        /** A value of a YAML file, in a line of its own or between braces. */
        private static final Pattern RULE =
                Pattern.compile("(?m)(?:^|[{,])[\\s-]*(?:[\\w-]+:[ {]+)*[\"'>|]*\\s*([^{},\n]+?)[\"']?\\s*(?=[},]|$)");

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
            for (Path told : files(
                    RESOURCES,
                    file -> QUOTED.contains(file.getParent().getFileName().toString()))) {
                values.add(plain(Files.readString(told)));
                RULE.matcher(Files.readString(told)).results().forEach(rule -> values.add(plain(rule.group(1))));
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

    private static String plain(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }

    /** Somebody who opens every page that they come to, in English and in Spanish. */
    private static final class Reader {
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
                Document spanish = Jsoup.parse(
                        outside.get(address, "Accept-Language", "es-MX").body());
                compare(address, english, spanish, data, findings);
            }
        }

        private static void compare(
                String address, Document english, Document spanish, Data data, Map<String, String> findings) {
            assertThat(spanish.select("html").attr("lang")).as(address).isEqualTo("es");
            Set<String> both = words(english);
            both.retainAll(words(spanish));
            both.stream()
                    .filter(words -> !isTheSame(words, data))
                    .forEach(words -> findings.putIfAbsent(words, address));
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
            Set<String> words = new TreeSet<>();
            for (Element element : page.getAllElements()) {
                element.textNodes().stream().map(TextNode::getWholeText).forEach(text -> words.add(plain(text)));
                for (String name : List.of("aria-label", "title", "placeholder", "alt")) {
                    words.add(plain(element.attr(name)));
                }
            }
            return words;
        }

        private static final Pattern BETWEEN = Pattern.compile("\\s*(?:[·,;:()“”]|#\\d+|\\.$|\\.\\s)\\s*");
        /** Numbers with their units, levels, addresses, keys and short forms. */
        private static final Pattern NUMBERS = Pattern.compile(
                "\\b(?:SPF|DKIM|DMARC|ARC) \\w+|\\S+@\\S+|https?://\\S+"
                        + "|\\b[a-z0-9]+(?:[._:-][a-z0-9]+)+\\b|\\bS[0-4]\\b|\\bv?\\d\\S*|\\b(?:min|h|kB|MB|bytes|[A-Z]{2,5})\\b");

        private static boolean isTheSame(String words, Data data) {
            return isKnown(words, data) || BETWEEN.splitAsStream(words).allMatch(part -> isKnown(part, data));
        }

        private static boolean isKnown(String words, Data data) {
            return NUMBERS.matcher(words).replaceAll("").codePoints().noneMatch(Character::isLetter)
                    || SAME.contains(words)
                    || data.holds(words);
        }
    }

    /** Words that are spelt alike in both. */
    private static final Set<String> SAME = Set.of(
            "Nightlight",
            "· Nightlight",
            "Macros",
            "Roles",
            "Error",
            "English",
            "Español",
            "Enterprise",
            "Professional");
}
