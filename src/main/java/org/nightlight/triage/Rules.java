package org.nightlight.triage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The phrases of rules.yaml, found by their first word, so that a letter is compared with few of them. */
final class Rules {
    private final Meanings meanings;
    private final Map<String, List<Rule>> byFirst = new HashMap<>();

    Rules(List<Rule> rules, Meanings meanings) {
        this.meanings = meanings;
        rules.forEach(rule -> byFirst.computeIfAbsent(rule.parts().getFirst(), first -> new ArrayList<>())
                .add(rule));
    }

    /** What matches, in the order of the text. An id counts once, however many of its phrases match. */
    List<Rule.Match> in(List<Token> tokens) {
        Meanings.@Nullable Unit[] units = new Meanings.@Nullable Unit[tokens.size()];
        meanings.units(tokens).forEach(unit -> units[unit.first()] = unit);
        Map<String, Rule.Match> found = new LinkedHashMap<>();
        for (int at = 0; at < tokens.size(); at++) {
            collect(tokens.get(at).stem(), at, tokens, units, found);
            Meanings.Unit unit = units[at];
            if (unit != null && unit.known()) {
                collect(unit.name(), at, tokens, units, found);
            }
        }
        return List.copyOf(found.values());
    }

    private void collect(
            String first, int at, List<Token> tokens, Meanings.@Nullable Unit[] units, Map<String, Rule.Match> found) {
        for (Rule rule : byFirst.getOrDefault(first, List.of())) {
            if (!found.containsKey(rule.id())) {
                rule.at(at, tokens, units).ifPresent(match -> found.put(rule.id(), match));
            }
        }
    }
}
