package org.nightlight.triage;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A phrase that pushes a decision: words, {@code <meaning>}s and {@code *} for up to three words, within one sentence.
 *
 * @param id its name in rules.yaml
 * @param phrase as written there
 * @param parts the phrase, word stems
 * @param issue key of the issue that it speaks for, or of a category: then for all its issues
 * @param weight added to the score, in natural-log units; less than 0 speaks against
 */
record Rule(String id, String phrase, List<String> parts, String issue, double weight) {
    private static final int GAP = 3;

    /** Where a rule matched: token indexes. */
    record Match(Rule rule, int first, int last) {}

    static Rule of(String id, String phrase, String issue, double weight) {
        List<String> parts = new ArrayList<>();
        for (String part : phrase.split(" ")) {
            boolean plain = !part.startsWith("<") && !part.equals("*");
            if (plain) {
                Letter.read("", part).tokens().forEach(token -> parts.add(token.stem()));
            } else {
                parts.add(part);
            }
        }
        return new Rule(id, phrase, List.copyOf(parts), issue, weight);
    }

    /** The rule at this token, if it matches there; {@code units} holds each unit at the index of its first token. */
    Optional<Match> at(int start, List<Token> tokens, Meanings.@Nullable Unit[] units) {
        int end = match(tokens, units, 0, start, start);
        return end > start ? Optional.of(new Match(this, start, end - 1)) : Optional.empty();
    }

    /** One past the last token when the parts from {@code part} on match at {@code at}; else -1. */
    private int match(List<Token> tokens, Meanings.@Nullable Unit[] units, int part, int at, int start) {
        if (part == parts.size()) {
            return at;
        }
        if (at >= tokens.size()
                || tokens.get(at).sentence() != tokens.get(start).sentence()) {
            return -1;
        }
        String wanted = parts.get(part);
        if (wanted.equals("*")) {
            for (int skipped = 0; skipped <= GAP; skipped++) {
                int end = match(tokens, units, part + 1, at + skipped, start);
                if (end >= 0) {
                    return end;
                }
            }
            return -1;
        }
        if (wanted.startsWith("<")) {
            Meanings.Unit unit = units[at];
            return unit != null && unit.name().equals(wanted)
                    ? match(tokens, units, part + 1, unit.last() + 1, start)
                    : -1;
        }
        return tokens.get(at).stem().equals(wanted) ? match(tokens, units, part + 1, at + 1, start) : -1;
    }
}
