package org.nightlight.desk;

import static org.nightlight.shared.Spoken.say;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.nightlight.automation.Conditions;
import org.nightlight.playbook.CurrentPlaybook;
import org.nightlight.shared.EmailAddress;
import org.nightlight.shared.Outcome;
import org.nightlight.staff.Attendance;
import org.nightlight.staff.Staff;
import org.nightlight.staff.StaffMember;
import org.springframework.stereotype.Component;

/**
 * Conditions of rules are filters, read anew at each look, since “within two hours” and the names of teams are of that moment. Nobody in
 * particular looks: what is behind the safety wall is unknown, and so is who “me” would be.
 */
@Component
class RuleConditions implements Conditions {
    private static final StaffMember NOBODY = new StaffMember(
            0,
            "",
            new EmailAddress("nobody@desk.invalid"),
            Set.of(),
            Set.of(),
            Set.of(),
            Set.of(),
            false,
            "comfortable",
            "en",
            new Attendance(0, null, null));

    private final FilterStore filters;
    private final CurrentPlaybook playbooks;
    private final Staff staff;
    private final Clock clock;

    RuleConditions(FilterStore filters, CurrentPlaybook playbooks, Staff staff, Clock clock) {
        this.filters = filters;
        this.playbooks = playbooks;
        this.staff = staff;
        this.clock = clock;
    }

    @Override
    public Optional<String> fault(String condition) {
        if (condition.length() > FilterText.LONGEST) {
            return Optional.of(say(
                    "This is longer than a filter can be. Leave something out.",
                    "Es más largo de lo que puede ser un filtro. Quita algo."));
        }
        return switch (text().read(condition)) {
            case Outcome.Refused<Filter>(String field, String reason) -> Optional.of(reason);
            case Outcome.Done<Filter>(Filter filter) ->
                filter.namesSomebody()
                        ? Optional.of(
                                say(
                                        "A rule keeps no customer’s address: it would outlast their data. Use a tag or a tier.",
                                        "Una regla no guarda la dirección de un cliente: duraría más que sus datos. Usa una etiqueta o un plan."))
                        : FilterText.pieces(condition).stream()
                                .filter(RuleConditions::isPersonal)
                                .findFirst()
                                .map(piece -> say(
                                                "“%s” is about whoever looks, and a rule looks by itself. Use somebody’s address, or a team.",
                                                "«%s» trata de quien mira, y una regla mira sola. Usa la dirección de alguien o un equipo.")
                                        .formatted(piece.typed()));
        };
    }

    private static boolean isPersonal(FilterText.Piece piece) {
        return Stream.of(piece.value().toLowerCase(java.util.Locale.ROOT).split(","))
                .map(String::strip)
                .anyMatch(value -> switch (piece.name()) {
                    case "assignee", "follower" -> value.equals("me");
                    case "team" -> value.equals("mine");
                    default -> false;
                });
    }

    @Override
    public Map<Long, List<Clause>> ask(String condition, Collection<Long> tickets) {
        Optional<Filter> filter = read(condition);
        if (filter.isEmpty()) {
            return tickets.stream()
                    .collect(Collectors.toMap(Function.identity(), id -> List.of(new Clause(condition, false))));
        }
        List<String> texts = texts(condition);
        return filters.holding(filter.get(), tickets).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        it -> IntStream.range(0, texts.size())
                                .mapToObj(at ->
                                        new Clause(texts.get(at), it.getValue().get(at)))
                                .toList()));
    }

    private Optional<Filter> read(String condition) {
        return text().read(condition) instanceof Outcome.Done<Filter>(Filter filter)
                ? Optional.of(filter)
                : Optional.empty();
    }

    /** The parts as they were typed, in the order of the filter's: bare words are one, the last. */
    private static List<String> texts(String condition) {
        List<String> texts = new ArrayList<>();
        List<String> words = new ArrayList<>();
        for (FilterText.Piece piece : FilterText.pieces(condition)) {
            boolean word = piece.name().isEmpty() && !piece.not();
            (word ? words : texts).add(piece.typed());
        }
        if (!words.isEmpty()) {
            texts.add(String.join(" ", words));
        }
        return texts;
    }

    private FilterText text() {
        return new FilterText(new FilterNames(playbooks.current().playbook(), NOBODY, clock.instant(), staff::all));
    }
}
