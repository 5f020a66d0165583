package org.nightlight.privacy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds personal information in text: pure, without state, in time that grows with the length of the text and nothing else.
 *
 * <p>It reads shapes (an e-mail, a phone number), check digits (cards, national identifiers), cues ("my name is", "born on") and
 * lists of names; it computes nothing biometric. What it misses and over-finds stands in docs/adr/0033.
 */
public final class PersonalFinder {
    private static final Pattern PICTURE_OR_SOUND = Pattern.compile(
            "(?i)\\.(?:jpe?g|png|gif|heic|heif|webp|bmp|tiff?|raw|dng|svg|mp4|mov|m4v|avi|mkv|webm|3gp|mpe?g|wmv|mp3|m4a|wav"
                    + "|aac|ogg|opus|flac|amr|caf|wma)$");

    /** Stands for words that were not read through. */
    static final String UNREAD = "[hidden]";

    private static final int LONGEST = 50_000;

    private PersonalFinder() {}

    /** Everything found, in the text's order, without overlaps. */
    public static List<Found> find(String text) {
        return find(text, List.of());
    }

    /**
     * Everything found, in the text's order, without overlaps.
     *
     * @param known names that are personal here, as of a household's children: each of their words is found in any case, with or
     *     without accents
     */
    public static List<Found> find(String text, Collection<String> known) {
        if (text.isBlank()) {
            return List.of();
        }
        List<Found> all = new ArrayList<>();
        Contacts.find(text, all);
        Numbers.find(text, all);
        Identifiers.find(text, all);
        Addresses.find(text, all);
        Cues.find(text, all);
        List<Found> kept = strongest(all);
        List<Found> names = new ArrayList<>(KnownNames.find(text, known));
        Names.find(Tokens.of(text), names);
        names = united(text, names);
        List<Found> out = new ArrayList<>(kept);
        for (Found name : names) {
            if (!meets(kept, name)) {
                out.add(name);
            }
        }
        out.sort(Comparator.comparingInt(Found::start));
        return List.copyOf(out);
    }

    /** The text with each find replaced by its type in brackets. {@code found} comes in order and without overlaps. */
    public static String masked(String text, List<Found> found) {
        StringBuilder out = new StringBuilder(text.length());
        int from = 0;
        for (Found each : found) {
            out.append(text, from, each.start()).append(each.type().mask());
            from = each.end();
        }
        return out.append(text, from, text.length()).toString();
    }

    /**
     * A text of a child's as others may see it: each find replaced by its type in brackets, and what is longer than a child writes, or
     * could not be read through, left out.
     *
     * @param known as in {@link #find(String, Collection)}
     */
    public static String hidden(String text, Collection<String> known) {
        int end = text.length();
        if (end > LONGEST) {
            end = LONGEST;
            while (end > LONGEST - 1_000 && !Character.isWhitespace(text.charAt(end))) {
                end--; // in the middle of a word something could be cut in two that is found whole
            }
        }
        String read = text.substring(0, end);
        try {
            return masked(read, find(read, known)) + (end < text.length() ? "\n" + UNREAD : "");
        } catch (RuntimeException | StackOverflowError odd) {
            return UNREAD;
        }
    }

    /** What an attached file is by its name and type: a photo, video or recording may show a child's face or hold a voice. */
    public static Optional<PersonalType> attachment(String name, String mediaType) {
        String type = mediaType.strip().toLowerCase(Locale.ROOT);
        boolean media = type.startsWith("image/")
                || type.startsWith("audio/")
                || type.startsWith("video/")
                || PICTURE_OR_SOUND.matcher(name.strip()).find();
        return media ? Optional.of(PersonalType.MEDIA) : Optional.empty();
    }

    /** Where two meet, the more telling type stays, and of one type the longer. */
    private static List<Found> strongest(List<Found> all) {
        all.sort(Comparator.comparingInt(Found::start));
        List<Found> kept = new ArrayList<>();
        for (Found each : all) {
            boolean add = true;
            while (!kept.isEmpty() && kept.getLast().overlaps(each)) {
                if (beats(each, kept.getLast())) {
                    kept.removeLast();
                } else {
                    add = false;
                    break;
                }
            }
            if (add) {
                kept.add(each);
            }
        }
        return kept;
    }

    private static boolean beats(Found one, Found other) {
        int order = one.type().compareTo(other.type());
        return order < 0 || (order == 0 && one.length() > other.length());
    }

    /** Names that touch or overlap are one name. */
    private static List<Found> united(String text, List<Found> names) {
        names.sort(Comparator.comparingInt(Found::start));
        List<Found> out = new ArrayList<>();
        for (Found name : names) {
            Found last = out.isEmpty() ? null : out.getLast();
            if (last != null && touches(text, last, name)) {
                out.set(out.size() - 1, new Found(last.start(), Math.max(last.end(), name.end()), PersonalType.NAME));
            } else {
                out.add(name);
            }
        }
        return out;
    }

    private static boolean touches(String text, Found last, Found next) {
        return next.start() <= last.end() || (next.start() == last.end() + 1 && text.charAt(last.end()) == ' ');
    }

    /** Whether {@code name} overlaps one of {@code sorted}, which has no overlaps itself. */
    private static boolean meets(List<Found> sorted, Found name) {
        int low = 0;
        int high = sorted.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            Found each = sorted.get(middle);
            if (each.overlaps(name)) {
                return true;
            }
            if (each.end() <= name.start()) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return false;
    }
}
