package org.nightlight.channel.email;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bouncycastle.cms.CMSSignedData;
import org.jspecify.annotations.Nullable;

/** What the walk through one mail has gathered so far. Every collection is bounded, whatever the mail does. */
final class Harvest {
    static final int PARTS_KEPT = 1_000;
    private static final int OTHER_LIMIT = 1024 * 1024;
    private static final int BODY_LIMIT = 4 * 1024 * 1024;

    /** The plain and the HTML shape of one thing said: alternatives share a unit, else each leaf is its own. */
    record Unit(StringBuilder plain, StringBuilder html) {}

    private final Map<Integer, Unit> units = new LinkedHashMap<>();
    private final Set<String> repairs = new LinkedHashSet<>();
    private final StringBuilder other = new StringBuilder();
    private final StringBuilder misplaced = new StringBuilder();
    final List<MailPart> parts = new ArrayList<>();
    final List<String> statusParts = new ArrayList<>();
    final List<String> returnedIds = new ArrayList<>();
    /** Appointments, each in one line. */
    final Set<String> calendar = new LinkedHashSet<>();

    HeaderBlock headers = new HeaderBlock();
    Protection protection = Protection.NONE;
    /** Of a multipart/signed that S/MIME signs. */
    @Nullable
    String signedBoundary;
    /** The signature beside it. */
    byte @Nullable [] signature;
    /** A signature with the words in it. */
    @Nullable
    CMSSignedData opaque;
    /** Whether it brings a report of a mailbox provider that somebody called a mail of ours unwanted (RFC 5965). */
    boolean feedback;
    /** The From of the first message that lies within this one. */
    String innerFrom = "";

    int partCount;
    private int bodyLength;

    void body(int unit, boolean html, String text) {
        String kept = StorableText.cut(text, Math.max(0, BODY_LIMIT - bodyLength));
        if (kept.length() < text.length()) {
            repair("The text is very long; its end is only in the original");
        }
        bodyLength += kept.length();
        Unit said = units.computeIfAbsent(unit, id -> new Unit(new StringBuilder(), new StringBuilder()));
        StringBuilder shape = html ? said.html : said.plain;
        if (!shape.isEmpty() && !kept.isEmpty()) {
            shape.append(html ? "\n<br>\n" : "\n\n");
        }
        shape.append(kept);
    }

    void other(String text) {
        append(other, text);
    }

    /** Words among the headers, or before the first and after the last part. */
    void misplaced(String text) {
        append(misplaced, text);
    }

    private static void append(StringBuilder all, String text) {
        String words = text.strip();
        if (!words.isEmpty() && all.length() < OTHER_LIMIT) {
            all.append(all.isEmpty() ? "" : "\n\n").append(StorableText.cut(words, OTHER_LIMIT - all.length()));
        }
    }

    void repair(String sentence) {
        if (repairs.size() < 50) {
            repairs.add(sentence);
        }
    }

    List<Unit> units() {
        return new ArrayList<>(units.values());
    }

    String misplacedText() {
        return misplaced.toString();
    }

    String otherText() {
        return other.toString();
    }

    List<String> repairs() {
        return new ArrayList<>(repairs);
    }
}
