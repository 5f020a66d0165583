package org.nightlight.playbook;

import static org.nightlight.shared.Spoken.say;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.error.Mark;

/** Gathers the mistakes of one reading. */
final class Faults {
    private static final int MOST = 200;
    private final List<Fault> found = new ArrayList<>();

    void add(Mark mark, String path, String expected) {
        found.add(new Fault(mark.getLine() + 1, mark.getColumn() + 1, path, expected));
    }

    boolean none() {
        return found.isEmpty();
    }

    /** In the document's order; a document that is wrong everywhere is told of at its first places only. */
    List<Fault> inOrder() {
        return found.stream()
                .distinct()
                .sorted(Comparator.comparingInt(Fault::line).thenComparingInt(Fault::column))
                .limit(MOST)
                .toList();
    }

    /** {@code , did you mean 'resolution'?} when one of these is near, else which there are. */
    static String hint(String wrong, Collection<String> known) {
        return nearest(wrong, known)
                .map(near -> say("; did you mean '", "; ¿quisiste decir '") + near + "'?")
                .orElseGet(
                        () -> known.isEmpty() ? "" : say("; known are ", "; se conocen ") + String.join(", ", known));
    }

    private static Optional<String> nearest(String wrong, Collection<String> known) {
        String start = wrong.substring(0, Math.min(wrong.length(), 60));
        return known.stream()
                .min(Comparator.comparingInt(candidate -> distance(start, candidate)))
                .filter(best -> distance(start, best) <= Math.max(2, best.length() / 3));
    }

    /** How many letters must be added, dropped or changed to make one word of the other (Levenshtein). */
    static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int changed = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[other.length()];
    }
}
