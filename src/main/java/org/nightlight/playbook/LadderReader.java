package org.nightlight.playbook;

import static org.nightlight.shared.Spoken.say;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Reads a category's way up. */
final class LadderReader {
    private static final String IMMEDIATE = "immediate";
    private final SequencedMap<String, Team> teams;

    LadderReader(SequencedMap<String, Team> teams) {
        this.teams = teams;
    }

    Ladder ladder(Value value) {
        List<Value> items = value.items();
        List<Ladder.Rung> rungs = new ArrayList<>();
        for (Value item : items) {
            boolean top = item.equals(items.getLast());
            rungs.add(item.section(section -> rung(section, item, rungs, top)));
        }
        if (rungs.isEmpty()) {
            value.fault(say("expected at least one level", "se esperaba al menos un nivel"));
            rungs.add(new Ladder.Rung(1, "", Collections.emptyNavigableMap()));
        }
        return new Ladder(List.copyOf(rungs));
    }

    private Ladder.Rung rung(Section section, Value item, List<Ladder.Rung> below, boolean top) {
        int level = level(section.required("level"));
        if (!below.isEmpty() && level != below.getLast().level() + 1) {
            item.fault(say("expected level ", "se esperaba el nivel ")
                    + (below.getLast().level() + 1)
                    + say(" after level ", " después del nivel ")
                    + below.getLast().level());
        } else if (below.isEmpty() && level > 1) {
            item.fault(say(
                    "expected the ladder to begin at level 1 or immediate",
                    "se esperaba que la escalera empiece en el nivel 1 o immediate"));
        }
        String team = section.required("team").oneOf(say("a team", "un equipo"), teams.keySet());
        return new Ladder.Rung(level, team, reasons(section, top));
    }

    private static SequencedMap<String, String> reasons(Section section, boolean top) {
        if (!top) {
            return section.required("climbs-when").keyed((_, label) -> label.text());
        }
        section.optional("climbs-when")
                .ifPresent(value -> value.fault(say(
                        "expected no reasons to climb at the top of the ladder",
                        "no se esperaban motivos para subir en lo alto de la escalera")));
        return Collections.unmodifiableSequencedMap(new LinkedHashMap<>());
    }

    private static int level(Value value) {
        return isImmediate(value) ? Ladder.IMMEDIATE : value.whole(1, 9);
    }

    /** The level that an issue names to start at; a fault when this ladder does not have it. */
    static int levelOn(Ladder ladder, Value value) {
        int level = level(value);
        if (ladder.rung(level).isEmpty()) {
            value.fault(say(
                            "expected a level of this ladder, found ",
                            "se esperaba un nivel de esta escalera, se encontró ")
                    + level);
        }
        return level;
    }

    private static boolean isImmediate(Value value) {
        return value.node() instanceof ScalarNode scalar
                && scalar.getValue().strip().equals(IMMEDIATE);
    }
}
