package org.nightlight.privacy;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Identifiers of devices, connections and people that have letters or marks of their own, and places on the map. */
final class Identifiers {
    private static final Pattern IP4 = Pattern.compile(
            "(?<![\\d.])(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?:\\.(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)){3}(?![\\d]|\\.\\d)(?::\\d{1,5})?");
    private static final Pattern IP6 = Pattern.compile(
            "(?i)(?<![\\p{L}\\p{N}:.])(?:[0-9a-f]{1,4}(?::[0-9a-f]{1,4}){7}|(?:[0-9a-f]{1,4}(?::[0-9a-f]{1,4}){0,6})?::"
                    + "(?:[0-9a-f]{1,4}(?::[0-9a-f]{1,4}){0,6})?)(?![\\p{L}\\p{N}:])");
    private static final Pattern MAC = Pattern.compile(
            "(?i)(?<![\\p{L}\\p{N}:-])[0-9a-f]{2}([:-])[0-9a-f]{2}(?:\\1[0-9a-f]{2}){4}(?![\\p{L}\\p{N}:-])");
    private static final Pattern UUID = Pattern.compile(
            "(?i)(?<![\\p{L}\\p{N}-])[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?![\\p{L}\\p{N}-])");
    private static final Pattern DEVICE = Pattern.compile(
            "(?i)(?<![\\p{L}\\p{N}])(?:imei|meid|udid|idfa|gaid|aaid|android ?id|device ?(?:id|identifier|serial)"
                    + "|advertising ?id|ad ?id|serial(?: ?(?:number|no\\.?|#))?|s/n|cookie(?: ?id)?|session(?: ?id)?|client ?id|mac(?: address)?|_ga|uid|install(?:ation)? ?id)"
                    + "(?: ?[:=#] ?| is | was | ist | es | )[\"'“]?((?=[A-Za-z._:-]{0,60}\\d)[A-Za-z0-9][A-Za-z0-9._:-]{5,80}[A-Za-z0-9])");
    private static final Pattern NINO = Pattern.compile(
            "(?i)(?<![\\p{L}\\p{N}])(?!bg|gb|kn|nk|nt|tn|zz)[a-ceghj-prtw-z][a-ceghj-nprtw-z] ?-?\\d{2} ?-?\\d{2} ?-?\\d{2} ?-?[a-d](?![\\p{L}\\p{N}])");
    private static final Pattern DNI = Pattern.compile(
            "(?i)(?<![\\p{L}\\p{N}])(?:\\d{8}|\\d{2}\\.\\d{3}\\.\\d{3}|[xyz][ -]?\\d{7})[ -]?[a-z](?![\\p{L}\\p{N}])");
    private static final Pattern CODICE = Pattern.compile(
            "(?i)(?<![\\p{L}\\p{N}])[a-z]{6}\\d{2}[a-ehlmprst]\\d{2}[a-z]\\d{3}[a-z](?![\\p{L}\\p{N}])");
    private static final Pattern CURP =
            Pattern.compile("(?<![\\p{L}\\p{N}])[A-Z]{4}\\d{6}[HM][A-Z]{5}[A-Z\\d]\\d(?![\\p{L}\\p{N}])");
    private static final Pattern INDIAN_PAN =
            Pattern.compile("(?<![\\p{L}\\p{N}])[A-Z]{3}[PCHFATBLJG][A-Z]\\d{4}[A-Z](?![\\p{L}\\p{N}])");
    private static final Pattern PAPER = Pattern.compile(
            "(?i)(?<![\\p{L}\\p{N}])(?:passport|pasaporte|reisepass|passnummer|passeport|driver'?s?'?’?s? ?licen[cs]e|driving licen[cs]e|licen[cs]e plate"
                    + "|state id(?: card)?|id card|identity card|national id(?:entity)?(?: card)?|personalausweis|ausweis|ausweisnummer|birth certificate|green card|alien registration|visa number"
                    + "|social security|ssn|nino|ni number|national insurance(?: number)?|nhs(?: number)?|medicare(?: number)?|steuer-?id(?:entifikationsnummer)?|tax id|tax file number|tfn"
                    + "|sozialversicherungsnummer|rentenversicherungsnummer|versichertennummer|dni|nie|nif|curp|aadhaar|pan card|bsn|pesel|student id|medicaid(?: id)?|sin)"
                    + "(?: ?(?:number|no\\.?|num\\.?|nr\\.?|#|card|id|nummer|número|de))?(?: ?[:=#] ?| is | was | ist | es | lautet | )[\"'“]?"
                    + "((?=[A-Za-z ./-]{0,12}\\d)[A-Za-z0-9](?:[A-Za-z0-9]|[ ./-](?=[A-Za-z]{0,3}\\d)){4,20})(?![\\p{L}\\p{N}])");
    private static final Pattern CVV = Pattern.compile(
            "(?i)(?<![\\p{L}\\p{N}])(?:cvv2?|cvc2?|csc|security code)(?: ?(?:is|:|=|number|code))?:? ?(\\d{3,4})(?!\\d)");
    private static final Pattern IBAN = Pattern.compile(
            "(?<![\\p{L}\\p{N}])[A-Z]{2}\\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?(?![\\p{L}\\p{N}])");
    private static final Pattern COORDINATES = Pattern.compile(
            "(?<![\\d.])[-−]?(?:\\d{1,2}\\.\\d{3,10})°? ?[NS]? ?[,;/ ] ?(?:lon(?:gitude)?|lng)?[:= ]{0,2}[-−]?\\d{1,3}\\.\\d{3,10}°?(?: ?[EWO](?![\\p{L}]))?(?![\\d.]\\d)");
    private static final Pattern DEGREES = Pattern.compile(
            "\\d{1,3} ?° ?\\d{1,2} ?['′’] ?(?:\\d{1,2}(?:[.,]\\d{1,4})? ?(?:[\"″”]|''|’’) ?)?[NSEWO]"
                    + "(?:[ ,;]{1,3}\\d{1,3} ?° ?\\d{1,2} ?['′’] ?(?:\\d{1,2}(?:[.,]\\d{1,4})? ?(?:[\"″”]|''|’’) ?)?[NSEWO])?");
    private static final Pattern LATITUDE = Pattern.compile(
            "(?i)(?<![\\p{L}])lat(?:itude)?[:= ]{1,3}[-−]?\\d{1,2}\\.\\d{2,10}.{0,4}?(?:lon(?:gitude|g)?|lng)[:= ]{1,3}[-−]?\\d{1,3}\\.\\d{2,10}");
    private static final Pattern PLUS_CODE = Pattern.compile(
            "(?<![\\p{L}\\p{N}])(?:[23456789CFGHJMPQRVWX]{2}){2,4}\\+[23456789CFGHJMPQRVWX]{2,3}(?![\\p{L}\\p{N}])");
    private static final Pattern THREE_WORDS = Pattern.compile("(?<![/:])///[a-z]{2,20}\\.[a-z]{2,20}\\.[a-z]{2,20}");
    private static final Pattern GEO = Pattern.compile("(?i)\\bgeo:[-\\d.]{1,12},[-\\d.]{1,12}");
    private static final Pattern VERSION = Pattern.compile(
            "(?:version|\\bv|\\bver|build|release|firmware|update|upgraded to|app|ios|android|software)[ .:#]*$");

    private Identifiers() {}

    static void find(String text, List<Found> found) {
        boolean digits = text.chars().anyMatch(c -> c >= '0' && c <= '9');
        if (text.indexOf("///") >= 0) {
            add(THREE_WORDS, 0, PersonalType.LOCATION, text, found, any -> true);
        }
        if (!digits) {
            return;
        }
        Matcher ip = IP4.matcher(text);
        while (ip.find()) {
            if (!VERSION.matcher(Numbers.ahead(text, ip.start())).find()
                    && !ip.group().startsWith("0.")) {
                found.add(new Found(ip.start(), ip.end(), PersonalType.IDENTIFIER));
            }
        }
        if (text.indexOf(':') >= 0) {
            add(
                    IP6,
                    0,
                    PersonalType.IDENTIFIER,
                    text,
                    found,
                    it -> it.length() > 5 && it.matches(".*[0-9a-fA-F]{2}.*"));
        }
        add(MAC, 0, PersonalType.IDENTIFIER, text, found, any -> true);
        add(UUID, 0, PersonalType.IDENTIFIER, text, found, any -> true);
        add(DEVICE, 1, PersonalType.IDENTIFIER, text, found, any -> true);
        add(NINO, 0, PersonalType.GOVERNMENT_ID, text, found, any -> true);
        add(DNI, 0, PersonalType.GOVERNMENT_ID, text, found, CheckDigits::dni);
        add(CODICE, 0, PersonalType.GOVERNMENT_ID, text, found, any -> true);
        add(CURP, 0, PersonalType.GOVERNMENT_ID, text, found, any -> true);
        add(INDIAN_PAN, 0, PersonalType.GOVERNMENT_ID, text, found, any -> true);
        add(
                PAPER,
                1,
                PersonalType.GOVERNMENT_ID,
                text,
                found,
                it -> it.chars().filter(Character::isDigit).count() >= 4);
        add(CVV, 1, PersonalType.CARD, text, found, any -> true);
        add(IBAN, 0, PersonalType.CARD, text, found, Identifiers::iban);
        if (text.indexOf('.') >= 0) {
            add(COORDINATES, 0, PersonalType.LOCATION, text, found, any -> true);
            add(LATITUDE, 0, PersonalType.LOCATION, text, found, any -> true);
            add(GEO, 0, PersonalType.LOCATION, text, found, any -> true);
        }
        if (text.indexOf('°') >= 0) {
            add(DEGREES, 0, PersonalType.LOCATION, text, found, any -> true);
        }
        if (text.indexOf('+') >= 0) {
            add(PLUS_CODE, 0, PersonalType.LOCATION, text, found, any -> true);
        }
    }

    private static void add(
            Pattern pattern, int group, PersonalType type, String text, List<Found> found, Predicate<String> right) {
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            if (right.test(matcher.group(group))) {
                found.add(new Found(matcher.start(group), matcher.end(group), type));
            }
        }
    }

    /** ISO 13616: the country and check digits at the end, letters as numbers, modulo 97. */
    private static boolean iban(String written) {
        String plain = written.replace(" ", "").toUpperCase(Locale.ROOT);
        if (plain.length() < 15 || plain.length() > 34) {
            return false;
        }
        int rest = 0;
        for (char c : (plain.substring(4) + plain.substring(0, 4)).toCharArray()) {
            int value = Character.getNumericValue(c);
            rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
        }
        return rest == 1;
    }
}
