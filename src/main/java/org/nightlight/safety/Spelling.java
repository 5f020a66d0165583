package org.nightlight.safety;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Under which of a pack's words a written word may be read: as it stands, as a listed misspelling, with repeats
 * squeezed, digits and symbols read as letters, backwards, or, for the words that matter most, near enough by sound and
 * by letters. An ordinary word that merely looks near is kept out by the pack's list of plain words.
 */
final class Spelling {
    private static final int SHORTEST_NEAR = 5;

    private final Map<String, int[]> words;
    private final Map<String, List<String>> variants;
    private final Map<String, List<String>> near = new HashMap<>();
    private final Map<String, List<String>> byShape = new HashMap<>();
    private final Map<String, String> backwards = new HashMap<>();
    private final Set<String> weighty;
    private final Set<String> plain;

    Spelling(Map<String, int[]> words, Map<String, List<String>> variants, Set<String> weighty, Set<String> plain) {
        this.words = words;
        this.variants = variants;
        this.weighty = new HashSet<>(weighty);
        this.plain = plain;
        for (String word : weighty) {
            byShape.computeIfAbsent(shape(word), key -> new ArrayList<>()).add(word);
            if (word.length() >= SHORTEST_NEAR) {
                near.computeIfAbsent(sound(word), key -> new ArrayList<>()).add(word);
                backwards.put(new StringBuilder(word).reverse().toString(), word);
            }
        }
    }

    boolean knows(String word) {
        return words.containsKey(word) || variants.containsKey(word);
    }

    /** A word that a pack watches for by itself. */
    boolean isWeighty(String word) {
        return weighty.contains(word)
                || variants.getOrDefault(word, List.of()).stream().anyMatch(weighty::contains);
    }

    boolean isPlain(String word) {
        return plain.contains(word);
    }

    /** Every word of the pack that this may be. */
    List<String> of(String written) {
        List<String> all = new ArrayList<>(2);
        take(written, all);
        if (!all.isEmpty() || plain.contains(written)) {
            return all;
        }
        unquoted(written, all);
        squeezed(written, all);
        unleet(written, all);
        if (all.isEmpty() && written.length() >= SHORTEST_NEAR && written.length() <= 24) {
            String turned = backwards.get(written);
            if (turned != null) {
                all.add(turned);
            } else {
                nearest(written, all);
            }
        }
        return all;
    }

    private void take(String word, List<String> all) {
        if (words.containsKey(word) && !all.contains(word)) {
            all.add(word);
        }
        for (String meant : variants.getOrDefault(word, List.of())) {
            if (!all.contains(meant)) {
                all.add(meant);
            }
        }
    }

    /** {@code dad's} is read as {@code dads} and as {@code dad}. */
    private void unquoted(String written, List<String> all) {
        int mark = written.indexOf('\'');
        if (mark < 0) {
            return;
        }
        take(written.replace("'", ""), all);
        if (mark == written.length() - 2 && written.charAt(mark + 1) == 's') {
            take(written.substring(0, mark), all);
        }
    }

    private void squeezed(String written, List<String> all) {
        String once = squeeze(written, 1);
        if (once.length() == written.length()) {
            return;
        }
        String twice = squeeze(written, 2);
        take(twice, all);
        if (all.isEmpty()) {
            take(once, all);
        }
    }

    private static String squeeze(String written, int keep) {
        StringBuilder out = new StringBuilder(written.length());
        int run = 0;
        for (int i = 0; i < written.length(); i++) {
            run = i > 0 && written.charAt(i) == written.charAt(i - 1) ? run + 1 : 1;
            if (run <= keep) {
                out.append(written.charAt(i));
            }
        }
        return out.toString();
    }

    private void unleet(String written, List<String> all) {
        if (!hasLeet(written)) {
            return;
        }
        if (written.indexOf('*') >= 0) {
            starred(written, all);
        }
        for (char one : new char[] {'i', 'l'}) {
            String read = unleet(written, one);
            take(read, all);
            take(squeeze(read, 1), all);
            if (all.isEmpty() && read.length() >= SHORTEST_NEAR) {
                nearest(read, all);
            }
        }
    }

    static boolean hasLeet(String written) {
        boolean letter = false;
        boolean other = false;
        for (int i = 0; i < written.length(); i++) {
            char c = written.charAt(i);
            letter |= c >= 'a' && c <= 'z';
            other |= "0134578@$!|*+".indexOf(c) >= 0;
        }
        return letter && other;
    }

    private static String unleet(String written, char one) {
        StringBuilder out = new StringBuilder(written.length());
        for (int i = 0; i < written.length(); i++) {
            char c = written.charAt(i);
            out.append(
                    switch (c) {
                        case '0' -> 'o';
                        case '1', '!', '|' -> one;
                        case '3' -> 'e';
                        case '4', '@' -> 'a';
                        case '5', '$' -> 's';
                        case '7', '+' -> 't';
                        case '8' -> 'b';
                        default -> c;
                    });
        }
        return out.toString();
    }

    /** {@code su*cide}: each star is one letter of a weighty word of the same length. */
    private void starred(String written, List<String> all) {
        int stars = (int) written.chars().filter(c -> c == '*').count();
        if (written.length() > 16 || stars * 2 > written.length() || all.size() > 4) {
            return;
        }
        for (String word : byShape.getOrDefault(shape(written), List.of())) {
            if (fits(written, word)) {
                all.add(word);
            }
        }
    }

    private static String shape(String word) {
        return word.charAt(0) + ":" + word.length();
    }

    private static boolean fits(String written, String word) {
        for (int i = 0; i < word.length(); i++) {
            if (written.charAt(i) != '*' && written.charAt(i) != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private void nearest(String written, List<String> all) {
        for (String word : near.getOrDefault(sound(written), List.of())) {
            int allowed = word.length() >= 7 ? 2 : 1;
            if (Math.abs(word.length() - written.length()) <= allowed && distance(written, word) <= allowed) {
                take(word, all);
            }
        }
    }

    /** The consonants as they sound, with a mark for a vowel at the beginning: words that are said alike share it. */
    static String sound(String word) {
        StringBuilder out = new StringBuilder(word.length());
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            char next = i + 1 < word.length() ? word.charAt(i + 1) : ' ';
            char heard = switch (c) {
                case 'a', 'e', 'i', 'o', 'u', 'y', 'h', 'w' -> i == 0 && c != 'h' && c != 'w' ? 'a' : ' ';
                case 'c' -> next == 'e' || next == 'i' || next == 'y' ? 's' : 'k';
                case 'z' -> 's';
                case 'q' -> 'k';
                case 'p' -> next == 'h' ? 'f' : 'p';
                case 'v' -> 'f';
                case '\'' -> ' ';
                default -> c;
            };
            if (heard != ' ' && (out.isEmpty() || out.charAt(out.length() - 1) != heard)) {
                out.append(heard);
            }
        }
        return out.toString();
    }

    /** Letters to add, drop, change or swap; words here are short. */
    private static int distance(String a, String b) {
        int[] before = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        int[] now = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            now[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                now[j] = Math.min(Math.min(now[j - 1], last[j]) + 1, last[j - 1] + change);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    now[j] = Math.min(now[j], before[j - 2] + 1);
                }
            }
            int[] free = before;
            before = last;
            last = now;
            now = free;
        }
        return last[b.length()];
    }
}
