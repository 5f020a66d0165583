package org.nightlight.desk;

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
        STATUS("where it stands"),
        ASSIGNEE("who has it"),
        FOLLOWER("who follows it"),
        TEAM("which team has it"),
        TIER("the customer’s tier"),
        PRIORITY("how urgent"),
        BREACHING("a promise that ends soon"),
        TAG("a tag on it"),
        REQUESTER("the customer’s address"),
        CREATED("when it came"),
        CATEGORY("what it is about"),
        CHANNEL("how it came"),
        SAFETY("behind the wall");

        private final String said;

        Name(String said) {
            this.said = said;
        }

        String said() {
            return said;
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
            case BREACHING -> ordered("late", "already over", "<2h", "within two hours", "<1d", "within a day");
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
                "all but solved and closed",
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
        Map<String, String> people =
                orNobody ? ordered("me", "you", "nobody", "waits for somebody") : ordered("me", "you");
        colleagues.get().stream()
                .filter(StaffMember::active)
                .forEach(one -> people.put(one.email().value(), one.name()));
        return people;
    }

    private Map<String, String> teams() {
        Map<String, String> teams = ordered("mine", "the teams that you are in");
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
        return ordered("today", "", "yesterday", "", ">" + today, "after that day", "<" + today, "before that day");
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
