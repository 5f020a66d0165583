package org.nightlight.playbook;

import static org.nightlight.shared.Spoken.say;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.nightlight.shared.EmailAddress;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * One value of the document. Each reading method answers what stands here, or tells the fault and answers a stand-in, so
 * that the reader goes on and finds all faults; the stand-ins are thrown away with the reading.
 */
record Value(Faults faults, String path, @Nullable Node node, Mark mark) {
    static final Mark NOWHERE = new Mark("playbook", 0, 0, 0, new int[0], 0);
    private static final Pattern KEY = Pattern.compile("[a-z](?:-?[a-z0-9]){0,59}");
    private static final int LONGEST_TEXT = 20_000;

    static String below(String path, String key) {
        String shown = key.length() > 60 ? key.substring(0, 60) + "…" : key;
        return path.isEmpty() ? shown : path + "." + shown;
    }

    void fault(String expected) {
        if (node != null) {
            faults.add(node.getStartMark(), path, expected);
        }
    }

    /** Text that is not blank. */
    String text() {
        return scalar(say("text", "texto")).orElse("");
    }

    boolean flag() {
        return parsed(say("true or false", "true o false"), false, text -> switch (text) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> Optional.empty();
        });
    }

    int whole(int least, int most) {
        return parsed(
                say("a whole number from ", "un número entero de ") + least + say(" to ", " a ") + most,
                least,
                text -> text.matches("-?[0-9]{1,9}")
                        ? Optional.of(Integer.parseInt(text)).filter(number -> number >= least && number <= most)
                        : Optional.empty());
    }

    double fraction() {
        return parsed(
                say("a number from 0 to 1", "un número de 0 a 1"),
                0.0,
                text -> text.matches("[01](\\.[0-9]{1,9})?")
                        ? Optional.of(Double.parseDouble(text)).filter(number -> number <= 1)
                        : Optional.empty());
    }

    /** Whether one of these words stands here, or nothing at all under the key. */
    boolean says(List<String> words) {
        return node instanceof ScalarNode scalar
                && (scalar.getValue().isBlank()
                        || words.contains(scalar.getValue().strip().toLowerCase(Locale.ROOT)));
    }

    LocalDate date() {
        return parsed(say("a day such as 2026-12-25", "un día como 2026-12-25"), LocalDate.EPOCH, text -> {
            try {
                return Optional.of(LocalDate.parse(text));
            } catch (DateTimeException none) {
                return Optional.empty();
            }
        });
    }

    Duration duration() {
        return parsed(
                say("a time such as 8 hours or 30 minutes", "un tiempo como 8 hours o 30 minutes"),
                Duration.ofHours(1),
                DurationText::parse);
    }

    Target target() {
        return parsed(
                say(
                        "a positive time such as 48 hours, 5 business days, same day or next business day",
                        "un tiempo positivo como 48 hours, 5 business days, same day o next business day"),
                new Target.SameDay(),
                Target::parse);
    }

    /** A target in clock time, for what runs on the wall clock. */
    Target clockTarget() {
        return parsed(
                say(
                        "a positive clock time such as 5 minutes or 24 hours",
                        "un tiempo de reloj positivo como 5 minutes o 24 hours"),
                new Target.SameDay(),
                text -> DurationText.parse(text).map(Target.ClockHours::new));
    }

    ZoneId zone() {
        return parsed(
                say("a time zone such as America/New_York", "una zona horaria como America/New_York"),
                ZoneOffset.UTC,
                text -> {
                    try {
                        return Optional.of(ZoneId.of(text));
                    } catch (DateTimeException e) {
                        return Optional.empty();
                    }
                });
    }

    EmailAddress address() {
        return parsed(
                say("an e-mail address", "una dirección de correo"),
                new EmailAddress("nobody@invalid"),
                EmailAddress::parse);
    }

    SupportHours.Block block() {
        return parsed(
                say("open hours such as \"09:00-17:00\"", "horas abiertas como \"09:00-17:00\""),
                new SupportHours.Block(0, 1),
                text -> {
                    String[] ends = text.split("-", -1);
                    return ends.length == 2
                            ? SupportHours.Block.parse(ends[0].strip(), ends[1].strip())
                            : Optional.empty();
                });
    }

    /** One of these keys, which stand elsewhere in the document or are fixed. */
    String oneOf(String kind, Collection<String> known) {
        Optional<String> text = scalar(kind);
        text.filter(key -> !known.contains(key))
                .ifPresent(key -> fault(say("expected ", "se esperaba ") + kind + say(", found '", ", se encontró '")
                        + shown(key) + "'" + Faults.hint(key, known)));
        return text.orElse("");
    }

    List<Value> items() {
        return switch (node) {
            case null -> List.of();
            case SequenceNode sequence -> {
                List<Value> items = new ArrayList<>();
                for (Node item : sequence.getValue()) {
                    items.add(new Value(faults, path + "[" + items.size() + "]", item, item.getStartMark()));
                }
                yield items;
            }
            default -> {
                fault(say("expected a list, found ", "se esperaba una lista, se encontró ") + kindOf(node));
                yield List.of();
            }
        };
    }

    <T> T section(Function<Section, T> read) {
        return switch (node) {
            case null -> read.apply(new Section(faults, path, NOWHERE));
            case MappingNode mapping -> {
                Section section = new Section(faults, path, mapping);
                T made = read.apply(section);
                section.refuseUnknown();
                yield made;
            }
            default -> {
                fault(say("expected keys and values, found ", "se esperaban claves y valores, se encontró ")
                        + kindOf(node));
                yield read.apply(new Section(faults, path, NOWHERE));
            }
        };
    }

    /** Things by a key of the document's choosing, in its order: at least one. */
    <T> SequencedMap<String, T> keyed(BiFunction<String, Value, T> read) {
        SequencedMap<String, T> made = section(section -> {
            SequencedMap<String, T> things = new LinkedHashMap<>();
            section.all().forEach((key, value) -> {
                if (!KEY.matcher(key).matches()) {
                    faults.add(
                            section.markOf(key),
                            value.path,
                            say(
                                    "expected a key in lower case with hyphens, such as api-key",
                                    "se esperaba una clave en minúsculas con guiones, como api-key"));
                }
                things.put(key, read.apply(key, value));
            });
            return things;
        });
        if (made.isEmpty() && node instanceof MappingNode) {
            fault(say("expected at least one entry", "se esperaba al menos una entrada"));
        }
        return Collections.unmodifiableSequencedMap(made);
    }

    /** Things by date, in the document's order; none is fine. */
    <T> SequencedMap<LocalDate, T> dated(Function<Value, T> read) {
        return Collections.unmodifiableSequencedMap(section(section -> {
            SequencedMap<LocalDate, T> things = new LinkedHashMap<>();
            section.all().forEach((key, value) -> {
                try {
                    things.put(LocalDate.parse(key), read.apply(value));
                } catch (DateTimeException e) {
                    faults.add(
                            section.markOf(key),
                            value.path,
                            say("expected a date such as 2026-12-25", "se esperaba una fecha como 2026-12-25"));
                }
            });
            return things;
        }));
    }

    private <T> T parsed(String expected, T standIn, Function<String, Optional<T>> parse) {
        Optional<String> text = scalar(expected);
        if (text.isEmpty()) {
            return standIn;
        }
        Optional<T> value = parse.apply(text.get());
        if (value.isEmpty()) {
            fault(say("expected ", "se esperaba ") + expected + say(", found '", ", se encontró '") + shown(text.get())
                    + "'");
        }
        return value.orElse(standIn);
    }

    private Optional<String> scalar(String expected) {
        if (node == null) {
            return Optional.empty();
        }
        if (!(node instanceof ScalarNode scalar) || scalar.getTag().equals(Tag.NULL)) {
            fault(say("expected ", "se esperaba ") + expected + say(", found ", ", se encontró ") + kindOf(node));
            return Optional.empty();
        }
        String text = scalar.getValue().strip();
        if (text.isEmpty() || text.length() > LONGEST_TEXT) {
            fault(say("expected ", "se esperaba ")
                    + expected
                    + say(", found ", ", se encontró ")
                    + (text.isEmpty()
                            ? say("nothing", "nada")
                            : say("a text that is far too long", "un texto demasiado largo")));
            return Optional.empty();
        }
        return Optional.of(text);
    }

    private static String shown(String text) {
        return text.length() > 40 ? text.substring(0, 40) + "…" : text;
    }

    private static String kindOf(Node node) {
        return switch (node) {
            case MappingNode _ -> say("keys and values", "claves y valores");
            case SequenceNode _ -> say("a list", "una lista");
            case ScalarNode scalar
            when scalar.getTag().equals(Tag.NULL) || scalar.getValue().isBlank() -> say("nothing", "nada");
            case ScalarNode scalar -> "'" + shown(scalar.getValue()) + "'";
            default -> say("something else", "otra cosa");
        };
    }
}
