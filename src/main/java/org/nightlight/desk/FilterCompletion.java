package org.nightlight.desk;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** What can complete the part of a filter that is being typed: a name, or a value after the name. */
final class FilterCompletion {
    /** How many are offered at once. */
    static final int MOST = 12;

    private final FilterNames names;

    FilterCompletion(FilterNames names) {
        this.names = names;
    }

    /** @param tags finds tags that begin like the given word, as far as the viewer may see a ticket that has them */
    List<FilterValues.Value> of(String typed, Function<String, List<String>> tags) {
        String not = typed.startsWith("-") ? "-" : "";
        String part = typed.substring(not.length()).toLowerCase(Locale.ROOT).replace("\0", "");
        int colon = part.indexOf(':');
        if (colon < 0) {
            return names.names().stream()
                    .filter(name -> name.key().startsWith(part))
                    .map(name -> new FilterValues.Value(not + name.key() + ":", name.said()))
                    .toList();
        }
        Optional<FilterNames.Name> name = names.named(part.substring(0, colon));
        int begins = Math.max(colon, part.lastIndexOf(',')) + 1;
        String before = not + part.substring(0, begins);
        String value = part.substring(begins);
        return name.map(known -> values(known, value, tags))
                .orElseGet(Stream::of)
                .limit(MOST)
                .map(option -> new FilterValues.Value(before + option.text(), option.said()))
                .toList();
    }

    private Stream<FilterValues.Value> values(
            FilterNames.Name name, String value, Function<String, List<String>> tags) {
        if (name == FilterNames.Name.TAG) {
            return tags.apply(value).stream().map(tag -> new FilterValues.Value(tag, ""));
        }
        return names.values(name).entrySet().stream()
                .filter(known -> known.getKey().startsWith(value)
                        || Stream.of(known.getValue().toLowerCase(Locale.ROOT).split(" "))
                                .anyMatch(word -> !value.isEmpty() && word.startsWith(value)))
                .map((Map.Entry<String, String> known) -> new FilterValues.Value(known.getKey(), known.getValue()));
    }
}
