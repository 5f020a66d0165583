package org.nightlight.privacy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Numbers of telephones, cards and people. A run of digit groups is read once, in windows of bounded width. */
final class Numbers {
    private static final int WINDOW = 8;

    private static final Pattern DATE = Pattern.compile(
            "(?:19|20)\\d\\d([-./ ])\\d{1,2}\\1\\d{1,2}|\\d{1,2}([-./ ])\\d{1,2}\\2(?:19|20)?\\d\\d|\\d{1,2}/\\d{2,4}");
    private static final Pattern PLUS = Pattern.compile("\\+ ?\\(?[1-9][\\d ()./-]*");
    private static final Pattern ABROAD = Pattern.compile("(?:00|011[ -])[1-9][\\d ()./-]+");
    private static final Pattern NORTH_AMERICA =
            Pattern.compile("(?:1[ ./-]?)?(?:\\(\\d{3}\\)[ ./-]{0,2}|\\d{3}[ ./-]{1,2})\\d{3}[ .-]?\\d{4}");
    private static final Pattern NORTH_AMERICA_BARE =
            Pattern.compile("1?[2-9]\\d{2}[ .-]?[1-9]\\d{6}|[2-9]\\d{5}[ -]\\d{4}");
    private static final Pattern LOCAL = Pattern.compile("[2-9]\\d{2}-\\d{4}");
    private static final Pattern TRUNK = Pattern.compile("\\(?0(?!0)\\d[\\d ()./-]*");
    private static final Pattern SPAIN = Pattern.compile(
            "[6789]\\d{2}([ .-])\\d{3}\\1\\d{3}|[6789]\\d{2}([ .-])\\d{2}\\2\\d{2}\\2\\d{2}|9\\d([ .-])\\d{3}\\3\\d{2}\\3\\d{2}"
                    + "|[67]\\d{2} \\d{6}");
    private static final Pattern OTHER_LANDS =
            Pattern.compile("[6-9]\\d{4}[ -]\\d{5}|1[38]00[ -]\\d{3}[ -]\\d{3}|\\(\\d{2,4}\\) ?\\d{3,5}[ -]?\\d{4}"
                    + "|\\d{2} \\d{4} \\d{4}|1 ?\\(?8\\d{2}\\)?[ .-]\\d{3}[ .-]\\d{4}|\\d{2} 9\\d{4}-\\d{4}");
    private static final Pattern EXTENSION = Pattern.compile(
            "\\G[ ,;]{0,2}(?:x|ext\\.?|extension|durchwahl|dw|anexo)[ .:]{0,2}\\d{1,6}\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern SSN = Pattern.compile("(?!000|666)\\d{3}([ -])(?!00)\\d{2}\\1(?!0000)\\d{4}");
    private static final Pattern SIN = Pattern.compile("[1-79]\\d{2}([ -])\\d{3}\\1\\d{3}");

    private static final Pattern TOWARDS = Pattern.compile(
            "phone|tel\\b|tel[.:]|tele?fon|teléfono|m[oó]vil|mobile|mobil\\b|\\bcell|\\bcalls?\\b|\\btext|\\bsms\\b|\\bfax|whats ?app|\\bring\\b"
                    + "|reach (?:me|us|him|her|them)|\\bdial|hotline|handy|rufnummer|my number|(?:his|her|our|their) number|digits|llam|contact"
                    + "|number is|nummer ist|número es|signal\\b|facetime|imessage|line\\b|\\bm:|\\bt:|\\bp:|\\bh:|\\bc:|\\bw:");
    private static final Pattern AWAY = Pattern.compile(
            "order|\\bref\\b|referen|ticket|invoice|tracking|serial|version|\\bisbn|\\bcase\\b|confirmation|transaction|\\bsku|model"
                    + "|product|\\bpart\\b|\\bcode\\b|\\bpin\\b|\\botp\\b|\\bid\\b|#|\\bno\\.|receipt|account|build|error|bestell|rechnung|pedido"
                    + "|factura|kunden|auftrag|sendung|vorgang|policy|[$€£]|upc|\\bean\\b|barcode|page|voucher|coupon|gift card|licen[cs]e key");
    private static final Pattern CARD_CUE = Pattern.compile(
            "\\bcard|visa|master ?card|amex|american express|tarjeta|karte|debit|credit|cc\\b|pan\\b|discover|maestro");
    private static final Pattern SSN_CUE =
            Pattern.compile("\\bssn\\b|social security|\\bsocial\\b|\\bitin\\b|tax(?:payer)? id");
    private static final Pattern PERSON_CUE =
            Pattern.compile("\\bsin\\b|social insurance|\\bnhs\\b|steuer|tax file|\\btfn\\b|medicare|aadhaar|aadhar"
                    + "|\\bbsn\\b|pesel|national (?:id|insurance)|\\bcpf\\b|versicherungsnummer|sozialversicherung|\\bnss\\b|seguridad social|insee"
                    + "|sécurité sociale|\\bcurp\\b|personnummer|identity (?:card|number)|birth certificate|state id");
    private static final Pattern IMEI_CUE = Pattern.compile("imei|device|serial|meid");

    private Numbers() {}

    /** One group of digits with the marks around it. */
    private record Group(int start, int end) {}

    static void find(String text, List<Found> found) {
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (digit(c) || ((c == '+' || c == '(') && i + 1 < text.length() && opensNumber(text, i))) {
                i = run(text, i, found);
            } else {
                i++;
            }
        }
    }

    private static boolean opensNumber(String text, int at) {
        int next = at + 1;
        while (next < text.length()
                && next < at + 3
                && (text.charAt(next) == ' ' || text.charAt(next) == '(' || text.charAt(next) == '+')) {
            next++;
        }
        return next < text.length() && digit(text.charAt(next));
    }

    /** Reads digit groups from {@code start} as long as no more than two marks stand between them; answers where it stopped. */
    private static int run(String text, int start, List<Found> found) {
        List<Group> groups = new ArrayList<>();
        int at = start;
        int end = start;
        while (at < text.length()) {
            int marks = at;
            while (marks < text.length() && marks - at <= 3 && mark(text.charAt(marks))) {
                marks++;
            }
            if (marks - at > 3 || marks >= text.length() || !digit(text.charAt(marks))) {
                break;
            }
            int stop = marks;
            while (stop < text.length() && digit(text.charAt(stop))) {
                stop++;
            }
            groups.add(new Group(marks, stop));
            at = stop;
            end = stop;
        }
        if (groups.isEmpty()) {
            return start + 1;
        }
        read(text, start, groups, found);
        return end;
    }

    private static void read(String text, int start, List<Group> groups, List<Found> found) {
        int i = 0;
        while (i < groups.size()) {
            int taken = 0;
            for (int width = Math.min(WINDOW, groups.size() - i); width >= 1 && taken == 0; width--) {
                Group first = groups.get(i);
                Group last = groups.get(i + width - 1);
                boolean crumbs = width > 5 && 2 * (last.end() - first.start()) < 5 * width; // 1 2 3 4 5 6 7
                if (last.end() - first.start() > 40 || crumbs) {
                    continue;
                }
                int from = opening(
                        text, Math.max(start, i == 0 ? start : groups.get(i - 1).end()), first.start());
                PersonalType type = kind(text, from, first.start(), last.end(), width == groups.size());
                if (type != null) {
                    int end = last.end();
                    if (type == PersonalType.PHONE) {
                        end = withExtension(text, end);
                    }
                    found.add(new Found(from, end, type));
                    taken = width;
                }
            }
            i += Math.max(1, taken);
        }
    }

    /** Where a number with its plus sign or bracket begins. */
    private static int opening(String text, int floor, int first) {
        int from = first;
        if (from > floor && text.charAt(from - 1) == '(') {
            from--;
        }
        if (from > floor
                && text.charAt(from - 1) == ' '
                && from - 1 > floor - 1
                && from >= 2
                && text.charAt(from - 2) == '+') {
            return from - 2 >= floor ? from - 2 : from;
        }
        return from > floor && text.charAt(from - 1) == '+' ? from - 1 : from;
    }

    private static @Nullable PersonalType kind(String text, int from, int first, int end, boolean whole) {
        char before = first == 0 ? ' ' : text.charAt(first - 1);
        char after = end == text.length() ? ' ' : text.charAt(end);
        if (Character.isLetter(before) || before == '_' || after == '_') {
            return null;
        }
        String shape = text.substring(from, end)
                .replace('\u00a0', ' ')
                .replace('–', '-')
                .replace('‑', '-');
        String digits = digits(shape);
        int count = digits.length();
        if (count < 7 || count > 19 || DATE.matcher(shape).matches()) {
            return null;
        }
        if (first >= 2
                && (before == '-' || before == '/')
                && Character.isLetterOrDigit(text.charAt(first - 2))
                && from == first) {
            return count >= 13 && isCard(shape, digits, "") ? PersonalType.CARD : null; // ORD-2026-0012345
        }
        String ahead = ahead(text, from);
        if (count >= 13 && shape.indexOf('+') < 0) {
            if (count == 15 && CheckDigits.luhn(digits) && nearer(IMEI_CUE, CARD_CUE, ahead)) {
                return PersonalType.IDENTIFIER;
            }
            if (isCard(shape, digits, ahead)) {
                return PersonalType.CARD;
            }
            if (count == 15 && digits.matches("[12].*") && CheckDigits.french(digits)) {
                return PersonalType.GOVERNMENT_ID;
            }
            if (count == 15
                    && (CheckDigits.luhn(digits) && !Character.isLetter(after)
                            || IMEI_CUE.matcher(ahead).find())) {
                return PersonalType.IDENTIFIER;
            }
        }
        if (Character.isLetter(after) && withExtension(text, end) == end) {
            return null;
        }
        if (isPersonNumber(shape, digits, ahead)) {
            return PersonalType.GOVERNMENT_ID;
        }
        return isPhone(shape, digits, ahead, whole, before, after) ? PersonalType.PHONE : null;
    }

    static boolean isCard(String shape, String digits, String ahead) {
        int count = digits.length();
        if (count < 13 || count > 19 || shape.matches(".*[/()+].*")) {
            return false;
        }
        if (!CheckDigits.luhn(digits)) {
            return (count == 15 || count == 16)
                    && CARD_CUE.matcher(ahead).find()
                    && !AWAY.matcher(ahead).find()
                    && digits.charAt(0) >= '3'
                    && digits.charAt(0) <= '6';
        }
        if (count == 16) {
            return digits.charAt(0) != '0'
                    && (digits.charAt(0) >= '2' && digits.charAt(0) <= '6'
                            || CARD_CUE.matcher(ahead).find());
        }
        if (CARD_CUE.matcher(ahead).find()) {
            return true;
        }
        return switch (digits.charAt(0)) {
            case '3' -> count == 14 ? digits.matches("3[0689].*") : count == 15 && digits.matches("3[47].*");
            case '4' -> count == 13 || count == 19;
            case '5', '6' -> count >= 17 || count <= 14;
            default -> false;
        };
    }

    private static boolean isPersonNumber(String shape, String digits, String ahead) {
        int count = digits.length();
        if (SSN.matcher(shape).matches() && !nearer(TOWARDS, SSN_CUE, ahead)) {
            return true;
        }
        if (count == 9 && SSN_CUE.matcher(ahead).find()) {
            return true;
        }
        if (SIN.matcher(shape).matches()
                && CheckDigits.luhn(digits)
                && !TOWARDS.matcher(ahead).find()
                && !AWAY.matcher(ahead).find()) {
            return true;
        }
        if (shape.matches("\\d{3}\\.\\d{3}\\.\\d{3}-\\d{2}") && CheckDigits.cpf(digits)) {
            return true;
        }
        if (shape.matches("\\d{2} \\d{3} \\d{3} \\d{3}") && CheckDigits.germanTax(digits)) {
            return true;
        }
        if (PERSON_CUE.matcher(ahead).find() && !nearer(TOWARDS, PERSON_CUE, ahead)) {
            return count >= 8 && count <= 15;
        }
        return count == 10 && ahead.contains("nhs") && CheckDigits.nhs(digits);
    }

    private static boolean isPhone(String shape, String digits, String ahead, boolean whole, char before, char after) {
        int count = digits.length();
        if (count > 16 || digits.chars().allMatch(c -> c == digits.charAt(0)) || before == '.' && !whole) {
            return false;
        }
        if (PLUS.matcher(shape).matches()) {
            return count >= 8 && count <= 15;
        }
        boolean towards = TOWARDS.matcher(ahead).find();
        boolean away = nearer(AWAY, TOWARDS, ahead);
        if (ABROAD.matcher(shape).matches()) {
            return count >= 10 && !away;
        }
        if (digits.charAt(0) != '0' && NORTH_AMERICA.matcher(shape).matches()) {
            return !away || shape.indexOf('(') >= 0;
        }
        if (digits.matches("97[89]\\d{10}")) {
            return false;
        }
        if (away || before == '$' || before == '€' || before == '£' || before == '#' || after == '%' || after == '€') {
            return false;
        }
        if (NORTH_AMERICA_BARE.matcher(shape).matches()
                || LOCAL.matcher(shape).matches() && !shape.startsWith("000")
                || SPAIN.matcher(shape).matches()
                || OTHER_LANDS.matcher(shape).matches()) {
            return true;
        }
        if (TRUNK.matcher(shape).matches() && shape.indexOf("  ") < 0) {
            return count >= 9 && count <= 12 || (count >= 7 && (towards || shape.indexOf('/') > 0));
        }
        return towards && count >= 7 && count <= 13 && whole;
    }

    /** Whether the last {@code one} stands nearer to the number than the last {@code other}; false without {@code one}. */
    private static boolean nearer(Pattern one, Pattern other, String ahead) {
        int first = last(one, ahead);
        return first >= 0 && first > last(other, ahead);
    }

    private static int last(Pattern pattern, String ahead) {
        Matcher matcher = pattern.matcher(ahead);
        int last = -1;
        while (matcher.find()) {
            last = matcher.start();
        }
        return last;
    }

    /** Up to 36 characters before {@code from}, in lower case, no further back than two lines. */
    static String ahead(String text, int from) {
        int start = Math.max(0, from - 36);
        String window = text.substring(start, from);
        int line = window.lastIndexOf('\n', Math.max(0, window.length() - 2));
        return (line < 0 ? window : window.substring(line + 1)).toLowerCase(Locale.ROOT);
    }

    private static int withExtension(String text, int end) {
        Matcher extension = EXTENSION.matcher(text).region(end, Math.min(text.length(), end + 24));
        extension.useTransparentBounds(true);
        return extension.lookingAt() ? extension.end() : end;
    }

    private static String digits(String shape) {
        StringBuilder out = new StringBuilder(shape.length());
        for (int i = 0; i < shape.length(); i++) {
            if (digit(shape.charAt(i))) {
                out.append(shape.charAt(i));
            }
        }
        return out.toString();
    }

    private static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean mark(char c) {
        return c == ' '
                || c == '-'
                || c == '.'
                || c == '('
                || c == ')'
                || c == '/'
                || c == '+'
                || c == '\u00a0'
                || c == '–'
                || c == '‑';
    }
}
