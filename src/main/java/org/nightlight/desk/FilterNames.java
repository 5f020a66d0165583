package org.nightlight.desk;

import static org.nightlight.shared.Spoken.say;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.nightlight.playbook.Playbook;
import org.nightlight.staff.StaffMember;

/**
 * The names and values that a filter of this viewer may hold, at one moment. Each list of values maps what is typed to what
 * is said beside it.
 *
 * @param colleagues everybody at the desk; asked only when a filter names somebody
 */
record FilterNames(
        Playbook playbook, StaffMember viewer, Instant now, Supplier<? extends Collection<StaffMember>> colleagues) {
    /** A name before the colon, with what follows it. */
    enum Name {
        STATUS("where it stands", "cómo está"),
        ASSIGNEE("who has it", "quién lo tiene"),
        FOLLOWER("who follows it", "quién lo sigue"),
        TEAM("which team has it", "qué equipo lo tiene"),
        TIER("the customer’s tier", "el plan del cliente"),
        PRIORITY("how urgent", "qué tan urgente es"),
        BREACHING("a promise that ends soon", "un plazo que termina pronto"),
        TAG("a tag on it", "una etiqueta que lleva"),
        REQUESTER("the customer’s address", "la dirección del cliente"),
        CREATED("when it came", "cuándo llegó"),
        CATEGORY("what it is about", "de qué trata"),
        CHANNEL("how it came", "cómo llegó"),
        SAFETY("behind the wall", "tras el muro");

        private final String english;
        private final String spanish;

        Name(String english, String spanish) {
            this.english = english;
            this.spanish = spanish;
        }

        String said() {
            return say(english, spanish);
        }

        String key() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    List<Name> names() {
        return java.util.Arrays.stream(Name.values())
                .filter(name -> name != Name.SAFETY || viewer.clearance().seesCases())
                .toList();
    }

    Optional<Name> named(String word) {
        return names().stream().filter(name -> name.key().equals(word)).findFirst();
    }

    /** What can stand after the colon, in the order of the playbook; empty where anything can. */
    Map<String, String> values(Name name) {
        return switch (name) {
            case STATUS -> states();
            case ASSIGNEE -> people(true);
            case FOLLOWER -> people(false);
            case TEAM -> teams();
            case TIER -> labels(playbook.tiers().values(), it -> it.key(), it -> it.label());
            case PRIORITY -> ordered("urgent", "", "high", "", "normal", "", "low", "");
            case BREACHING ->
                ordered(
                        "late",
                        say("already over", "ya vencido"),
                        "<2h",
                        say("within two hours", "en menos de dos horas"),
                        "<1d",
                        say("within a day", "en menos de un día"));
            case CREATED -> created();
            case CATEGORY -> categories();
            case CHANNEL -> ordered("email", "", "web", "", "phone", "", "api", "");
            case SAFETY -> ordered("yes", "");
            case TAG, REQUESTER -> Map.of();
        };
    }

    private static Map<String, String> states() {
        return ordered(
                "unsolved",
                say("all but solved and closed", "todos menos resueltos y cerrados"),
                "new",
                "",
                "open",
                "",
                "pending",
                "",
                "hold",
                "",
                "solved",
                "",
                "closed",
                "");
    }

    private Map<String, String> people(boolean orNobody) {
        Map<String, String> people = orNobody
                ? ordered("me", say("you", "tú"), "nobody", say("waits for somebody", "espera a alguien"))
                : ordered("me", say("you", "tú"));
        colleagues.get().stream()
                .filter(StaffMember::active)
                .forEach(one -> people.put(one.email().value(), one.name()));
        return people;
    }

    private Map<String, String> teams() {
        Map<String, String> teams = ordered("mine", say("the teams that you are in", "los equipos en los que estás"));
        teams.putAll(labels(shownTeams(), it -> it.key(), it -> it.label()));
        return teams;
    }

    private Collection<org.nightlight.playbook.Team> shownTeams() {
        Set<String> walled = playbook.safetyTeams();
        boolean inside = viewer.clearance().seesCases();
        return playbook.teams().values().stream()
                .filter(team -> inside || !walled.contains(team.key()))
                .toList();
    }

    private Map<String, String> categories() {
        boolean inside = viewer.clearance().seesCases();
        return labels(
                playbook.categories().entrySet().stream()
                        .filter(it -> inside || !playbook.isSafety(it.getKey()))
                        .toList(),
                it -> it.getKey(),
                it -> it.getValue().label());
    }

    private Map<String, String> created() {
        String today = now.atZone(playbook.zone()).toLocalDate().toString();
        return ordered(
                "today",
                "",
                "yesterday",
                "",
                ">" + today,
                say("after that day", "después de ese día"),
                "<" + today,
                say("before that day", "antes de ese día"));
    }

    private static <T> Map<String, String> labels(
            Collection<T> things, Function<T, String> key, Function<T, String> label) {
        Map<String, String> labels = new LinkedHashMap<>();
        things.forEach(thing -> labels.put(key.apply(thing), label.apply(thing)));
        return labels;
    }

    private static Map<String, String> ordered(String... pairs) {
        Map<String, String> ordered = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            ordered.put(pairs[i], pairs[i + 1]);
        }
        return ordered;
    }
}
