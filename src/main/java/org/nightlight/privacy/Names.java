package org.nightlight.privacy;

import java.util.List;
import java.util.Set;
import org.nightlight.privacy.Tokens.Shape;
import org.nightlight.privacy.Tokens.Word;

/**
 * Finds names of people. A word is taken for one by what the lists say of it, by its shape, and by what stands around it; each
 * rule is a method that answers where the name that begins at a word ends, or nothing.
 */
final class Names {
    private static final Set<String> TITLES = Set.of(
            "mr",
            "mrs",
            "ms",
            "miss",
            "mx",
            "dr",
            "prof",
            "professor",
            "herr",
            "frau",
            "senor",
            "senora",
            "senorita",
            "sr",
            "sra",
            "srta",
            "don",
            "dona",
            "mme",
            "mlle",
            "monsieur",
            "madame",
            "aunt",
            "auntie",
            "uncle",
            "grandma",
            "grandpa",
            "granny",
            "nana",
            "nanny",
            "coach",
            "principal",
            "headmaster",
            "headmistress",
            "pastor",
            "rev",
            "reverend",
            "father",
            "sister",
            "tante",
            "onkel",
            "oma",
            "opa",
            "tia",
            "tio",
            "abuela",
            "abuelo",
            "cousin",
            "nurse",
            "officer",
            "detective",
            "doctor",
            "teacher",
            "lehrer",
            "lehrerin",
            "profesor",
            "profesora",
            "maestra",
            "maestro",
            "signor",
            "signora",
            "mister",
            "missus",
            "judge",
            "ms.",
            "papa",
            "opi",
            "omi");
    /** Titles that are also ordinary words: what follows must look like a name itself. */
    private static final Set<String> WEAK_TITLES = Set.of(
            "miss",
            "don",
            "father",
            "sister",
            "coach",
            "principal",
            "nurse",
            "officer",
            "doctor",
            "teacher",
            "judge",
            "cousin",
            "maestro",
            "nana",
            "papa",
            "grandma",
            "grandpa",
            "granny",
            "aunt",
            "auntie",
            "uncle",
            "oma",
            "opa",
            "tia",
            "tio",
            "abuela",
            "abuelo",
            "detective",
            "nanny",
            "professor",
            "mister");

    private static final Set<String> PARTICLES = Set.of(
            "de", "la", "del", "los", "las", "da", "do", "dos", "das", "di", "van", "von", "der", "den", "ter", "ten",
            "el", "al", "bin", "ibn", "abu", "ben", "bint", "le", "du", "st", "saint", "san", "santa", "mac", "mc", "o",
            "y", "e", "zu", "af", "av", "dela", "della", "degli", "ap");
    private static final Set<String> SUFFIXES =
            Set.of("jr", "sr", "ii", "iii", "iv", "phd", "md", "esq", "junior", "senior");
    private static final Set<String> MONTHS = Set.of("april", "may", "june", "august", "jan", "mai", "juni", "juli");
    private static final Set<String> DOING = Set.of(
            "loves", "likes", "said", "says", "goes", "wants", "wrote", "plays", "attends", "lives", "turned", "cried",
            "asked", "told", "reads", "listens", "enjoys", "started", "hates", "keeps", "uses", "needs", "woke", "fell",
            "made", "thinks", "feels", "got", "gets", "tried", "hit");
    /** Names that are so seldom meant as the word when they begin with a capital inside a sentence, or follow "I am". */
    private static final Set<String> ALSO_NAMES = Set.of(
            "will", "mark", "bill", "jack", "rob", "pat", "sue", "art", "gene", "dean", "ray", "may", "june", "april",
            "grace", "rose", "hope", "joy", "faith", "dawn", "ruby", "violet", "ivy", "summer", "autumn", "robin",
            "chase", "grant", "miles", "drew", "hunter", "amber", "frank", "rich", "skip", "sandy", "penny", "pearl",
            "iris", "daisy", "lily", "guy", "angel", "melody", "faye", "olive", "scout", "sage", "willow", "poppy",
            "river", "don", "destiny", "harmony", "journey", "piper", "porter", "parker", "raven", "reed", "brook",
            "clay", "cliff", "duke", "justice", "mercy", "ben", "ami");

    private final Tokens tokens;
    private final List<Found> found;
    private final boolean german;
    /** Words that stand in a figure or title of a story, or in a name that was found. */
    private final boolean[] taken;

    private static final Set<String> SPANISH_WORDS = Set.of(
            "ella",
            "cara",
            "isla",
            "dan",
            "ron",
            "mia",
            "alma",
            "rosa",
            "paz",
            "abril",
            "celeste",
            "linda",
            "clara",
            "pilar",
            "blanca",
            "victoria",
            "luna",
            "lola",
            "toma",
            "marina",
            "perla",
            "gloria",
            "delicia");
    private final boolean spanish;

    private Names(Tokens tokens, List<Found> found) {
        this.tokens = tokens;
        this.found = found;
        this.taken = new boolean[tokens.size()];
        this.german = german(tokens);
        this.spanish = spanish(tokens);
    }

    static void find(Tokens tokens, List<Found> found) {
        Names names = new Names(tokens, found);
        names.stories();
        NameCues.find(tokens, names);
        for (int i = 0; i < tokens.size(); i++) {
            if (!names.taken[i]) {
                names.at(i);
            }
        }
        names.companions();
    }

    Tokens tokens() {
        return tokens;
    }

    boolean isTaken(int i) {
        return taken[i];
    }

    /** Words {@code from} to {@code to}, both included, are a name. */
    void add(int from, int to) {
        found.add(new Found(tokens.at(from).start(), tokens.at(to).end(), PersonalType.NAME));
        for (int i = from; i <= to; i++) {
            taken[i] = true;
        }
    }

    private void at(int i) {
        Word word = tokens.at(i);
        int end = titled(i);
        if (end < 0 && (word.capital() || word.shape() == Shape.UPPER)) {
            end = reversed(i);
        }
        if (end < 0 && word.shape() == Shape.INITIAL) {
            end = initials(i);
        }
        if (end < 0 && word.capital()) {
            end = capital(i);
        }
        if (end < 0 && word.shape() == Shape.UPPER) {
            end = shouted(i);
        }
        if (end < 0 && word.shape() == Shape.LOWER) {
            end = whispered(i);
        }
        if (end >= 0) {
            add(TITLES.contains(word.folded()) && end > i ? i + 1 : i, end);
        }
    }

    /** Mr Smith, frau müller, Aunt May. Answers the last word; the name begins after the title. */
    private int titled(int i) {
        Word title = tokens.at(i);
        if (!TITLES.contains(title.folded()) || i + 1 >= tokens.size() || taken[i + 1]) {
            return -1;
        }
        String gap = tokens.after(i);
        if (!(gap.equals(" ") || gap.equals(". ") || gap.equals("."))) {
            return -1;
        }
        Word next = tokens.at(i + 1);
        boolean weak = WEAK_TITLES.contains(title.folded());
        if (next.is(Lexicon.FUNCTION | Lexicon.PRODUCT | Lexicon.CALENDAR)
                        && !(next.capital() && ALSO_NAMES.contains(next.folded()))
                || next.shape() == Shape.NUMBER) {
            return -1;
        }
        if (next.shape() == Shape.LOWER) {
            boolean nameLike =
                    next.given() >= 2 || next.surname() >= 2 || (!weak && !next.ordinary() && next.known() == 0);
            return nameLike && (!weak || !next.ordinary()) && (weak ? next.given() + next.surname() >= 2 : true)
                    ? extended(i + 1)
                    : -1;
        }
        if (weak && (next.ordinary() && next.given() == 0 || title.capital() && next.shape() == Shape.UPPER)) {
            return -1;
        }
        return next.shape() == Shape.INITIAL ? Math.max(i + 1, initials(i + 1)) : extended(i + 1);
    }

    /** J. K. Rowling, J Smith. */
    private int initials(int i) {
        int at = i;
        while (at + 1 < tokens.size() && at - i < 3 && tokens.at(at + 1).shape() == Shape.INITIAL && joined(at, true)) {
            at++;
        }
        if (at + 1 >= tokens.size() || !joined(at, true)) {
            return -1;
        }
        Word last = tokens.at(at + 1);
        boolean dotted = tokens.after(at).startsWith(".") || tokens.after(at).startsWith(" ") && at > i;
        boolean name = last.capital()
                && !last.is(Lexicon.FUNCTION | Lexicon.PRODUCT | Lexicon.PLACE | Lexicon.CALENDAR)
                && (last.surname() >= 1 && !last.ordinary()
                        || last.surname() >= 2 && dotted
                        || dotted && !last.ordinary());
        if (tokens.at(i).folded().equals("i") && !dotted
                || tokens.at(i).folded().equals("a") && !dotted) {
            return -1;
        }
        return name && (dotted || last.surname() >= 2 && !last.ordinary() && last.given() == 0) ? extended(at + 1) : -1;
    }

    private int capital(int i) {
        Word word = tokens.at(i);
        if (word.is(Lexicon.PRODUCT)
                || (word.is(Lexicon.FUNCTION | Lexicon.CALENDAR) && !ALSO_NAMES.contains(word.folded()))) {
            return -1;
        }
        if (spanish && tokens.opens(i) && SPANISH_WORDS.contains(word.folded())) {
            return -1;
        }
        if (figure(i) || (word.is(Lexicon.STORY_HEAD) && !ALSO_NAMES.contains(word.folded()))) {
            return -1;
        }
        int end = extended(i);
        boolean more = end > i;
        if (word.given() >= 1 && !word.ordinary() && !word.is(Lexicon.PLACE | Lexicon.CALENDAR)) {
            if (more || word.given() >= 2 || (!tokens.opens(i) && !german)) {
                return end;
            }
            return acts(i) ? end : strangers(i);
        }
        if (word.given() >= 1 && more) {
            return ambiguousPair(i, end) ? end : -1;
        }
        if (word.given() >= 2 && !more && ALSO_NAMES.contains(word.folded())) {
            return ambiguous(i) ? end : -1;
        }
        return strange(word) && word.known() != 0 && acts(i) ? end : strangers(i);
    }

    /** Whether the next word says that somebody does something: Wei said. */
    private boolean acts(int i) {
        return i + 1 < tokens.size()
                && DOING.contains(tokens.at(i + 1).folded())
                && tokens.after(i).equals(" ");
    }

    /** Grace Hill, Will Smith, Georgia Brown: both words are more than names. */
    private boolean ambiguousPair(int i, int end) {
        Word first = tokens.at(i);
        Word last = tokens.at(end);
        boolean plainLast = !last.ordinary() && last.surname() >= 1 && !last.is(Lexicon.PLACE | Lexicon.CALENDAR);
        if (plainLast) {
            return first.given() >= 2 || !tokens.opens(i);
        }
        boolean titleCase = i > 0 && tokens.at(i - 1).capital() && !tokens.opens(i)
                || end + 1 < tokens.size()
                        && tokens.at(end + 1).capital()
                        && tokens.after(end).equals(" ");
        boolean goesOn = end + 1 >= tokens.size()
                || tokens.at(end + 1).shape() == Shape.LOWER
                || !tokens.after(end).equals(" ");
        return ALSO_NAMES.contains(first.folded()) && last.surname() >= 2 && !titleCase && goesOn;
    }

    /** A single word that is a name and a word: inside a sentence its capital tells. */
    private boolean ambiguous(int i) {
        Word word = tokens.at(i);
        Word next = i + 1 < tokens.size() ? tokens.at(i + 1) : null;
        Word last = i > 0 ? tokens.at(i - 1) : null;
        if (word.owning() && !tokens.opens(i) && !MONTHS.contains(word.folded())) {
            return true;
        }
        boolean beforeNumber = next != null && next.shape() == Shape.NUMBER;
        if (MONTHS.contains(word.folded())) {
            return next != null && DOING.contains(next.folded());
        }
        if (tokens.opens(i)) {
            boolean pair = i + 2 < tokens.size()
                    && next != null
                    && next.folded().equals("and")
                    && tokens.at(i + 2).capital()
                    && tokens.at(i + 2).given() >= 2;
            return pair || acts(i);
        }
        boolean titleCase = last != null
                        && last.capital()
                        && last.ordinary()
                        && tokens.before(i).equals(" ")
                || next != null && next.capital() && tokens.after(i).equals(" ");
        return !beforeNumber && !titleCase && !german && mostlySmall(i);
    }

    /** Not in a heading, where every word has a capital. */
    private boolean mostlySmall(int i) {
        int small = 0;
        int great = 0;
        for (int at = Math.max(0, i - 4); at < Math.min(tokens.size(), i + 5); at++) {
            Shape shape = tokens.at(at).shape();
            small += shape == Shape.LOWER ? 1 : 0;
            great += shape == Shape.CAPITAL ? 1 : 0;
        }
        return small >= great;
    }

    /** Smith, John. */
    private int reversed(int i) {
        Word last = tokens.at(i);
        if (last.surname() < 2
                || (last.given() == 3 && !tokens.firstOfLine(i))
                || i + 1 >= tokens.size()
                || !tokens.after(i).equals(", ")
                || last.is(Lexicon.PLACE)) {
            return -1;
        }
        Word first = tokens.at(i + 1);
        if (last.folded().equals("love") || last.folded().equals("best")) {
            return -1;
        }
        boolean name = (first.capital() || first.shape() == Shape.UPPER)
                && (first.given() >= 2 || first.given() == 1 && tokens.firstOfLine(i))
                && !first.ordinary()
                && !first.is(Lexicon.PLACE | Lexicon.CALENDAR | Lexicon.PRODUCT);
        boolean line = tokens.firstOfLine(i) || !tokens.opens(i) || last.given() < 3;
        boolean ends = tokens.lastOfLine(i + 1)
                || tokens.firstOfLine(i) && !tokens.after(i + 1).equals(" ");
        return name && line && (!last.ordinary() || ends) ? Math.min(extended(i + 1), i + 3) : -1;
    }

    /** Two or three words with capitals that no list of words knows: Thandiwe Mokoena. */
    private int strangers(int i) {
        Word first = tokens.at(i);
        if (german || !strange(first) || i + 1 >= tokens.size()) {
            return -1;
        }
        int at = i + 1;
        if (!tokens.after(i).equals(" ")) {
            return -1;
        }
        while (at + 1 < tokens.size()
                && PARTICLES.contains(tokens.at(at).folded())
                && tokens.after(at).equals(" ")
                && at - i < 3) {
            at++;
        }
        Word second = tokens.at(at);
        boolean listed = first.given() + first.surname() + second.given() + second.surname() > 0;
        if (!strange(second) || (!listed && tokens.opens(i) && at > i + 1)) {
            return -1;
        }
        boolean heading = at + 1 < tokens.size()
                && tokens.at(at + 1).capital()
                && tokens.at(at + 1).ordinary()
                && tokens.after(at).equals(" ");
        return heading && !listed ? -1 : extended(at);
    }

    private static boolean strange(Word word) {
        return word.shape() == Shape.CAPITAL
                        && word.folded().length() > 1
                        && !word.ordinary()
                        && !word.is(Lexicon.PRODUCT | Lexicon.PLACE | Lexicon.CALENDAR | Lexicon.FUNCTION)
                || word.shape() == Shape.MIXED && word.surname() >= 1;
    }

    /** EMMA BROWN. */
    private int shouted(int i) {
        Word word = tokens.at(i);
        if (word.given() == 3
                && ALSO_NAMES.contains(word.folded())
                && !MONTHS.contains(word.folded())
                && i + 1 < tokens.size()
                && tokens.after(i).equals(" ")
                && tokens.at(i + 1).shape() == Shape.UPPER
                && tokens.at(i + 1).surname() == 3
                && !tokens.at(i + 1).is(Lexicon.FUNCTION | Lexicon.PRODUCT)) {
            return i + 1;
        }
        if (word.given() < 2
                || word.ordinary()
                || word.folded().length() < 3
                || word.is(Lexicon.PRODUCT | Lexicon.PLACE | Lexicon.CALENDAR | Lexicon.FUNCTION)) {
            if (word.surname() >= 2
                    && !word.ordinary()
                    && i + 1 < tokens.size()
                    && tokens.after(i).equals(", ")
                    && tokens.at(i + 1).given() >= 2
                    && !tokens.at(i + 1).ordinary()
                    && !word.is(Lexicon.PLACE | Lexicon.PRODUCT)) {
                return i + 1;
            }
            return -1;
        }
        int end = i;
        while (end + 1 < tokens.size() && end - i < 3 && joined(end, false)) {
            Word next = tokens.at(end + 1);
            boolean fits = (next.shape() == Shape.UPPER || next.capital())
                    && !next.is(Lexicon.FUNCTION | Lexicon.PRODUCT | Lexicon.CALENDAR)
                    && (next.surname() >= 1 && !next.ordinary()
                            || next.surname() >= 3
                            || next.given() >= 2 && !next.ordinary()
                            || !next.ordinary() && next.folded().length() > 3);
            if (!fits
                    && !(next.shape() == Shape.INITIAL
                            && end + 2 < tokens.size()
                            && tokens.at(end + 2).shape() == Shape.UPPER)) {
                break;
            }
            end++;
        }
        return tokens.at(end).shape() == Shape.INITIAL ? end - 1 : end;
    }

    /** emma, emma johnson: only names that are frequent and mean nothing else. */
    private int whispered(int i) {
        Word word = tokens.at(i);
        boolean clear = !word.ordinary()
                && !word.is(Lexicon.PRODUCT | Lexicon.PLACE | Lexicon.CALENDAR | Lexicon.FUNCTION | Lexicon.STORY_HEAD);
        if (!clear
                || word.folded().length() < 3
                || word.given() < 2
                || (spanish && SPANISH_WORDS.contains(word.folded()))
                || storyTailAfter(i)) {
            return -1;
        }
        int end = whisperedEnd(i);
        return word.given() == 3 || end > i ? end : -1;
    }

    int whisperedEnd(int i) {
        int end = i;
        while (end + 1 < tokens.size() && end - i < 2 && tokens.after(end).equals(" ")) {
            Word next = tokens.at(end + 1);
            boolean fits = next.shape() == Shape.LOWER
                    && !next.ordinary()
                    && next.surname() >= 2
                    && !next.is(Lexicon.PRODUCT | Lexicon.PLACE | Lexicon.CALENDAR | Lexicon.FUNCTION);
            if (!fits) {
                break;
            }
            end++;
        }
        return end;
    }

    /** Where the name that begins with the capital at {@code i} ends: middle names, initials, particles, surname, suffix. */
    int extended(int i) {
        int end = i;
        int parts = 1;
        while (parts < 5 && end + 1 < tokens.size()) {
            int next = end + 1;
            Word word = tokens.at(next);
            if (taken[next] || tokens.at(end).owning()) {
                break;
            }
            if (SUFFIXES.contains(word.folded())
                    && (tokens.after(end).equals(" ") || tokens.after(end).equals(", "))
                    && word.shape() != Shape.LOWER) {
                end = next;
                break;
            }
            if (!joined(end, tokens.at(end).shape() == Shape.INITIAL)) {
                break;
            }
            if (word.shape() == Shape.INITIAL && !word.folded().equals("i")) {
                boolean follows =
                        next + 1 < tokens.size() && tokens.at(next + 1).capital() && joined(next, true);
                boolean closes = tokens.after(next).startsWith(".")
                        || tokens.lastOfLine(next)
                        || tokens.after(next).startsWith(",");
                if (!follows && !closes) {
                    break;
                }
                end = next;
            } else if (PARTICLES.contains(word.folded()) && particleLeads(next)) {
                end = next;
                continue;
            } else if (surnameLike(word, end, i)) {
                end = next;
            } else {
                break;
            }
            parts++;
        }
        while (end > i
                && PARTICLES.contains(tokens.at(end).folded())
                && tokens.at(end).shape() == Shape.LOWER) {
            end--;
        }
        return end;
    }

    private boolean particleLeads(int at) {
        int next = at + 1;
        for (int i = 0; i < 2 && next < tokens.size(); i++, next++) {
            if (!joined(next - 1, true)) {
                return false;
            }
            Word word = tokens.at(next);
            if (word.capital()) {
                boolean lower = tokens.at(at).shape() == Shape.LOWER;
                return !word.is(Lexicon.PRODUCT | Lexicon.CALENDAR)
                        && (!lower || word.surname() >= 1 || !word.ordinary())
                        && !(word.is(Lexicon.PLACE) && lower);
            }
            if (!PARTICLES.contains(word.folded())) {
                return false;
            }
        }
        return false;
    }

    private boolean surnameLike(Word word, int end, int start) {
        if (word.is(Lexicon.FUNCTION | Lexicon.PRODUCT | Lexicon.CALENDAR)) {
            return false;
        }
        if (word.shape() == Shape.UPPER) {
            return word.surname() >= 2 && word.folded().length() > 2 && !word.ordinary();
        }
        if (!word.capital()) {
            return false;
        }
        if (!word.ordinary()) {
            return !word.is(Lexicon.PLACE) || word.surname() >= 2;
        }
        boolean known = word.surname() >= 2 || word.given() >= 2;
        int after = end + 2;
        boolean heading = after < tokens.size()
                && tokens.at(after).capital()
                && tokens.at(after).ordinary()
                && tokens.after(end + 1).equals(" ");
        return known && !heading && !(german && start == end && tokens.at(start).given() < 2);
    }

    /** Whether only a blank (or, after an initial, a stop) stands between word {@code i} and the next. */
    private boolean joined(int i, boolean stop) {
        String gap = tokens.after(i);
        return gap.equals(" ")
                || gap.equals("  ")
                || (stop && (gap.equals(". ") || gap.equals(".")))
                || (gap.equals(". ")
                        && PARTICLES.contains(tokens.at(i).folded())
                        && tokens.at(i).folded().equals("st"));
    }

    /** "Emma, Xiomara and Oisin": strange words with a capital beside a name. */
    private void companions() {
        for (int i = 1; i < tokens.size(); i++) {
            if (taken[i] || !strange(tokens.at(i)) || german || figure(i)) {
                continue;
            }
            String gap = tokens.before(i);
            boolean afterList = gap.equals(", ") && named(i - 1);
            boolean afterAnd = i >= 2
                    && gap.equals(" ")
                    && Set.of("and", "y", "und", "or").contains(tokens.at(i - 1).folded())
                    && named(i - 2);
            boolean beforeAnd = i + 2 < tokens.size()
                    && Set.of("and", "y", "und").contains(tokens.at(i + 1).folded())
                    && tokens.after(i).equals(" ")
                    && named(i + 2)
                    && !tokens.opens(i);
            if (afterList || afterAnd || beforeAnd) {
                add(i, extended(i));
            }
        }
        again();
    }

    /** What was a name once in this text is one wherever it has a capital. */
    private void again() {
        Set<String> said = new java.util.HashSet<>();
        for (int i = 0; i < tokens.size(); i++) {
            if (named(i)
                    && tokens.at(i).shape() != Shape.LOWER
                    && tokens.at(i).folded().length() > 2
                    && tokens.at(i).given() + tokens.at(i).surname() > 0
                    && !tokens.at(i).is(Lexicon.PLACE | Lexicon.CALENDAR)) {
                said.add(tokens.at(i).folded());
            }
        }
        for (int i = 0; i < tokens.size(); i++) {
            Word word = tokens.at(i);
            boolean sure = word.given() >= 2 && (ALSO_NAMES.contains(word.folded()) || !word.ordinary());
            if (!taken[i]
                    && sure
                    && (word.capital() || word.shape() == Shape.UPPER)
                    && said.contains(word.folded())
                    && !figure(i)
                    && !MONTHS.contains(word.folded())) {
                add(i, i);
            }
        }
    }

    private boolean named(int i) {
        return taken[i] && tokens.at(i).folded().length() > 1 && figures[i] == 0;
    }

    /** Words of known figures and titles are nobody's name; a title in quotes neither. */
    private void stories() {
        figures = new byte[tokens.size()];
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.at(i).shape() == Shape.LOWER) {
                continue;
            }
            for (String[] story : Lexicon.core().storiesFrom(tokens.at(i).folded())) {
                if (i + story.length <= tokens.size() && isStory(story, i)) {
                    for (int at = i; at < i + story.length; at++) {
                        taken[at] = true;
                        figures[at] = 1;
                    }
                }
            }
        }
        quotedTitles();
    }

    private byte[] figures = new byte[0];

    private boolean isStory(String[] story, int i) {
        for (int at = 1; at < story.length; at++) {
            if (!tokens.at(i + at).folded().equals(story[at])) {
                return false;
            }
        }
        int after = i + story.length;
        return after >= tokens.size()
                || !tokens.at(after).capital()
                || !tokens.after(after - 1).equals(" ")
                || tokens.at(after).ordinary()
                || tokens.at(after).surname() < 2
                || story.length > 2;
    }

    /** "Luna and the Moon Dragon": in quotes, with "the" or an ordinary word in capitals. */
    private void quotedTitles() {
        int open = -1;
        for (int i = 0; i < tokens.size(); i++) {
            String gap = tokens.before(i);
            boolean mark = gap.indexOf('"') >= 0
                    || gap.indexOf('“') >= 0
                    || gap.indexOf('„') >= 0
                    || gap.indexOf('«') >= 0
                    || gap.indexOf('‘') >= 0
                    || gap.indexOf('*') >= 0
                    || gap.indexOf('\'') >= 0;
            if (mark) {
                open = i;
            }
            String after = tokens.after(i);
            boolean close = after.indexOf('"') >= 0
                    || after.indexOf('”') >= 0
                    || after.indexOf('“') >= 0
                    || after.indexOf('»') >= 0
                    || after.indexOf('’') >= 0
                    || after.indexOf('*') >= 0
                    || after.indexOf('\'') >= 0;
            if (open >= 0 && close && i > open) {
                if (i - open < 10 && isTitle(open, i)) {
                    for (int at = open; at <= i; at++) {
                        taken[at] = true;
                        figures[at] = 1;
                    }
                }
                open = -1;
            }
        }
    }

    private boolean isTitle(int from, int to) {
        boolean ordinary = false;
        int capitals = 0;
        for (int i = from; i <= to; i++) {
            Word word = tokens.at(i);
            if (i > from && tokens.before(i).indexOf('.') >= 0) {
                return false;
            }
            capitals += word.capital() || word.shape() == Shape.INITIAL ? 1 : 0;
            ordinary |= word.capital() && word.ordinary() && word.given() == 0;
        }
        return ordinary && capitals >= 2 && capitals * 2 >= to - from + 1;
    }

    /** Princess Lily, Luna the Unicorn. */
    boolean figure(int i) {
        boolean after = i > 0
                && tokens.at(i - 1).is(Lexicon.STORY_HEAD)
                && tokens.before(i).equals(" ")
                && tokens.at(i - 1).shape() != Shape.LOWER;
        return after || storyTailAfter(i);
    }

    private boolean storyTailAfter(int i) {
        int at = i + 1;
        if (at + 1 >= tokens.size()
                || !tokens.at(at).folded().equals("the")
                || !tokens.after(i).equals(" ")) {
            return false;
        }
        for (int next = at + 1; next < Math.min(at + 4, tokens.size()); next++) {
            if (tokens.at(next).is(Lexicon.STORY_TAIL)) {
                return true;
            }
        }
        return false;
    }

    private static boolean spanish(Tokens tokens) {
        Set<String> words = Set.of(
                "que", "el", "la", "los", "de", "del", "en", "es", "mi", "se", "un", "una", "y", "con", "por", "para",
                "su", "le", "lo", "muy", "pero");
        int count = 0;
        for (int i = 0; i < Math.min(tokens.size(), 400); i++) {
            count += words.contains(tokens.at(i).folded()) ? 1 : 0;
        }
        return count >= 2 && count * 6 >= Math.min(tokens.size(), 400);
    }

    private static boolean german(Tokens tokens) {
        Set<String> words = Set.of(
                "und", "ich", "ist", "nicht", "mein", "meine", "wir", "für", "mit", "bitte", "sie", "der", "das", "ein",
                "eine", "haben", "wurde", "auf", "sehr", "geehrte", "liebe", "grüße", "hallo", "unsere", "heißt", "zu",
                "wohnt", "wohnen");
        Set<String> folded = Set.of("fur", "grusse", "heisst", "geehrte");
        int count = 0;
        for (int i = 0; i < Math.min(tokens.size(), 400); i++) {
            count += words.contains(tokens.at(i).folded())
                            || folded.contains(tokens.at(i).folded())
                    ? 1
                    : 0;
        }
        return count >= 2 && count * 8 >= Math.min(tokens.size(), 400);
    }
}
