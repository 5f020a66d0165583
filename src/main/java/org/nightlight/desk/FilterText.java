package org.nightlight.desk;

import static org.nightlight.shared.Spoken.say;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.nightlight.shared.Outcome;
import org.nightlight.staff.StaffMember;
import org.nightlight.ticket.State;

/**
 * Filters as they are typed: {@code status:open tier:premium,family breaching:<2h assignee:me -tag:spam "voice"}. Parts are
 * parted by spaces and must all hold; values parted by commas hold where one does; a dash in front turns a part round; what
 * has no name are words. What is not understood is refused with the part that it is and with what could stand there.
 */
final class FilterText {
    /** No filter that a person types is longer. */
    static final int LONGEST = 400;

    private static final int MOST = 20;
    private static final Pattern PIECE = Pattern.compile("\\G\\s*(-?)(?:([\\p{L}]+):)?(?:\"([^\"]*)\"|([^\\s\"]+))?");
    private static final Pattern SPAN = Pattern.compile("<?(\\d{1,4})(m|h|d)");
    private static final Pattern DAY = Pattern.compile("(>=|<=|>|<)?(\\S+?)(?:\\.\\.(\\S+))?");

    private final FilterNames names;

    FilterText(FilterNames names) {
        this.names = names;
    }

    /** A part as it stands in the text. {@code name} is empty for bare words. */
    record Piece(boolean not, String name, String value, String typed) {}

    /** Thrown within and told as a refusal: what is wrong, in a sentence. */
    private static final class Unread extends RuntimeException {
        Unread(String sentence) {
            super(sentence, null, false, false);
        }
    }

    /** @return the filter, or a refusal that belongs to the field {@code q} */
    Outcome<Filter> read(String text) {
        try {
            List<Filter.Part> parts = new ArrayList<>();
            StringBuilder words = new StringBuilder();
            for (Piece piece : pieces(text)) {
                if (piece.name().isEmpty() && !piece.not() && !piece.value().contains("@")) {
                    words.append(' ').append(piece.value());
                } else {
                    Filter.Part part = part(piece);
                    parts.add(piece.not() ? new Filter.Not(part) : part);
                }
            }
            if (!words.isEmpty()) {
                parts.add(says(words.toString().strip()));
            }
            return Outcome.done(new Filter(List.copyOf(parts)));
        } catch (Unread unread) {
            return Outcome.refused("q", String.valueOf(unread.getMessage()));
        }
    }

    static List<Piece> pieces(String text) {
        List<Piece> pieces = new ArrayList<>();
        Matcher piece = PIECE.matcher(text.strip());
        int at = 0;
        String all = text.strip();
        while (at < all.length()) {
            if (!piece.find(at) || piece.end() == at || piece.group().isBlank()) {
                throw new Unread(say(
                                "The quotation mark before “%s” has no other that closes it.",
                                "A la comilla antes de “%s” le falta la que cierra.")
                        .formatted(all.substring(at).replace("\"", "").strip()));
            }
            String value = piece.group(3) == null ? piece.group(4) : piece.group(3);
            pieces.add(new Piece(
                    !piece.group(1).isEmpty(),
                    piece.group(2) == null ? "" : piece.group(2).toLowerCase(Locale.ROOT),
                    value == null ? "" : value.strip(),
                    piece.group().strip()));
            at = piece.end();
            if (pieces.size() > MOST) {
                throw new Unread(say(
                                "A filter has up to %d parts. Leave some out.",
                                "Un filtro tiene hasta %d partes. Quita algunas.")
                        .formatted(MOST));
            }
        }
        return pieces;
    }

    private Filter.Part part(Piece piece) {
        if (piece.name().isEmpty()) {
            return piece.value().contains("@") ? new Filter.By(address(piece)) : says(piece.value());
        }
        FilterNames.Name name = names.named(piece.name())
                .orElseThrow(() -> new Unread(
                        say("“%s:” is nothing that a filter knows. ", "“%s:” no es algo que un filtro conozca. ")
                                        .formatted(piece.name())
                                + could(names.names().stream().map(FilterNames.Name::key))));
        if (piece.value().isEmpty()) {
            throw new Unread(say(
                                    "“%s” lacks what comes after the colon. ",
                                    "A “%s” le falta lo que va después de los dos puntos. ")
                            .formatted(piece.typed())
                    + could(name));
        }
        return switch (name) {
            case STATUS -> new Filter.InState(states(piece));
            case ASSIGNEE -> new Filter.Assigned(people(name, piece));
            case FOLLOWER -> new Filter.Followed(people(name, piece));
            case TEAM -> new Filter.Keyed(Filter.Key.TEAM, teams(piece));
            case TIER -> new Filter.Keyed(Filter.Key.TIER, keys(name, piece));
            case PRIORITY -> new Filter.Keyed(Filter.Key.PRIORITY, keys(name, piece));
            case CATEGORY -> new Filter.Keyed(Filter.Key.CATEGORY, keys(name, piece));
            case CHANNEL -> new Filter.Keyed(Filter.Key.CHANNEL, keys(name, piece));
            case BREACHING -> new Filter.DueBefore(names.now().plus(span(piece)));
            case CREATED -> days(piece);
            case TAG -> new Filter.Tagged(piece.value().toLowerCase(Locale.ROOT).replaceAll("\\s+", "-"));
            case REQUESTER -> new Filter.By(address(piece));
            case SAFETY -> {
                keys(name, piece);
                yield new Filter.Walled();
            }
        };
    }

    private static Filter.Part says(String words) {
        if (words.codePoints().noneMatch(Character::isLetterOrDigit)) {
            throw new Unread(say(
                            "“%s” holds no word to look for. Type a word, or a name with a colon.",
                            "“%s” no contiene ninguna palabra que buscar. Escribe una palabra, o un nombre con dos puntos.")
                    .formatted(words));
        }
        return new Filter.Says(words);
    }

    private Set<State> states(Piece piece) {
        Set<State> states = EnumSet.noneOf(State.class);
        for (String value : keys(FilterNames.Name.STATUS, piece)) {
            if (value.equals("unsolved")) {
                Stream.of(State.values()).filter(State::isOpen).forEach(states::add);
            } else {
                states.add(State.ofKey(value));
            }
        }
        return states;
    }

    private Set<String> teams(Piece piece) {
        Set<String> teams = new LinkedHashSet<>(keys(FilterNames.Name.TEAM, piece));
        if (teams.remove("mine")) {
            teams.addAll(names.viewer().teams());
        }
        return teams;
    }

    private Set<String> keys(FilterNames.Name name, Piece piece) {
        Set<String> known = names.values(name).keySet();
        Set<String> keys = new LinkedHashSet<>();
        for (String value : values(name, piece)) {
            String key = value.toLowerCase(Locale.ROOT);
            if (!known.contains(key)) {
                throw unknown(name, value);
            }
            keys.add(key);
        }
        return keys;
    }

    /** By address, by its part before the @, or by name, as far as that is one person. */
    private Set<Long> people(FilterNames.Name name, Piece piece) {
        Set<Long> people = new LinkedHashSet<>();
        for (String value : values(name, piece)) {
            people.add(
                    switch (value.toLowerCase(Locale.ROOT)) {
                        case "me" -> names.viewer().id();
                        case "nobody" -> {
                            if (name == FilterNames.Name.FOLLOWER) {
                                throw unknown(name, value);
                            }
                            yield 0L;
                        }
                        default -> person(name, value);
                    });
        }
        return people;
    }

    private long person(FilterNames.Name name, String value) {
        Collection<StaffMember> all = names.colleagues().get();
        List<StaffMember> meant = all.stream()
                .filter(one -> one.email().value().equalsIgnoreCase(value)
                        || one.email().value().toLowerCase(Locale.ROOT).startsWith(value.toLowerCase(Locale.ROOT) + "@")
                        || one.name().equalsIgnoreCase(value))
                .toList();
        if (meant.size() > 1) {
            throw new Unread(
                    say("“%s” are several people. Use the address: ", "“%s” son varias personas. Usa la dirección: ")
                                    .formatted(value)
                            + meant.stream().map(one -> one.email().value()).collect(Collectors.joining(", ")) + ".");
        }
        if (meant.isEmpty()) {
            throw new Unread(say("“%s” is nobody at this desk. ", "“%s” no es nadie de esta mesa de ayuda. ")
                            .formatted(name.key() + ":" + value)
                    + (name == FilterNames.Name.ASSIGNEE
                            ? say(
                                    "It can be me, nobody, or somebody’s address or whole name in quotation marks.",
                                    "Puede ser me, nobody, o la dirección o el nombre completo de alguien entre comillas.")
                            : say(
                                    "It can be me, or somebody’s address or whole name in quotation marks.",
                                    "Puede ser me, o la dirección o el nombre completo de alguien entre comillas.")));
        }
        return meant.getFirst().id();
    }

    private List<String> values(FilterNames.Name name, Piece piece) {
        List<String> values = Stream.of(piece.value().split(","))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .toList();
        if (values.isEmpty()) {
            throw new Unread(say(
                                    "“%s” lacks what comes after the colon. ",
                                    "A “%s” le falta lo que va después de los dos puntos. ")
                            .formatted(piece.typed())
                    + could(name));
        }
        return values;
    }

    private static Duration span(Piece piece) {
        if (piece.value().equals("late")) {
            return Duration.ZERO;
        }
        Matcher span = SPAN.matcher(piece.value());
        if (!span.matches()) {
            throw new Unread(say(
                            "“%s” is no span of time. It can be late, <30m, <2h or <1d.",
                            "“%s” no es un lapso de tiempo. Puede ser late, <30m, <2h o <1d.")
                    .formatted(piece.typed()));
        }
        long number = Long.parseLong(span.group(1));
        return switch (span.group(2)) {
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }

    private static String address(Piece piece) {
        String address = piece.value().toLowerCase(Locale.ROOT);
        if (address.length() < 3) {
            throw new Unread(say(
                            "“%s” is too short for an address. Type three letters of it, or more.",
                            "“%s” es demasiado corto para una dirección. Escribe tres letras o más.")
                    .formatted(piece.typed()));
        }
        return address;
    }

    /** Days are those of the desk's zone; {@code >} is after that day, {@code >=} from it on. */
    private Filter.Created days(Piece piece) {
        Matcher day = DAY.matcher(piece.value());
        if (!day.matches() || day.group(1) != null && day.group(3) != null) {
            throw noDay(piece);
        }
        LocalDate first = day(piece, day.group(2));
        LocalDate last = day.group(3) == null ? first : day(piece, day.group(3));
        String sign = day.group(1) == null ? "" : day.group(1);
        return switch (sign) {
            case ">" -> new Filter.Created(start(first.plusDays(1)), Instant.MAX);
            case ">=" -> new Filter.Created(start(first), Instant.MAX);
            case "<" -> new Filter.Created(Instant.MIN, start(first));
            case "<=" -> new Filter.Created(Instant.MIN, start(first.plusDays(1)));
            default -> new Filter.Created(start(first), start(last.plusDays(1)));
        };
    }

    private LocalDate day(Piece piece, String typed) {
        LocalDate today = LocalDate.ofInstant(names.now(), names.playbook().zone());
        try {
            LocalDate day = switch (typed) {
                case "today" -> today;
                case "yesterday" -> today.minusDays(1);
                default -> LocalDate.parse(typed);
            };
            if (day.getYear() < 1970 || day.getYear() > 9_999) {
                throw noDay(piece);
            }
            return day;
        } catch (DateTimeParseException none) {
            throw noDay(piece);
        }
    }

    private Instant start(LocalDate day) {
        return day.atStartOfDay(names.playbook().zone()).toInstant();
    }

    private static Unread noDay(Piece piece) {
        return new Unread(say(
                        "“%s” is no day. It can be today, yesterday, 2026-11-01, >2026-11-01 or 2026-11-01..2026-11-07.",
                        "“%s” no es un día. Puede ser today, yesterday, 2026-11-01, >2026-11-01 o 2026-11-01..2026-11-07.")
                .formatted(piece.typed()));
    }

    private Unread unknown(FilterNames.Name name, String value) {
        return new Unread(
                say("“%s” is not understood. ", "“%s” no se entiende. ").formatted(name.key() + ":" + value)
                        + could(name));
    }

    private String could(FilterNames.Name name) {
        return switch (name) {
            case TAG -> say("It can be any tag.", "Puede ser cualquier etiqueta.");
            case REQUESTER ->
                say(
                        "It can be an address or its beginning, or @ and a domain.",
                        "Puede ser una dirección o su comienzo, o @ y un dominio.");
            case ASSIGNEE ->
                say("It can be me, nobody, or somebody’s address.", "Puede ser me, nobody o la dirección de alguien.");
            case FOLLOWER -> say("It can be me, or somebody’s address.", "Puede ser me o la dirección de alguien.");
            default -> could(names.values(name).keySet().stream());
        };
    }

    private static String could(Stream<String> known) {
        return say("It can be ", "Puede ser ") + known.collect(Collectors.joining(", ")) + ".";
    }
}
