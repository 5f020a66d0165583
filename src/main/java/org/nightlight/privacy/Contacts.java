package org.nightlight.privacy;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** E-mail addresses, spelt out ones too; screen names and handles; web addresses. */
final class Contacts {
    private static final Pattern SPELT = Pattern.compile(
            "(?<![\\p{L}\\p{N}._+-])([\\p{L}\\p{N}][\\p{L}\\p{N}._+-]{0,63}(?: (?:dot|punto|punkt|underscore|dash) [\\p{L}\\p{N}]{1,30}){0,3})"
                    + " ?(\\(at\\)|\\[at\\]|\\{at\\}|<at>|\\(@\\)|\\[@\\]| ?@ ?| at | arroba | \\(?a\\)? )"
                    + " ?([\\p{L}\\p{N}-]{1,63}(?: ?(\\.|\\(dot\\)|\\[dot\\]|\\{dot\\}|<dot>| dot | punto | punkt | point ) ?[\\p{L}\\p{N}-]{2,63}){1,4})",
            Pattern.CASE_INSENSITIVE);
    private static final Set<String> PROVIDERS = Set.of(
            "gmail",
            "yahoo",
            "hotmail",
            "outlook",
            "icloud",
            "aol",
            "proton",
            "protonmail",
            "gmx",
            "web",
            "live",
            "msn",
            "mail");
    private static final Pattern MAIL_CUE =
            Pattern.compile("e-?mail|correo|write to|contact|reach|address is|mail (?:me|us|to)|send");
    private static final Pattern LINK =
            Pattern.compile("(?i)(?<![\\p{L}\\p{N}@])(?:https?://|www\\.)[^\\s<>\"'“”‘’«»)\\]}]{2,300}");
    private static final Pattern PROFILE = Pattern.compile(
            "(?i)(?<![\\p{L}\\p{N}@])(?:https?://)?(?:www\\.|m\\.)?(?:facebook|fb|instagram|twitter|x|tiktok|snapchat|twitch|youtube|roblox|linkedin"
                    + "|github|reddit|pinterest|threads|discord|discordapp|t|telegram|wa|steamcommunity|soundcloud|vk)"
                    + "\\.(?:com|net|tv|me|gg|app)/[^\\s<>\"'“”)\\]}]{2,200}");
    private static final Pattern MAP = Pattern.compile(
            "(?i)(?<![\\p{L}\\p{N}@])(?:https?://)?(?:(?:www\\.)?google\\.[a-z.]{2,6}/maps|maps\\.(?:google\\.[a-z.]{2,6}|apple\\.com|app\\.goo\\.gl)|goo\\.gl/maps"
                    + "|(?:www\\.)?openstreetmap\\.org|osm\\.org|waze\\.com|(?:www\\.)?what3words\\.com|w3w\\.co|plus\\.codes|bing\\.com/maps)[^\\s<>\"'“”)\\]}]{0,300}");
    private static final Pattern HANDLE =
            Pattern.compile("(?<![\\p{L}\\p{N}._%+@/-])@[\\p{L}\\p{N}_](?:[\\p{L}\\p{N}_.-]{0,38}[\\p{L}\\p{N}_])");
    private static final Pattern TAGGED =
            Pattern.compile("(?<![\\p{L}\\p{N}._#-])[\\p{L}][\\p{L}\\p{N}._-]{1,31}#\\d{4,5}(?![\\p{L}\\p{N}])");
    private static final String SERVICES =
            "roblox|minecraft|discord|snap(?:chat)?|insta(?:gram)?|ig|tik ?tok|twitch|psn|playstation|xbox(?: live)?"
                    + "|fortnite|kik|skype|telegram|twitter|steam|epic(?: games)?|nintendo|you ?tube|google|apple|facebook|reddit|signal|viber|wechat|line";
    private static final Pattern NAMED = Pattern.compile(
            "(?i)(?<![\\p{L}\\p{N}])(?:"
                    + "(?:user ?-?name|user ?id|screen ?-?name|gamer ?-?tag|nick ?-?name|handle|login(?: name| id)?|ign|in-?game name|player ?(?:name|id)"
                    + "|account name|display name|benutzername|nombre de usuario|usuario|nutzername|spielername|pseudo)"
                    + "(?: (?:on|for|in|at|auf|en) [\\p{L}\\d ]{2,24}?)?"
                    + "|(?:" + SERVICES + ")(?: (?:user ?-?name|user|id|tag|name|handle|account|acc|gamertag))?)"
                    + "(?: ?[:=] ?| is | was | ist | es | -+ |: )[\"'“‘*]{0,2}([\\p{L}\\p{N}_@][\\p{L}\\p{N}_.@#$!*-]{2,38}[\\p{L}\\p{N}_])");
    private static final Pattern USER = Pattern.compile(
            "(?i)(?<![\\p{L}\\p{N}])(?:user|player|gamer ?tag|username|handle|login|profile|account|nickname|usuario|nutzer) [\"'“‘]?([\\p{L}](?=[\\p{L}\\p{N}_.-]{0,40}[\\d_])[\\p{L}\\p{N}_.-]{2,38}[\\p{L}\\p{N}_])(?![\\p{L}\\p{N}@])");
    private static final Pattern ADDED = Pattern.compile(
            "(?i)(?<![\\p{L}\\p{N}])(?:add me|follow me|find me|friend me|dm me|message me|i'?m|i am|im)"
                    + "(?: on [\\p{L} ]{2,20}?)?(?:[:,]| at| as|) [\"'“‘]?([\\p{L}][\\p{L}\\p{N}_.-]{2,38}[\\p{L}\\p{N}_])(?: on (?:"
                    + SERVICES + "))?");

    private Contacts() {}

    static void find(String text, List<Found> found) {
        mails(text, found);
        if (text.indexOf('@') >= 0 || spelt(text)) {
            speltMails(text, found);
        }
        each(MAP, text, PersonalType.LOCATION, found);
        if (text.indexOf('.') >= 0) {
            each(PROFILE, text, PersonalType.USERNAME, found);
            each(LINK, text, PersonalType.URL, found);
        }
        if (text.indexOf('@') >= 0) {
            each(HANDLE, text, PersonalType.USERNAME, found);
        }
        if (text.indexOf('#') >= 0) {
            each(TAGGED, text, PersonalType.USERNAME, found);
        }
        Matcher named = NAMED.matcher(text);
        while (named.find()) {
            String name = named.group(1);
            if (handleLike(name, named.group().toLowerCase(Locale.ROOT))) {
                found.add(new Found(named.start(1), named.end(1), PersonalType.USERNAME));
            }
        }
        Matcher user = USER.matcher(text);
        while (user.find()) {
            found.add(new Found(user.start(1), user.end(1), PersonalType.USERNAME));
        }
        Matcher added = ADDED.matcher(text);
        while (added.find()) {
            if (added.group(1).matches(".*[\\d_].*") && added.group(1).matches(".*\\p{L}.*\\p{L}.*")) {
                found.add(new Found(added.start(1), added.end(1), PersonalType.USERNAME));
            }
        }
    }

    /** After "username is" nearly every word is one; after "discord:" it must look like one. */
    private static boolean handleLike(String name, String cue) {
        String folded = Folding.folded(name);
        boolean odd = name.matches(".*[\\d_@#].*") || name.substring(1).matches(".*\\p{Lu}.*") || name.indexOf('.') > 0;
        boolean ordinary = Lexicon.core().isWord(folded, Lexicon.core().of(folded));
        boolean outright = cue.matches("(?s).*(?:user|name|tag|handle|login|ign|usuario|id|pseudo).*");
        return odd || (outright && !ordinary);
    }

    /** From each {@code @} outwards, as far as an address may reach. */
    private static void mails(String text, List<Found> found) {
        for (int at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
            int start = at;
            while (start > 0 && at - start < 64 && local(text.charAt(start - 1))) {
                start--;
            }
            while (start < at && ".'-*".indexOf(text.charAt(start)) >= 0) {
                start++;
            }
            int end = at + 1;
            while (end < text.length() && end - at < 254 && domain(text.charAt(end))) {
                end++;
            }
            while (end > at + 1 && !Character.isLetter(text.charAt(end - 1))) {
                end--;
            }
            int dot = end - 1;
            while (dot > at && text.charAt(dot) != '.') {
                dot--;
            }
            if (start < at && dot > at + 1 && end - dot > 2 && allLetters(text, dot + 1, end)) {
                found.add(new Found(start, end, PersonalType.EMAIL));
            } else if (start < at && text.charAt(Math.min(at + 1, text.length() - 1)) == '[') {
                int close = text.substring(at, Math.min(text.length(), at + 24)).indexOf(']') + at;
                if (close > at && close - at < 20) {
                    found.add(new Found(start, close + 1, PersonalType.EMAIL));
                }
            }
        }
    }

    private static boolean spelt(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return lower.contains(" at ")
                || lower.contains("(at)")
                || lower.contains("[at]")
                || lower.contains("{at}")
                || lower.contains("<at>")
                || lower.contains(" arroba ");
    }

    private static void speltMails(String text, List<Found> found) {
        Matcher spelt = SPELT.matcher(text);
        while (spelt.find()) {
            String at = spelt.group(2).strip().toLowerCase(Locale.ROOT);
            String domain = Folding.folded(spelt.group(3));
            String dot = Folding.folded(spelt.group(4)).strip();
            String local = Folding.folded(spelt.group(1));
            boolean cue = MAIL_CUE.matcher(Numbers.ahead(text, spelt.start())).find();
            boolean ordinary = Lexicon.core().isWord(local, Lexicon.core().of(local));
            String between = text.substring(spelt.end(1), spelt.start(3));
            if (at.equals("@") && (ordinary || between.startsWith(" ") && !between.endsWith(" "))) {
                continue; // "my tag is @somebody"
            }
            boolean sure = at.length() > 2 && !at.equals("arroba") && !at.equals("(a)");
            boolean provider = PROVIDERS.contains(domain.split("[^\\p{L}\\d-]")[0]);
            boolean alone = at.equals("@") && domain.indexOf(' ') < 0 || at.equals("@") && !dot.equals(".");
            if (sure
                    || alone
                    || (!dot.equals(".") && (!ordinary || cue))
                    || (provider && (!ordinary || cue))
                    || (cue && !ordinary)) {
                found.add(new Found(spelt.start(), spelt.end(), PersonalType.EMAIL));
            }
        }
    }

    private static void each(Pattern pattern, String text, PersonalType type, List<Found> found) {
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            int end = matcher.end();
            while (end > matcher.start() + 1 && ".,;:!?".indexOf(text.charAt(end - 1)) >= 0) {
                end--;
            }
            found.add(new Found(matcher.start(), end, type));
        }
    }

    private static boolean local(char c) {
        return Character.isLetterOrDigit(c)
                || "._%+-'!#$&*/=?^`{|}~".indexOf(c) >= 0 && c != '*' && c != '/' && c != '`' && c != '|';
    }

    private static boolean domain(char c) {
        return Character.isLetterOrDigit(c) || c == '.' || c == '-';
    }

    private static boolean allLetters(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!Character.isLetter(text.charAt(i))) {
                return text.startsWith("xn--", from);
            }
        }
        return true;
    }
}
