package org.nightlight.safety;

import java.util.List;
import java.util.Set;

/**
 * A rule pack, compiled: what its words are, what takes words away or sets the scene, and its rules.
 *
 * @param version language and version of the data, such as {@code en-2026.11.1}
 * @param reader makes words of a text
 * @param classes the classes of those words
 * @param idioms patterns whose words then mean nothing else, each with what takes that back
 * @param marks patterns that set the scene for the rules around them
 * @param rules the rules, in the pack's order
 * @param sign the class of words of which one must be there for this language to be read, or -1
 * @param byNeed for each class, the patterns that may match where it is present
 */
record Pack(
        String version,
        Reader reader,
        Classes classes,
        List<Idiom> idioms,
        Marks marks,
        List<Rule> rules,
        int sign,
        List<List<Cue>> byNeed) {

    /** A pattern and the sets of classes, from each of which one must be present before it is worth trying. */
    record Pattern(Shape shape, int[][] needs) {
        static Pattern of(Shape shape, Classes classes) {
            return new Pattern(
                    shape,
                    shape.needs(classes).stream()
                            .map(set -> set.stream().mapToInt(Integer::intValue).toArray())
                            .toArray(int[][]::new));
        }

        /** Every place in the window where the pattern may end. */
        long ends(Window window) {
            for (int[] need : needs) {
                if (!window.hasAny(need)) {
                    return 0;
                }
            }
            return shape.from(window.all(), window);
        }
    }

    /** One pattern of one rule; {@code number} is its place among all patterns of the pack. */
    record Cue(int number, Rule rule, Pattern pattern) {}

    record Idiom(Pattern pattern, List<Pattern> unless) {}

    /**
     * @param story shows that a tale is being told
     * @param truth takes that back: "this is really me"
     * @param game talk of play
     * @param joke laughter
     * @param real insistence, repetition, fear
     * @param retract takes back what was said before; never lowers
     * @param negation the class of words that a gap does not cross
     * @param first the class of words for the writer
     */
    record Marks(
            List<Pattern> story,
            List<Pattern> truth,
            List<Pattern> game,
            List<Pattern> joke,
            List<Pattern> real,
            List<Pattern> retract,
            int negation,
            int first) {}

    int cues() {
        return rules.stream().mapToInt(rule -> rule.say().size()).sum();
    }

    /** Words that are known, for guessing the language. */
    Set<String> words() {
        return classes.words().keySet();
    }
}
