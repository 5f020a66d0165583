package org.nightlight.playbook;

import static org.nightlight.shared.Spoken.say;

import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads what people can do beyond their teams. */
final class SkillReader {
    private static final Set<String> LANGUAGES = Set.of(Locale.getISOLanguages());

    private final Set<String> matters;

    /** @param safety key of the category whose tickets are given out by nobody */
    SkillReader(Map<String, Category> categories, String safety) {
        this.matters = categories.values().stream()
                .filter(category -> !category.key().equals(safety))
                .flatMap(category -> Stream.concat(
                        Stream.of(category.key()),
                        category.issues().keySet().stream().map(issue -> category.key() + "/" + issue)))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    static SequencedMap<String, Skill> none() {
        return Collections.unmodifiableSequencedMap(new LinkedHashMap<>());
    }

    Skill skill(String key, Value value) {
        return value.section(section -> {
            Skill skill = new Skill(
                    key,
                    section.required("label").text(),
                    section.optional("language").map(SkillReader::language).orElse(null),
                    tags(section),
                    matters(section));
            if (skill.language() == null
                    && skill.tags().isEmpty()
                    && skill.matters().isEmpty()) {
                value.fault(say(
                        "expected language, tags or matters, for no ticket would ever ask for it",
                        "se esperaba language, tags o matters, porque ningún ticket la pediría nunca"));
            }
            return skill;
        });
    }

    private static String language(Value value) {
        return value.oneOf(say("a language in two letters, such as es", "un idioma en dos letras, como es"), LANGUAGES);
    }

    private static Set<String> tags(Section section) {
        return items(section, "tags").stream()
                .map(tag -> tag.text().toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }

    private Set<String> matters(Section section) {
        Set<String> named = new HashSet<>();
        for (Value matter : items(section, "matters")) {
            named.add(matter.oneOf(
                    say(
                            "a category, or category/issue, other than safety",
                            "una categoría, o categoría/asunto, que no sea de protección"),
                    new TreeSet<>(matters)));
        }
        return Set.copyOf(named);
    }

    private static List<Value> items(Section section, String key) {
        return section.optional(key).map(Value::items).orElse(List.of());
    }
}
