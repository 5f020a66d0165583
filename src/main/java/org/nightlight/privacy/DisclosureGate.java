package org.nightlight.privacy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * The one way out: every mail passes here first, and the outbox takes nothing without the {@link Passage.Passed} that only
 * this class can make. First cut: the safety wall, a child's name to strangers, payment cards to anybody, and what may be
 * answered to the child of a case. Consent and the other classes of personal information come with the privacy work.
 */
@Component
public class DisclosureGate {
    private static final Pattern DIGITS = Pattern.compile("(?<![\\d])\\d(?:[ -]?\\d){12,18}(?![\\d])");

    /** So much of a mail may be shown beside its subject, on a locked screen as well. */
    static final int PREVIEW = 120;

    private static final Pattern TELLING = Pattern.compile(
            "(?iu)safe|abus|cris[ie]s|report|danger|emergenc|police|harm|hurt|suicid|urgent|case|child|segur|denunci|peligr"
                    + "|emergenci|polic[ií]a|daño|caso|niñ|menor");

    private final @Nullable Suppliers suppliers;

    @Autowired
    public DisclosureGate(Suppliers suppliers) {
        this.suppliers = suppliers;
    }

    /** Judges words alone: for what sends nothing. */
    DisclosureGate() {
        this.suppliers = null;
    }

    /**
     * Why nothing of this purpose may leave just now, whatever it says: whoever would carry it is not in the register of
     * recipients as it must be. Asked when something is queued, and again before it is handed over.
     */
    public Optional<String> shut(Outgoing.Purpose purpose) {
        return suppliers == null ? Optional.empty() : suppliers.shut(purpose);
    }

    public Passage decide(Outgoing outgoing) {
        if (outgoing.purpose() == Outgoing.Purpose.CHILD) {
            return answerToChild(outgoing, outgoing.release());
        }
        boolean toMachine = outgoing.purpose() == Outgoing.Purpose.MACHINE;
        boolean toStaff = toMachine
                || outgoing.purpose() == Outgoing.Purpose.ALERT
                || outgoing.purpose() == Outgoing.Purpose.NOTICE;
        if (outgoing.walled() && !toStaff) {
            return new Passage.Stopped(
                    "wall",
                    "This ticket is with the Safety Team. Nothing is sent from it without their decision.",
                    List.of());
        }
        if (outgoing.recipients().isEmpty() && !toMachine) {
            return new Passage.Stopped("no-recipient", "There is no address to send this to.", List.of());
        }
        Optional<String> shut = shut(outgoing.purpose());
        if (shut.isPresent()) {
            return new Passage.Stopped("supplier", shut.get(), List.of());
        }
        List<Passage.Span> cards = cards(outgoing.text());
        if (!cards.isEmpty()) {
            return new Passage.Stopped(
                    "card", "A payment card number must not go out by mail. Take it out and send again.", cards);
        }
        List<Passage.Span> names = names(outgoing.text(), outgoing.children());
        if (!names.isEmpty() && !outgoing.family().containsAll(outgoing.recipients())) {
            return new Passage.Stopped(
                    "child-name",
                    "This names a child to somebody outside the child's family. Take the name out and send again.",
                    names);
        }
        return new Passage.Passed(outgoing);
    }

    private static Passage answerToChild(Outgoing answer, @Nullable Release release) {
        if (release == null || !release.safeChannel()) {
            return stopped(
                    "safe-channel",
                    "Nobody has decided yet that an answer reaches the child alone. Decide first whether it is safe to"
                            + " answer here.");
        }
        if (answer.recipients().size() != 1) {
            return stopped("no-recipient", "There is no address of the child’s own to send this to.");
        }
        if (answer.recipients().stream().anyMatch(release.readByOthers()::contains)) {
            return stopped(
                    "parent-readable",
                    "Somebody at home can read this address: it is a parent’s, is shared, or was given as a grown-up’s."
                            + " Nothing of the case is sent to it.");
        }
        String preview =
                answer.text().substring(0, Math.min(PREVIEW, answer.text().length()));
        if (TELLING.matcher(answer.subject()).find() || TELLING.matcher(preview).find()) {
            return stopped("telling", "The subject or the first line shows what it is about. Both must be neutral.");
        }
        String words = plain(answer.text());
        for (String unsaid : release.unsaid()) {
            if (words.contains(" " + unsaid + " ")) {
                return stopped(
                        "unsaid",
                        "Take out ‘" + unsaid + "’: an answer names nobody of the case, no agency, and repeats nothing"
                                + " that the child wrote.");
            }
        }
        List<Passage.Span> cards = cards(answer.text());
        return cards.isEmpty()
                ? new Passage.Passed(answer)
                : new Passage.Stopped("card", "A payment card number must not go out by mail.", cards);
    }

    /** Words in lower case with one blank around each. */
    private static String plain(String text) {
        return " "
                + text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\d]+", " ").strip() + " ";
    }

    private static Passage.Stopped stopped(String rule, String reason) {
        return new Passage.Stopped(rule, reason, List.of());
    }

    private static List<Passage.Span> names(String text, List<String> children) {
        List<Passage.Span> found = new ArrayList<>();
        for (String child : children) {
            for (String part : child.strip().split("\\s+")) {
                if (part.length() < 2) {
                    continue;
                }
                Matcher matcher = Pattern.compile(
                                "(?<![\\p{L}\\d])" + Pattern.quote(part) + "(?![\\p{L}\\d])",
                                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
                        .matcher(text);
                while (matcher.find()) {
                    found.add(new Passage.Span(matcher.start(), matcher.end(), "child-name"));
                }
            }
        }
        return found;
    }

    private static List<Passage.Span> cards(String text) {
        List<Passage.Span> found = new ArrayList<>();
        Matcher matcher = DIGITS.matcher(text);
        while (matcher.find()) {
            if (isCard(matcher.group().replaceAll("\\D", ""))) {
                found.add(new Passage.Span(matcher.start(), matcher.end(), "card"));
            }
        }
        return found;
    }

    /** The check digit of payment cards, ISO/IEC 7812-1 annex B. */
    private static boolean isCard(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            sum += i % 2 == 0 ? digit : digit < 5 ? 2 * digit : 2 * digit - 9;
        }
        return sum % 10 == 0 && !digits.chars().allMatch(c -> c == digits.charAt(0));
    }
}
