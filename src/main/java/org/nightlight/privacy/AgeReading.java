package org.nightlight.privacy;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a message says about ages, in English and Spanish. Only what makes things stricter is read: nobody grows up by writing
 * that they did. Pure and without a dictionary; a sentence that it takes wrongly is put right by an agent.
 *
 * @param writer the band of whoever writes; empty when the message does not say that they are under 18
 * @param child the band of a child whom the writer speaks of as theirs
 */
public record AgeReading(Optional<AgeState> writer, Optional<AgeState> child) {
    /** So much of a message is read: a statement of age stands near its beginning, and no message may keep the desk busy. */
    private static final int READ = 20_000;

    private static final Map<String, Integer> WORDS = Map.ofEntries(
            Map.entry("three", 3),
            Map.entry("four", 4),
            Map.entry("five", 5),
            Map.entry("six", 6),
            Map.entry("seven", 7),
            Map.entry("eight", 8),
            Map.entry("nine", 9),
            Map.entry("ten", 10),
            Map.entry("eleven", 11),
            Map.entry("twelve", 12),
            Map.entry("thirteen", 13),
            Map.entry("fourteen", 14),
            Map.entry("fifteen", 15),
            Map.entry("sixteen", 16),
            Map.entry("seventeen", 17),
            Map.entry("tres", 3),
            Map.entry("cuatro", 4),
            Map.entry("cinco", 5),
            Map.entry("seis", 6),
            Map.entry("siete", 7),
            Map.entry("ocho", 8),
            Map.entry("nueve", 9),
            Map.entry("diez", 10),
            Map.entry("once", 11),
            Map.entry("doce", 12),
            Map.entry("trece", 13),
            Map.entry("catorce", 14),
            Map.entry("quince", 15),
            Map.entry("dieciséis", 16),
            Map.entry("diecisiete", 17));

    private static final String ENGLISH =
            "(?<n>\\d{1,2}|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen"
                    + "|fourteen|fifteen|sixteen|seventeen)(?![\\p{L}\\d])";
    private static final String SPANISH =
            "(?<n>\\d{1,2}|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|trece|catorce"
                    + "|quince|dieciséis|diecisiete)(?![\\p{L}\\d])";
    /** What makes a number something else than an age. */
    private static final String NO_AGE =
            "(?!\\s*(?:%|percent|[.,:/]\\d|-\\s*\\d|st\\b|nd\\b|rd\\b|th\\b|(?:st|nd|rd|th)\\b"
                    + "|days?\\b|weeks?\\b|months?\\b|hours?\\b|hrs?\\b|min(?:ute)?s?\\b|sec(?:ond)?s?\\b|miles?\\b|km\\b|feet\\b|ft\\b"
                    + "|pounds?\\b|lbs?\\b|kilos?\\b|kg\\b|dollars?\\b|euros?\\b|pages?\\b|levels?\\b|stars?\\b|points?\\b|times?\\b"
                    + "|episodes?\\b|lessons?\\b|parts\\b|tries\\b|attempts?\\b|seasons?\\b|stories\\b|books?\\b|chapters?\\b|of\\b|in\\s+line\\b|years?\\s+(?:into|in|behind|late|away|sober|with)\\b))";

    private static final String SPANISH_NO_AGE =
            "(?!\\s*años?\\s+(?:de\\s+(?!edad)|usando|siendo|trabajando|con|como|en|pagando))";
    private static final String LITTLE = "(?:(?:only|just|almost|nearly|about|now|already|still|turning|like)\\s+)?";
    private static final String KIN =
            "(?:son|daughter|kid|child|boy|girl|grandson|granddaughter|grandchild|niece|nephew"
                    + "|stepson|stepdaughter|student|pupil|twins?|toddler|kiddo|little\\s+one|oldest|youngest|brother|sister)";
    private static final String SPANISH_KIN =
            "(?:hij[oa]|niñ[oa]|niet[oa]|sobrin[oa]|hijastr[oa]|alumn[oa]|peque(?:ñ[oa])?|herman[oa]|chic[oa])";
    private static final String BEGIN = "(?<![\\p{L}\\d])";

    private static final Pattern[] OF_WRITER = {
        pattern(BEGIN + "(?:i\\s+am|i\\s*['’]\\s*m|im)\\s+" + LITTLE + ENGLISH + NO_AGE),
        pattern(BEGIN + "(?:i\\s+am|i\\s*['’]\\s*m|im|as)\\s+an?\\s+" + LITTLE + ENGLISH + "[\\s-]+years?[\\s-]+old"),
        pattern(BEGIN + "i\\s+(?:just\\s+)?(?:turned|turn|will\\s+be|will\\s+turn)\\s+" + ENGLISH + NO_AGE),
        pattern(BEGIN + "my\\s+age\\s+(?:is|:)\\s*" + ENGLISH + NO_AGE),
        pattern("(?:^|[.!?\\n]\\s*)(?:age|edad)\\s*[:=]\\s*" + ENGLISH + NO_AGE),
        pattern(BEGIN + ENGLISH + "\\s*(?:yo|y/o|year\\s+old)\\s+here\\b"),
        pattern(BEGIN + "(?:yo\\s+)?tengo\\s+(?:solo\\s+|ya\\s+|casi\\s+)?" + SPANISH + "(?=\\s+(?:años?|añitos)\\b)"
                + SPANISH_NO_AGE),
        pattern(BEGIN + "(?:cumplí|voy\\s+a\\s+cumplir|acabo\\s+de\\s+cumplir)\\s+" + SPANISH),
        pattern(BEGIN + "mi\\s+edad\\s+es\\s+(?:de\\s+)?" + SPANISH),
    };
    private static final Pattern GRADE = pattern(BEGIN
            + "(?:i\\s+am|i\\s*['’]\\s*m|im)\\s+(?:in\\s+(?:the\\s+)?(?:[1-6](?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth)"
            + "\\s+grade|an?\\s+(?:[1-6](?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth)[\\s-]+grader)\\b");
    private static final Pattern SPANISH_GRADE = pattern(
            BEGIN + "(?:estoy|voy)\\s+(?:en|a)\\s+(?:primero|segundo|tercero|cuarto|quinto|sexto)\\s+de\\s+primaria");

    private static final Pattern[] OF_CHILD = {
        pattern(BEGIN + "(?:my|our)\\s+(?:\\p{L}+\\s+)?" + KIN
                + "(?:,?\\s+\\p{L}+,?)?\\s*(?:\\s+is|['’]s|\\s+just\\s+turned|\\s+turned"
                + "|\\s+turns|,?\\s+aged?|,|\\s*\\()\\s*" + LITTLE + ENGLISH + NO_AGE),
        pattern(BEGIN + "(?:my|our)\\s+" + LITTLE + ENGLISH + "[\\s-]+(?:years?[\\s-]+old|yo\\b|y/o\\b|yr[\\s-]+old)"),
        pattern(BEGIN + "(?:he|she)\\s*(?:is|['’]s)\\s+" + LITTLE + ENGLISH
                + "\\s+(?:years?\\s+old|yo\\b|y/o\\b|yrs?\\s+old)"),
        pattern(BEGIN + "(?:mi|nuestr[oa])\\s+" + SPANISH_KIN
                + "(?:\\s+\\p{L}+)?,?\\s+(?:tiene|acaba\\s+de\\s+cumplir|cumplió|cumple|de)\\s+(?:solo\\s+|ya\\s+)?"
                + SPANISH
                + "\\s+añ"),
    };
    /** Whoever quotes a child is not the child. */
    private static final Pattern SOMEBODY_ELSE_SAYS = pattern("(?:" + KIN + "|" + SPANISH_KIN + "|he|she|él|ella)"
            + "(?:\\s+\\p{L}+)?\\s+(?:says?|said|told\\s+(?:me|us|you)|writes?|wrote|dice|dijo|me\\s+dijo)[\\s,:]*"
            + "[\"'“”«‘]?[^.!?\\n]{0,15}$");

    private static final int YOUNGEST = 3;
    private static final int OLDEST = 17;
    private static final int BEFORE = 60;

    /** A message that says nothing of ages. */
    public static final AgeReading NOTHING = new AgeReading(Optional.empty(), Optional.empty());

    /** Whether it says nothing of anybody's age. */
    public boolean isSilent() {
        return writer.isEmpty() && child.isEmpty();
    }

    /** Of subject and words of one message, without what it quotes. */
    public static AgeReading of(String text) {
        String read = text.substring(0, Math.min(READ, text.length()));
        AgeState writer = AgeState.UNKNOWN;
        AgeState child = AgeState.UNKNOWN;
        for (Pattern pattern : OF_CHILD) {
            Matcher matcher = pattern.matcher(read);
            while (matcher.find()) {
                child = AgeState.stricter(child, band(matcher.group("n")));
            }
        }
        for (Pattern pattern : OF_WRITER) {
            Matcher matcher = pattern.matcher(read);
            while (matcher.find()) {
                String before = read.substring(Math.max(0, matcher.start() - BEFORE), matcher.start());
                if (SOMEBODY_ELSE_SAYS.matcher(before).find()) {
                    child = AgeState.stricter(child, band(matcher.group("n")));
                } else {
                    writer = AgeState.stricter(writer, band(matcher.group("n")));
                }
            }
        }
        if (GRADE.matcher(read).find() || SPANISH_GRADE.matcher(read).find()) {
            writer = AgeState.UNDER_13;
        }
        return new AgeReading(known(writer), known(child));
    }

    private static AgeState band(String written) {
        int years = written.matches("\\d+")
                ? Integer.parseInt(written)
                : WORDS.getOrDefault(written.toLowerCase(java.util.Locale.ROOT), 0);
        return years < YOUNGEST || years > OLDEST ? AgeState.UNKNOWN : AgeState.of(years);
    }

    private static Optional<AgeState> known(AgeState state) {
        return state == AgeState.UNKNOWN ? Optional.empty() : Optional.of(state);
    }

    private static Pattern pattern(String regex) {
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }
}
