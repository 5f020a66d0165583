package org.nightlight.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.nightlight.RunningDesk;
import org.nightlight.staff.Role;

/** Whoever works in Spanish or writes to us in it meets no English: looked for in what is written, and on the pages of a desk that is at work. */
class LanguagesTest {
    private static final Path TEMPLATES = Path.of("src/main/jte");
    private static final Path ROOMS = Path.of("src/main/java/org/nightlight");

    /** Names, which are the same in every language. */
    private static final Set<String> NAMES = Set.of("Nightlight", "English", "Español", "API", "JSON", "CSV", "YAML");

    @Test
    void everyWordOfATemplateIsSaidInBothLanguages() throws IOException {
        List<String> findings = new ArrayList<>();
        for (Path file : files(TEMPLATES, file -> !file.getParent().endsWith("mail"))) {
            TemplateWords.untranslated(withoutTheNotice(file)).stream()
                    .filter(words -> !NAMES.contains(words))
                    .forEach(words -> findings.add(file.getFileName() + ": " + words));
        }
        assertNothing(findings);
    }

    /** The notice of 16 CFR 312.4(d) is to be had in English alone, and each of its passages is marked so. */
    private static String withoutTheNotice(Path file) throws IOException {
        String template = Files.readString(file);
        return file.endsWith("portal/privacy.jte")
                ? template.replaceAll("(?s)<(p|ul)[^>]* lang=\"\\$\\{english}\">.*?</\\1>", "")
                : template;
    }

    @Test
    void everySentenceForStaffAndCustomersIsSaidInBothLanguages() throws IOException {
        List<String> findings = new ArrayList<>();
        for (Path file : files(
                ROOMS,
                file -> file.getParent().endsWith("desk") || file.getParent().endsWith("portal"))) {
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
                    .filter(literal -> literal.isIn(refused) && isForPeople(literal.text()))
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
            Reader.Data data = Reader.Data.of(desk);
            Map<String, String> findings = new LinkedHashMap<>();
            readers.forEach(reader -> reader.look(data, findings));
            Reader.lookAtTheDoor(desk, data, findings);
            Reader.lookAtCustomersPages(desk, data, findings);
            Reader.forgetWhatCameMeanwhile(desk, findings);
            assertNothing(findings.entrySet().stream()
                    .map(one -> one.getValue() + ": " + one.getKey())
                    .toList());
        }
    }

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
    private static final Pattern ALIKE = Pattern.compile(
            "(?s)[, ]*(?:min|h|kB|MB|bytes|SHA-256|MD5|tickets?|Nightlight)[, ]*|\\s*[</].*|E+ d MMM.*");

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
            new Exempt("CaseWords", "the beginning of what is kept", "lower "),
            new Exempt("CybertipWords", "said beside the agency’s own word", "menor", "engaños"),
            new Exempt("PhoneScript", "to be said to the agency", "I am calling", "a message about it reached us"),
            new Exempt("WhyPanel", "names of protocols", "SPF", "DKIM", "DMARC", "ARC"),
            new Exempt(
                    "DemoMailController",
                    "names of headers, as mail has them",
                    "From",
                    "Subject",
                    "Date",
                    "References"),
            new Exempt("FileLinks", "what is signed, which nobody reads", "file link"),
            new Exempt("Attaching", "kept with the ticket as a note", "Files that came with the call."),
            new Exempt("NewTicketController", "kept in the ticket as what was said", "Call back: "),
            new Exempt("PresenceController", "an answer to a program", "hexadecimal"),
            new Exempt("ScheduledController", "kept with the message", "made a draft again"),
            new Exempt("Plan", "kept with what a rule looked at"),
            new Exempt("RuleForms", "a filter", "tier:premium"),
            new Exempt("Visit", "a cookie's attribute", "Lax"),
            new Exempt("ContactController", "a cookie's attribute", "Lax"),
            new Exempt("LanguageController", "a cookie's attribute", "Lax"),
            new Exempt("Hidden", "a header's value", "noindex"),
            new Exempt("NoticeController", "a part of the notice", "run by ourselves"),
            new Exempt("PortalController", "a name, which CountryNames says in both", "United States"),
            new Exempt("FamilyController", "kept in the ticket as its subject", "A correction of what is held"),
            new Exempt("SendGrid", "kept with the message, for whoever runs the desk"),
            new Exempt("AccessTokens", "kept with the mailbox, for whoever runs the desk"));

    private static boolean isExempt(Path file, String text) {
        return EXEMPT.stream().anyMatch(one -> one.holds(file, text));
    }

    private static String told(Path file, SourceWords.Literal literal) {
        return ROOMS.relativize(file) + ":" + literal.line() + ": " + literal.text();
    }

    static List<Path> files(Path folder, Predicate<Path> wanted) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).filter(wanted).sorted().toList();
        }
    }

    private static void assertNothing(List<String> findings) {
        assertThat(String.join("\n", findings))
                .as(findings.size() + " that are not said in Spanish")
                .isEmpty();
    }
}
