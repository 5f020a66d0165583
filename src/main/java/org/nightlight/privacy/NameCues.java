package org.nightlight.privacy;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.nightlight.privacy.Tokens.Shape;
import org.nightlight.privacy.Tokens.Word;

/** Words that say "a name comes now": my name is, my daughter, Dear, the line under "Kind regards". */
final class NameCues {
    private static final String KIN =
            "(?:daughters?|sons?|child|kids?|children|boys?|girls?|baby|babies|toddler|niece|nephew|grand(?:son|daughter|child|kids?)|step(?:son|daughter|mom|dad|mum|brother|sister)|twins?|brothers?|sisters?"
                    + "|mom|mum|mommy|mummy|dad|daddy|mother|father|husband|wife|partner|cousin|(?:best )?friends?|bff|bestie|teacher|student|pupil|neighbou?r|nanny|babysitter|tutor|coach|classmate|boss|colleague|little one|youngest|oldest|eldest|middle one|bf|gf|boyfriend|girlfriend"
                    + "|tochter|sohn|kind|mutter|vater|bruder|schwester|mann|frau|freund(?:in)?|lehrer(?:in)?|enkel(?:in)?"
                    + "|hij[oa]s?|niet[oa]|sobrin[oa]|herman[oa]|madre|padre|espos[oa]|marido|mujer|amig[oa]|alumn[oa]|profesor[a]?|prim[oa]|ni[ñn][oa])";
    /** After these almost any word is a name. */
    private static final Pattern OUTRIGHT = Pattern.compile(
            "(?iu)(?<![\\p{L}\\p{N}])(?:(?:my|his|her|the|our|their|whose|child['’]?s?|student['’]?s?|kid['’]?s?|daughter['’]?s?|son['’]?s?|parent['’]?s?|teacher['’]?s?|full|first|last|given|family|legal|real|middle|account holder['’]?s?|customer|contact|cardholder|your|mother['’]?s?|father['’]?s?|guardian['’]?s?|pupil['’]?s?|maiden) ?names?(?: ?['’]s| is| are| was| ?:| ?=| -|,)"
                    + "|name ?[:=]|name is|name's|names are|vorname ?:|nachname ?:|nombre ?:|apellidos? ?:|nom ?:|me llamo|mi nombre es|se llama|su nombre es|ich heiße|ich heisse|heißt|heisst|mein name ist|je m['’]appelle|s['’]appelle|mi chiamo|mijn naam is|(?:they|everyone|friends|people|you can|please|just|u can) call me|i am called|known as|(?:student|child|pupil|parent|guardian|teacher|mother|father|patient|customer|contact|attn|attention|from|signed|recipient|ship to|bill to|account holder|cardholder|name on (?:the )?(?:card|account)|emergency contact|schüler|kind|kunde|alumn[oa]|cliente|padre|madre|participant|author|reporter|to|cc|kid|son|daughter|user)(?:\\(s\\))? ?:|goes by|care of|c/o|on behalf of)[ \\t]{1,3}(?:is |are )?");

    private static final Pattern KINSHIP = Pattern.compile(
            "(?iu)(?<![\\p{L}\\p{N}])(?:(?:my|our|his|her|their|your|the|a|mein|meine|meinem|meinen|meiner|unsere|unser|unserer|mi|mis|nuestr[oa]s?|su) )?(?:[\\p{L}\\d-]{1,12} ){0,3}?"
                    + KIN
                    + "(?:['’]s? name(?: is)?)?(?:,? (?:is |are |was )?(?:named|called|is|are|llamad[oa]|namens|se llama|heißt)|,|:|\\()?[ ]?");
    private static final Pattern SELF = Pattern.compile(
            "(?iu)(?<![\\p{L}\\p{N}])(?:this is|its|it['’]s|here is|hier ist|yours truly,?|ask for|speak (?:to|with)|spoke (?:to|with)|talked to|cc|profile (?:for|of)|account (?:for|of)|story for|gift for|present for|book for|for (?:my )?(?:little )?|hugs from|love from|greetings from)[ ]");
    private static final Pattern MYSELF = Pattern.compile(
            "(?iu)(?<![\\p{L}\\p{N}])(?:i ?['’]?m|i am|it['’]?s me,?|ich bin|soy|je suis|named|called|namens|llamad[oa]|meet|tell|told|met|ask|asked|love,?)[ ]");
    private static final Pattern GREETING = Pattern.compile(
            "(?iu)(?:^|\\n)[> ]{0,4}(?:hi|hello|hey|hiya|dear|hola|hallo|liebe[rs]?|sehr geehrte[rs]?|estimad[oa]s?|querid[oa]s?|bonjour|cher|ch[eè]re|good (?:morning|afternoon|evening)|guten (?:tag|morgen|abend)|buenos d[ií]as|buenas tardes|to|attn|ciao|moin|servus|gr[uü]ezi),?[ ]");
    private static final Pattern CLOSING = Pattern.compile(
            "(?iu)(?<![\\p{L}\\p{N}])(?:(?:many |kind |best |warm |warmest |with )?(?:thanks|thank you|thx|ty|regards|wishes|cheers|sincerely|faithfully|best|love|lots of love|hugs|kisses|xoxo|xx+|yours|respectfully|cordially|gratefully|warmly)(?: (?:again|so much|very much|in advance|always|truly|sincerely|faithfully|a lot|everyone|all))?|saludos(?: cordiales)?|un saludo|atentamente|un abrazo|gracias|(?:mit )?(?:freundlichen?|besten?|lieben?|herzlichen?|viele|vielen)(?: freundlichen)? (?:gr[üu](?:ß|ss)e[n]?|dank)|lg|vg|mfg|gr[üu](?:ß|ss)e|cordialement|merci|bien à vous|grazie|bye|see you|from|signed|sent by)[ ]?[,.!:;~–—-]{0,3}(?:[ ]?\\n\\s{0,6}|[ ]|$)(?:[-–—~]{1,2} ?)?");
    private static final Pattern DASHED =
            Pattern.compile("(?:^|\\n|[.!?] )[ ]?[-–—~]{1,2} ?(?=\\p{L}[^\\n]{0,40}(?:\\n|$))");
    private static final Pattern OWNED = Pattern.compile(
            "(?iu)^(?:profile|account|birthday|book|mother|father|mom|mum|dad|parents?|teacher|stories|story|tablet|ipad|bed|bedtime|room|voice|name|age|school|class|address|email|phone|number|sister|brother|friend|login|password|subscription|progress|reading|homework|grandma|grandmother|house|diagnosis|doctor|last|first|favou?rite|recording|drawing|photo|picture)");
    private static final Set<String> NOT_AFTER_GREETING = Set.of(
            "team",
            "there",
            "everyone",
            "everybody",
            "all",
            "guys",
            "folks",
            "friends",
            "friend",
            "world",
            "support",
            "again");

    private NameCues() {}

    static void find(Tokens tokens, Names names) {
        String text = tokens.text;
        each(OUTRIGHT, text, tokens, names, Strength.OUTRIGHT);
        each(GREETING, text, tokens, names, Strength.GREETING);
        each(CLOSING, text, tokens, names, Strength.CLOSING);
        each(DASHED, text, tokens, names, Strength.CLOSING);
        each(KINSHIP, text, tokens, names, Strength.KIN);
        each(MYSELF, text, tokens, names, Strength.MYSELF);
        each(SELF, text, tokens, names, Strength.SELF);
        owners(tokens, names);
        signatures(tokens, names);
    }

    private enum Strength {
        OUTRIGHT,
        GREETING,
        CLOSING,
        KIN,
        MYSELF,
        SELF
    }

    private static void each(Pattern cue, String text, Tokens tokens, Names names, Strength strength) {
        Matcher matcher = cue.matcher(text);
        int at = 0;
        int from = 0;
        while (from <= text.length() && matcher.find(from)) {
            from = Math.max(matcher.end(), matcher.start() + 1);
            at = wordAt(tokens, matcher.end(), at);
            if (at < tokens.size()
                    && tokens.at(at).start() - matcher.end() <= 1
                    && !quoted(text, matcher.end(), tokens.at(at).start())) {
                int last = named(tokens, names, at, strength);
                if (last >= 0) {
                    names.add(at, last);
                }
            }
        }
    }

    private static boolean quoted(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if ("\n.!?".indexOf(text.charAt(i)) >= 0) {
                return true;
            }
        }
        return false;
    }

    /** The first word that begins at or after {@code position}; {@code from} is where the last search ended. */
    private static int wordAt(Tokens tokens, int position, int from) {
        int low = from;
        int high = tokens.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (tokens.at(middle).start() < position) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The last word of the name that begins at {@code i}, or -1 when what stands there is none. */
    private static int named(Tokens tokens, Names names, int i, Strength strength) {
        Word word = tokens.at(i);
        if (names.isTaken(i) || word.shape() == Shape.NUMBER || word.is(Lexicon.PRODUCT)) {
            return -1;
        }
        if (strength == Strength.GREETING && NOT_AFTER_GREETING.contains(word.folded())) {
            return -1;
        }
        boolean small = word.is(Lexicon.FUNCTION);
        if (word.shape() == Shape.INITIAL) {
            boolean alone = strength == Strength.OUTRIGHT && tokens.after(i).startsWith(".");
            return alone ? Math.max(i, names.extended(i)) : -1;
        }
        if (word.shape() == Shape.LOWER) {
            return lower(tokens, names, i, strength);
        }
        boolean place = word.is(Lexicon.PLACE | Lexicon.CALENDAR);
        boolean fits = switch (strength) {
            case OUTRIGHT, GREETING -> !small || word.given() >= 2;
            case CLOSING ->
                (!small || word.given() == 3) && (!word.ordinary() || word.given() >= 2) && closes(tokens, names, i);
            case KIN -> (word.given() >= 2 && !tokens.opens(i)) || (!word.ordinary() && !place);
            case MYSELF, SELF ->
                (word.given() >= 2 && !place && !words(tokens, i)) || (!word.ordinary() && !place && word.known() != 0);
        };
        if (strength == Strength.OUTRIGHT && word.ordinary() && word.given() == 0 && word.surname() < 2) {
            fits = false;
        }
        if (strength == Strength.GREETING && word.ordinary() && word.given() == 0) {
            fits = false;
        }
        if (place && strength != Strength.OUTRIGHT && strength != Strength.GREETING && word.given() < 2) {
            fits = false;
        }
        return fits && !(strength != Strength.OUTRIGHT && names.figure(i)) ? shouting(tokens, names, i) : -1;
    }

    private static int shouting(Tokens tokens, Names names, int i) {
        int end = names.extended(i);
        while (tokens.at(i).shape() == Shape.UPPER
                && end + 1 < tokens.size()
                && tokens.after(end).equals(" ")
                && tokens.at(end + 1).shape() == Shape.UPPER
                && tokens.at(end + 1).surname() >= 1
                && end - i < 3
                && !tokens.at(end + 1).is(Lexicon.FUNCTION)) {
            end++;
        }
        return end;
    }

    /** "It's Hope that …", "I'm Angel Investor": a capital that belongs to a heading. */
    private static boolean words(Tokens tokens, int i) {
        Word word = tokens.at(i);
        return word.ordinary()
                && i + 1 < tokens.size()
                && tokens.at(i + 1).capital()
                && tokens.at(i + 1).ordinary()
                && tokens.at(i + 1).surname() < 2;
    }

    /** A closing's name ends its line or sentence soon. */
    private static boolean closes(Tokens tokens, Names names, int i) {
        int end = names.extended(i);
        String after = tokens.after(end);
        return end == tokens.size() - 1
                || !after.startsWith(" ")
                || after.startsWith(" (")
                || after.startsWith(" |")
                || after.startsWith(" -")
                || tokens.at(i).given() >= 2 && !tokens.at(i).ordinary()
                || after.indexOf('\n') >= 0;
    }

    private static int lower(Tokens tokens, Names names, int i, Strength strength) {
        Word word = tokens.at(i);
        boolean name =
                !word.ordinary() && !word.is(Lexicon.FUNCTION | Lexicon.PLACE | Lexicon.CALENDAR) && word.given() >= 1;
        boolean strange = word.known() == 0 && !word.ordinary() && word.folded().length() > 2;
        boolean listed = word.given() >= 2 && word.ordinary() && SOFT.contains(word.folded());
        boolean stops = i == tokens.size() - 1 || !tokens.after(i).equals(" ") || nextSmall(tokens, i);
        boolean fits = switch (strength) {
            case OUTRIGHT ->
                name
                        || strange
                        || (!word.ordinary() && word.surname() >= 1)
                        || (word.given() >= 1 && stops && !word.is(Lexicon.FUNCTION))
                        || (listed && stops);
            case GREETING -> name && word.given() >= 2;
            case CLOSING ->
                name
                                && word.given() >= 2
                                && (i == tokens.size() - 1
                                        || tokens.lastOfLine(i)
                                        || tokens.lastOfLine(Math.min(i + 1, tokens.size() - 1)))
                        || (listed || strange && i == tokens.size() - 1)
                                && tokens.lastOfLine(i)
                                && tokens.firstOfLine(i);
            case KIN -> name && word.given() >= 2 || (name && stops && word.given() >= 1);
            case MYSELF -> name && word.given() >= 2 || (listed && stops);
            case SELF ->
                name && word.given() >= 2
                        || (listed
                                && stops
                                && (i == tokens.size() - 1 || !tokens.after(i).equals(" ")));
        };
        if (!fits) {
            return -1;
        }
        int end = i;
        while (end + 1 < tokens.size()
                && end - i < 3
                && tokens.after(end).equals(" ")
                && !tokens.at(end).owning()) {
            Word next = tokens.at(end + 1);
            boolean part = next.shape() != Shape.NUMBER
                    && !next.is(Lexicon.FUNCTION | Lexicon.PRODUCT | Lexicon.CALENDAR)
                    && (next.surname() >= 2
                                    && (!next.ordinary()
                                            || strength == Strength.OUTRIGHT
                                                    && next.surname() == 3
                                                    && closesAfter(tokens, end + 1))
                            || next.given() >= 2 && !next.ordinary()
                            || strength == Strength.OUTRIGHT && !next.ordinary() && closesAfter(tokens, end + 1));
            boolean particle =
                    Set.of("de", "la", "del", "van", "von", "der", "da", "dos", "di", "bin", "el", "al", "le")
                                    .contains(next.folded())
                            && end + 2 < tokens.size()
                            && tokens.after(end + 1).equals(" ")
                            && tokens.at(end + 2).surname() >= 1
                            && !tokens.at(end + 2).ordinary();
            if (!part && !particle) {
                break;
            }
            end++;
        }
        return end;
    }

    private static final Set<String> SOFT = Set.of(
            "will", "mark", "bill", "jack", "rob", "pat", "sue", "art", "gene", "dean", "ray", "may", "june", "april",
            "grace", "rose", "hope", "joy", "faith", "dawn", "ruby", "violet", "ivy", "summer", "autumn", "robin",
            "chase", "grant", "miles", "drew", "hunter", "amber", "frank", "lily", "daisy", "penny", "iris", "willow",
            "poppy", "max", "luna", "angel", "melody", "sage", "river", "ben", "sandy", "pearl", "destiny", "harmony",
            "raven");

    private static boolean nextSmall(Tokens tokens, int i) {
        return tokens.at(i + 1).is(Lexicon.FUNCTION) || tokens.at(i + 1).surname() >= 2;
    }

    private static boolean closesAfter(Tokens tokens, int i) {
        return i == tokens.size() - 1
                || !tokens.after(i).equals(" ")
                || tokens.at(i + 1).is(Lexicon.FUNCTION);
    }

    /** Oisin's profile. */
    private static void owners(Tokens tokens, Names names) {
        for (int i = 0; i + 1 < tokens.size(); i++) {
            Word word = tokens.at(i);
            if (word.owning()
                    && word.capital()
                    && !names.isTaken(i)
                    && !word.ordinary()
                    && !word.is(Lexicon.PRODUCT | Lexicon.PLACE | Lexicon.CALENDAR | Lexicon.FUNCTION)
                    && OWNED.matcher(tokens.at(i + 1).folded().toLowerCase(Locale.ROOT))
                            .find()) {
                names.add(i, i);
            }
        }
    }

    /** A line that is nothing but two to four words that may be a name. */
    private static void signatures(Tokens tokens, Names names) {
        for (int i = 1; i < tokens.size(); i++) {
            if (!tokens.firstOfLine(i) || names.isTaken(i) || !tokens.at(i).capital()) {
                continue;
            }
            Word word = tokens.at(i);
            boolean name = (word.given() >= 1 || word.known() == 0 || word.surname() >= 2 && !word.ordinary())
                    && !word.is(Lexicon.PRODUCT | Lexicon.PLACE | Lexicon.CALENDAR | Lexicon.FUNCTION)
                    && !(word.ordinary() && word.given() < 2);
            int end = names.extended(i);
            boolean whole = tokens.lastOfLine(end)
                    || tokens.after(end).startsWith(",")
                    || tokens.after(end).startsWith(" |")
                    || tokens.after(end).startsWith(" (");
            if (name && whole && end > i) {
                names.add(i, end);
            } else if (name
                    && whole
                    && tokens.lastOfLine(end)
                    && end == tokens.size() - 1
                    && !word.ordinary()
                    && tokens.before(i).indexOf('\n') >= 0) {
                names.add(i, end);
            }
        }
    }
}
