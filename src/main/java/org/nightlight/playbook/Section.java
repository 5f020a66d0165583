package org.nightlight.playbook;

import static org.nightlight.shared.Spoken.say;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** One mapping of the document. What the reader never asked for is unknown, and told at the end. */
final class Section {
    private final Faults faults;
    private final String path;
    private final Mark mark;
    private final SequencedMap<String, NodeTuple> entries = new LinkedHashMap<>();
    private final SequencedSet<String> asked = new LinkedHashSet<>();

    Section(Faults faults, String path, MappingNode node) {
        this.faults = faults;
        this.path = path;
        this.mark = node.getStartMark();
        for (NodeTuple entry : node.getValue()) {
            if (!(entry.getKeyNode() instanceof ScalarNode key)) {
                faults.add(
                        entry.getKeyNode().getStartMark(),
                        path,
                        say("expected a plain key", "se esperaba una clave simple"));
            } else if (entries.putIfAbsent(key.getValue(), entry) != null) {
                faults.add(
                        key.getStartMark(),
                        Value.below(path, key.getValue()),
                        say(
                                "expected each key once, found it a second time",
                                "se esperaba cada clave una vez, se encontró otra vez"));
            }
        }
    }

    /** A section that is not there, its absence already told. */
    Section(Faults faults, String path, Mark mark) {
        this.faults = faults;
        this.path = path;
        this.mark = mark;
    }

    String path() {
        return path;
    }

    Mark mark() {
        return mark;
    }

    /** What stands under this key; a fault when nothing does. */
    Value required(String key) {
        return optional(key).orElseGet(() -> {
            if (!missing()) {
                faults.add(
                        mark,
                        Value.below(path, key),
                        say("expected this key, found nothing", "se esperaba esta clave, no se encontró nada"));
            }
            return new Value(faults, Value.below(path, key), null, mark);
        });
    }

    Optional<Value> optional(String key) {
        asked.add(key);
        NodeTuple entry = entries.get(key);
        return entry == null ? Optional.empty() : Optional.of(value(key, entry));
    }

    /** Everything in here, by key, where the document chooses the keys. */
    SequencedMap<String, Value> all() {
        asked.addAll(entries.keySet());
        SequencedMap<String, Value> values = new LinkedHashMap<>();
        entries.forEach((key, entry) -> values.put(key, value(key, entry)));
        return values;
    }

    /** Where this key itself stands, to tell what is wrong with it. */
    Mark markOf(String key) {
        NodeTuple entry = entries.get(key);
        return entry == null ? mark : entry.getKeyNode().getStartMark();
    }

    /** Tells of each key that nobody asked for. */
    void refuseUnknown() {
        for (var entry : entries.entrySet()) {
            if (!asked.contains(entry.getKey())) {
                Collection<String> missingFirst =
                        asked.stream().filter(key -> !entries.containsKey(key)).toList();
                String hint = Faults.hint(entry.getKey(), missingFirst.isEmpty() ? asked : missingFirst);
                faults.add(
                        entry.getValue().getKeyNode().getStartMark(),
                        Value.below(path, entry.getKey()),
                        say("expected no such key", "no se esperaba esa clave") + hint);
            }
        }
    }

    private boolean missing() {
        return entries.isEmpty() && mark == Value.NOWHERE;
    }

    private Value value(String key, NodeTuple entry) {
        return new Value(
                faults,
                Value.below(path, key),
                entry.getValueNode(),
                entry.getKeyNode().getStartMark());
    }
}
