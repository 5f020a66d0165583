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
    void noPageOfADeskAtWorkHoldsWordsThatAreTheSameInBothLanguages() {
        try (RunningDesk desk = RunningDesk.start(Map.of("nightlight.demo", "true", "nightlight.relay.host", ""))) {
            Data data = Data.of(desk);
            Map<String, String> findings = new LinkedHashMap<>();
            for (Set<Role> roles : List.of(
                    Set.of(Role.AGENT, Role.LEAD),
                    Set.of(Role.AGENT, Role.SAFETY_OFFICER),
                    Set.of(Role.AGENT, Role.ADMIN))) {
                new Reader(desk, roles).look(data, findings);
            }
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
        return TWO_WORDS.matcher(text).find()
                || ONE_WORD.matcher(text).matches()
                || PART_OF_A_SENTENCE.matcher(text).matches();
    }

    /** By source file, what stands in it in one language only, and why. */
    private static final Map<String, Map<String, String>> EXEMPT = Map.of();

    private static boolean isExempt(Path file, String text) {
        Map<String, String> exempt =
                EXEMPT.getOrDefault(file.getFileName().toString().replace(".java", ""), Map.of());
        return exempt.containsKey("*") || exempt.keySet().stream().anyMatch(text::contains);
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
    private record Data(Set<String> values, String all) {
        private static final Pattern RULE =
                Pattern.compile("(?m)^[\\s-]*(?:[\\w-]+:\\s+)?[\"'>|]*\\s*(.+?)[\"']?\\s*$");

        static Data of(RunningDesk desk) {
            Set<String> values = new HashSet<>();
            for (String table : EveryTable.rows(
                    desk,
                    "select table_name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'")) {
                EveryTable.rows(desk, "select to_jsonb(t)::text from \"" + table + "\" t")
                        .forEach(row -> gather(JsonMapper.shared().readTree(row), values));
            }
            return new Data(values, String.join("\n", values));
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
            return values.contains(text) || text.split(" ").length > 2 && all.contains(text);
        }
    }

    private static String plain(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }

    /** Somebody who opens every page that they come to, in English and in Spanish. */
    private static final class Reader {
        private static final int OF_A_KIND = 3;
        private static final String PASSWORD = "correct horse battery";

        private final Browser browser;
        private final Set<Role> roles;

        Reader(RunningDesk desk, Set<Role> roles) {
            this.roles = roles;
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
            english.forEach((address, page) -> {
                Document spanish = Jsoup.parse(browser.get(address).body());
                assertThat(spanish.select("html").attr("lang")).as(address).isEqualTo("es");
                Set<String> both = words(page);
                both.retainAll(words(spanish));
                both.stream()
                        .filter(words -> !isTheSame(words, data))
                        .forEach(words -> findings.putIfAbsent(words, address));
            });
            speak("en");
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
            Deque<String> ahead = new ArrayDeque<>(List.of("/desk/lists/open", "/desk/account"));
            Set<String> known = new HashSet<>(ahead);
            while (!ahead.isEmpty()) {
                String address = ahead.pop();
                if (kinds.merge(address.replaceAll("\\d+", "#").replaceAll("[?].*", ""), 1, Integer::sum) > OF_A_KIND) {
                    continue;
                }
                HttpResponse<String> answer = browser.get(address);
                boolean page = answer.statusCode() == 200
                        && answer.headers()
                                .firstValue("Content-Type")
                                .orElse("")
                                .startsWith("text/html");
                if (page) {
                    Document document = Jsoup.parse(answer.body());
                    pages.put(address, document);
                    document.select("a[href^=/desk], a[href^=/demo]").stream()
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

        private static final Pattern BETWEEN = Pattern.compile("\\s*(?:[·,;:()“”]|\\.$|\\.\\s)\\s*");
        private static final Pattern NUMBERS = Pattern.compile(
                "(?:[#v]?[\\d.:%+/-]+|S[0-4]|min|h|kB|MB|bytes|[A-Z]{2,5}|[\\w.+-]+@[\\w.-]+|https?://\\S+|[a-z]+:\\S+|[\\w-]+[._-][\\w._-]+|\\s|[^\\p{L}])*");

        private static boolean isTheSame(String words, Data data) {
            return isKnown(words, data) || BETWEEN.splitAsStream(words).allMatch(part -> isKnown(part, data));
        }

        private static boolean isKnown(String words, Data data) {
            return NUMBERS.matcher(words).matches() || SAME.contains(words) || data.holds(words);
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
