package org.nightlight.channel.email;

import java.util.ArrayList;
import java.util.List;

/**
 * Parts a reply's text into the writer's own words and the rest: quoted history, signature, disclaimer. Nothing is lost:
 * whatever is not own stands in {@code quoted}. Answers written between quoted lines keep the lines that they answer.
 */
record ReplyText(String own, String quoted) {
    /** What stands beyond this line is taken as one: no person writes so much, and the time to look stays bounded. */
    private static final int LINES = 5_000;

    private enum Kind {
        BLANK,
        OWN,
        QUOTED,
        /** "On Monday Ann wrote:" */
        LEAD,
        /** A separator, or a quoted header block: everything from here on is history. */
        CUT
    }

    static ReplyText of(String text) {
        List<String> lines = QuoteSigns.withLeadsApart(text.split("\n", LINES));
        List<Kind> kinds = kinds(lines);
        if (opensWithHistory(kinds)) {
            return new ReplyText(unmarked(text).strip(), "");
        }
        int end = historyStart(kinds);
        List<String> own = new ArrayList<>();
        List<String> rest = new ArrayList<>();
        int answered = isAnsweredBetween(kinds, end) ? lastAnswer(lines, kinds, end) : -1;
        for (int i = 0; i < lines.size(); i++) {
            boolean isOwn = i < end && (i <= answered || kinds.get(i) == Kind.OWN || kinds.get(i) == Kind.BLANK);
            String line = unmarked(lines.get(i));
            if (isOwn) {
                own.add(line);
            } else if (!line.equals(lines.get(i)) && line.isEmpty()) {
                continue;
            } else {
                rest.add(line);
            }
        }
        int signature = signatureStart(own);
        rest.addAll(0, own.subList(signature, own.size()));
        String words = joined(own.subList(0, signature));
        return words.isBlank() ? new ReplyText(unmarked(text).strip(), "") : new ReplyText(words, joined(rest));
    }

    /** The same with a line that the mail says besides its text. */
    ReplyText with(String line) {
        return new ReplyText(own.isEmpty() ? line : own + "\n\n" + line, quoted);
    }

    private static List<Kind> kinds(List<String> lines) {
        List<Kind> kinds = new ArrayList<>();
        int marked = 0;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.equals(HtmlText.QUOTE_BEGINS)) {
                marked++;
                kinds.add(Kind.QUOTED);
            } else if (line.equals(HtmlText.QUOTE_ENDS)) {
                marked = Math.max(0, marked - 1);
                kinds.add(Kind.QUOTED);
            } else if (marked > 0 || QuoteSigns.isQuoted(line)) {
                kinds.add(Kind.QUOTED);
            } else if (line.isBlank()) {
                kinds.add(Kind.BLANK);
            } else if (line.equals(HtmlText.HISTORY_BEGINS)
                    || QuoteSigns.isSeparator(line)
                    || isHeaderBlock(lines, i)) {
                kinds.add(Kind.CUT);
            } else {
                int lead = leadLength(lines, i);
                for (int n = 1; n < lead; n++) {
                    kinds.add(Kind.LEAD);
                }
                i += Math.max(0, lead - 1);
                kinds.add(lead > 0 ? Kind.LEAD : Kind.OWN);
            }
        }
        healWrapped(lines, kinds);
        keepTold(lines, kinds);
        findUnknownLeads(lines, kinds);
        return kinds;
    }

    /** "From:" and at least two of Sent, To, Subject close together: what Outlook and forwards put above the history. */
    static boolean isHeaderBlock(List<String> lines, int at) {
        boolean sender = QuoteSigns.isFromLine(lines.get(at));
        if (!sender && !QuoteSigns.isHeadLine(lines.get(at))) {
            return false;
        }
        int found = sender ? 0 : 1;
        for (int i = at + 1; i < Math.min(lines.size(), at + 8); i++) {
            sender |= QuoteSigns.isFromLine(lines.get(i));
            found += QuoteSigns.isHeadLine(lines.get(i)) ? 1 : 0;
        }
        return sender && (found >= 2 || QuoteSigns.isDatedSender(lines, at));
    }

    /** How many lines from here form an attribution; mail programs wrap them over up to four. */
    private static int leadLength(List<String> lines, int at) {
        for (int length = 1; length <= 4 && at + length <= lines.size(); length++) {
            String last = lines.get(at + length - 1);
            if (last.isBlank() || QuoteSigns.isQuoted(last)) {
                return 0;
            }
            if (QuoteSigns.isAttribution(lines.subList(at, at + length))) {
                return standsBelow(lines, at, length) ? 0 : length;
            }
        }
        return 0;
    }

    /** Whether the attribution begins on a later one of these lines, right below the writer's last words. */
    private static boolean standsBelow(List<String> lines, int at, int length) {
        for (int i = at + 1; i < at + length; i++) {
            if (QuoteSigns.isWholeAttribution(lines.subList(i, at + length))) {
                return true;
            }
        }
        return false;
    }

    /**
     * "He wrote me this at 10:15:" with no quotation below it is somebody telling what happened, a child perhaps. It is folded
     * only where it looks like a program's line.
     */
    private static void keepTold(List<String> lines, List<Kind> kinds) {
        for (int i = 0; i < kinds.size(); i++) {
            int end = i;
            while (end < kinds.size() && kinds.get(end) == Kind.LEAD) {
                end++;
            }
            if (end > i) {
                Kind below = firstAfter(kinds, end - 1);
                String lead = String.join(" ", lines.subList(i, end));
                if (below != Kind.QUOTED && !QuoteSigns.isProgramsLead(lead)) {
                    kinds.subList(i, end).replaceAll(kind -> Kind.OWN);
                }
                i = end;
            }
        }
    }

    /** In a language we do not know: up to two lines right above a quotation, with a time or address, ending in a colon. */
    private static void findUnknownLeads(List<String> lines, List<Kind> kinds) {
        for (int i = 0; i + 1 < kinds.size(); i++) {
            if (kinds.get(i) == Kind.OWN
                    && firstAfter(kinds, i) == Kind.QUOTED
                    && QuoteSigns.isColonEnded(lines.get(i))) {
                boolean two = i > 0 && kinds.get(i - 1) == Kind.OWN;
                if (QuoteSigns.isDated(lines.get(i))) {
                    kinds.set(i, Kind.LEAD);
                } else if (two && QuoteSigns.isDated(lines.get(i - 1))) {
                    kinds.set(i, Kind.LEAD);
                    kinds.set(i - 1, Kind.LEAD);
                }
            }
        }
    }

    /**
     * One bare line right between quoted ones is a quoted line that some program wrapped: the line above is a full one that
     * ends in the middle of a sentence. An answer right below a quoted question is none.
     */
    private static void healWrapped(List<String> lines, List<Kind> kinds) {
        for (int i = 1; i + 1 < kinds.size(); i++) {
            boolean between = kinds.get(i - 1) == Kind.QUOTED && kinds.get(i + 1) == Kind.QUOTED;
            if (kinds.get(i) == Kind.OWN
                    && between
                    && (QuoteSigns.isWrapped(lines.get(i - 1), lines.get(i)) || QuoteSigns.isLinkAlone(lines.get(i)))) {
                kinds.set(i, Kind.QUOTED);
            }
        }
    }

    /** A bare forward: with no words above, what it forwards is what it says. */
    private static boolean opensWithHistory(List<Kind> kinds) {
        int cut = kinds.indexOf(Kind.CUT);
        return cut >= 0 && !hasOwn(kinds, 0, cut);
    }

    /** The line from which on all is history: a cut, or an attribution with no quoted lines right after it. */
    private static int historyStart(List<Kind> kinds) {
        for (int i = 0; i < kinds.size(); i++) {
            if (kinds.get(i) == Kind.CUT && hasOwn(kinds, 0, i)) {
                return i;
            }
            if (kinds.get(i) == Kind.LEAD && (i + 1 == kinds.size() || kinds.get(i + 1) != Kind.LEAD)) {
                Kind next = firstAfter(kinds, i);
                if (next != Kind.QUOTED && next != Kind.LEAD && hasOwn(kinds, 0, i)) {
                    return i;
                }
            }
        }
        return kinds.size();
    }

    private static Kind firstAfter(List<Kind> kinds, int at) {
        for (int i = at + 1; i < kinds.size(); i++) {
            if (kinds.get(i) != Kind.BLANK) {
                return kinds.get(i);
            }
        }
        return Kind.BLANK;
    }

    private static boolean hasOwn(List<Kind> kinds, int from, int to) {
        return kinds.subList(from, to).contains(Kind.OWN);
    }

    /** Whether own words stand between two quoted blocks; then the quotes before the last answer belong to the words. */
    private static boolean isAnsweredBetween(List<Kind> kinds, int end) {
        int first = kinds.subList(0, end).indexOf(Kind.QUOTED);
        int last = kinds.subList(0, end).lastIndexOf(Kind.QUOTED);
        return first >= 0 && hasOwn(kinds, first, last);
    }

    /** The last own line, the signature below the answers left out: the quotation above it is answered by nobody. */
    private static int lastAnswer(List<String> lines, List<Kind> kinds, int end) {
        int last = kinds.subList(0, end).lastIndexOf(Kind.QUOTED);
        List<String> below = lines.subList(last + 1, end);
        int signature = below.stream().allMatch(String::isBlank) ? 0 : signatureStart(below, true);
        return kinds.subList(0, last + 1 + signature).lastIndexOf(Kind.OWN);
    }

    /** Where the signature or disclaimer begins; the size when there is none. */
    private static int signatureStart(List<String> lines) {
        return signatureStart(lines, false);
    }

    private static int signatureStart(List<String> lines, boolean follows) {
        int end = trimmed(lines, lines.size());
        for (int i = 0; i < end; i++) {
            String line = lines.get(i);
            boolean low = end - i <= 16;
            boolean above = follows || lines.subList(0, i).stream().anyMatch(each -> !each.isBlank());
            if (above && ((line.equals("-- ") || line.equals("--")) || (low && QuoteSigns.isRule(line)))) {
                return i;
            }
            if (QuoteSigns.isSentFrom(line) && (above || end - i == 1) && end - i <= 12) {
                return i;
            }
            if (above
                    && QuoteSigns.isDisclaimer(line)
                    && (i == 0 || lines.get(i - 1).isBlank())) {
                return i;
            }
        }
        return lines.size();
    }

    private static int trimmed(List<String> lines, int end) {
        int last = end;
        while (last > 0 && lines.get(last - 1).isBlank()) {
            last--;
        }
        return last;
    }

    private static String unmarked(String text) {
        return text.replace(HtmlText.QUOTE_BEGINS, "")
                .replace(HtmlText.QUOTE_ENDS, "")
                .replace(HtmlText.HISTORY_BEGINS, "");
    }

    private static String joined(List<String> lines) {
        return String.join("\n", lines).replaceAll("\n{3,}", "\n\n").strip();
    }
}
