package org.nightlight.desk;

import static org.nightlight.shared.Spoken.say;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nightlight.automation.After;
import org.nightlight.automation.Deeds;
import org.nightlight.automation.Definition;
import org.nightlight.automation.Heard;
import org.nightlight.automation.Rule;
import org.nightlight.playbook.Playbook;
import org.nightlight.playbook.Team;
import org.nightlight.staff.StaffMember;
import org.nightlight.ticket.State;

/** A rule between its form and what it says. */
final class RuleForms {
    private RuleForms() {}

    /** What the form carried; what it did not is null. */
    record Sent(
            @Nullable String version,
            @Nullable String name,
            @Nullable List<String> hears,
            @Nullable String span,
            @Nullable String unit,
            @Nullable String anchor,
            @Nullable String open,
            @Nullable String late,
            @Nullable String condition,
            @Nullable String add,
            @Nullable String remove,
            @Nullable String place,
            @Nullable String assignee,
            @Nullable String state,
            @Nullable String note,
            @Nullable String tell,
            @Nullable String leads) {

        static Sent of(int version, Definition says) {
            Deeds deeds = says.deeds();
            After after = says.after();
            Long assignee = deeds.assignee();
            State state = deeds.state();
            return new Sent(
                    Integer.toString(version),
                    says.name(),
                    says.hears().stream().map(Heard::key).toList(),
                    after == null ? "" : Integer.toString(after.count()),
                    after == null ? After.Unit.HOURS.key() : after.unit().key(),
                    after == null ? "" : beginning(after),
                    Boolean.toString(after != null && after.openTime()),
                    Boolean.toString(after != null && after.late()),
                    says.condition(),
                    String.join(", ", deeds.add()),
                    String.join(", ", deeds.remove()),
                    deeds.place(),
                    assignee == null ? "" : assignee.toString(),
                    state == null ? "" : state.key(),
                    deeds.note(),
                    Boolean.toString(deeds.tellsAssignee()),
                    deeds.tellsLeads());
        }

        int seen() {
            return plain(version).matches("\\d{1,9}") ? Integer.parseInt(plain(version)) : 0;
        }

        Definition says() {
            String to = plain(assignee);
            return new Definition(
                    plain(name).strip(),
                    heard().stream().flatMap(key -> Heard.ofKey(key).stream()).toList(),
                    after(),
                    plain(condition).strip(),
                    new Deeds(
                            tags(plain(add)),
                            tags(plain(remove)),
                            plain(place),
                            to.matches("\\d{1,15}") ? Long.valueOf(to) : null,
                            state(plain(state)),
                            RepliesController.tidy(plain(note)).isBlank() ? "" : RepliesController.tidy(plain(note)),
                            plain(tell).equals("true"),
                            plain(leads)));
        }

        List<String> heard() {
            return hears == null ? List.of() : hears;
        }

        /** A time that is no number is one that no rule may have, so that its fault stands beside it. */
        private @Nullable After after() {
            String number = plain(span).strip();
            if (number.isEmpty()) {
                return null;
            }
            String from = plain(anchor);
            int colon = from.indexOf(':');
            return new After(
                    number.matches("\\d{1,5}") ? Integer.parseInt(number) : 0,
                    After.Unit.ofKey(plain(unit)).orElse(After.Unit.HOURS),
                    After.Anchor.ofKey(colon < 0 ? from : from.substring(0, colon))
                            .orElse(After.Anchor.STATE),
                    colon < 0 ? null : state(from.substring(colon + 1)),
                    plain(open).equals("true"),
                    plain(late).equals("true"));
        }

        private static @Nullable State state(String key) {
            return key.matches("new|open|pending|hold|solved|closed") ? State.ofKey(key) : null;
        }

        private static List<String> tags(String typed) {
            return Arrays.stream(typed.split(","))
                    .map(tag -> tag.strip().toLowerCase(java.util.Locale.ROOT).replaceAll("\\s+", "-"))
                    .filter(tag -> !tag.isEmpty())
                    .map(tag -> tag.substring(0, Math.min(60, tag.length())))
                    .distinct()
                    .toList();
        }
    }

    private static String beginning(After after) {
        State state = after.state();
        return state == null ? after.anchor().key() : after.anchor().key() + ":" + state.key();
    }

    /** @param rule as it is kept; null for a new one */
    static RulePage.Form form(
            @Nullable Rule rule, Sent sent, List<String> says, Playbook playbook, List<StaffMember> people) {
        return new RulePage.Form(
                rule == null ? 0 : rule.id(),
                sent.seen(),
                rule != null && rule.active(),
                says,
                plain(sent.name()),
                Arrays.stream(Heard.values())
                        .map(one -> new Choice(
                                one.key(),
                                Words.capital(RuleWords.heard(one)),
                                sent.heard().contains(one.key())))
                        .toList(),
                plain(sent.span()),
                choices(
                        plain(sent.unit()).isEmpty() ? After.Unit.HOURS.key() : plain(sent.unit()),
                        Stream.of(
                                new Choice("minutes", say("minutes", "minutos"), false),
                                new Choice("hours", say("hours", "horas"), false),
                                new Choice("days", say("days", "días"), false))),
                choices(plain(sent.anchor()), anchors()),
                plain(sent.open()).equals("true"),
                plain(sent.late()).equals("true"),
                plain(sent.condition()),
                plain(sent.add()),
                plain(sent.remove()),
                choices(plain(sent.place()), Stream.concat(Stream.of(leave()), places(playbook))),
                choices(
                        plain(sent.assignee()),
                        Stream.concat(
                                Stream.of(leave(), new Choice("0", say("Nobody", "Nadie"), false)),
                                people.stream().map(one -> new Choice(Long.toString(one.id()), one.name(), false)))),
                choices(
                        plain(sent.state()),
                        Stream.concat(
                                Stream.of(leave()),
                                Stream.of(State.OPEN, State.PENDING, State.HOLD, State.SOLVED, State.CLOSED)
                                        .map(one -> new Choice(one.key(), Words.state(one.key()), false)))),
                plain(sent.note()),
                plain(sent.tell()).equals("true"),
                choices(
                        plain(sent.leads()),
                        Stream.concat(
                                Stream.of(
                                        new Choice("", say("Nobody", "Nadie"), false),
                                        new Choice(
                                                Deeds.OWN,
                                                say("The leads of its team", "Los líderes de su equipo"),
                                                false)),
                                teams(playbook)
                                        .map(team -> new Choice(
                                                team.key(),
                                                say("The leads of ", "Los líderes de ") + team.label(),
                                                false)))));
    }

    private static Choice leave() {
        return new Choice("", say("Leave as it is", "Dejar como está"), false);
    }

    private static Stream<Choice> anchors() {
        List<Choice> anchors = new ArrayList<>();
        for (After.Anchor anchor : After.Anchor.values()) {
            if (anchor == After.Anchor.STATE) {
                Stream.of(State.NEW, State.OPEN, State.PENDING, State.HOLD, State.SOLVED)
                        .forEach(state -> anchors.add(
                                new Choice(anchor.key() + ":" + state.key(), RuleWords.since(anchor, state), false)));
            } else {
                anchors.add(new Choice(anchor.key(), RuleWords.since(anchor, null), false));
            }
        }
        return anchors.stream();
    }

    /** Levels are those of each ticket's own ladder. */
    private static Stream<Choice> places(Playbook playbook) {
        int top = playbook.categories().values().stream()
                .filter(category -> !playbook.isSafety(category.key()))
                .mapToInt(category -> category.ladder().top().level())
                .max()
                .orElse(1);
        return Stream.concat(
                Stream.iterate(2, level -> level <= top, level -> level + 1)
                        .map(level -> new Choice(
                                "level:" + level,
                                say("Level %d of its ladder", "Nivel %d de su escalera")
                                        .formatted(level),
                                false)),
                teams(playbook).map(team -> new Choice("team:" + team.key(), team.label(), false)));
    }

    private static Stream<Team> teams(Playbook playbook) {
        return playbook.teams().values().stream()
                .filter(team -> !team.software() && !playbook.safetyTeams().contains(team.key()));
    }

    private static List<Choice> choices(String chosen, Stream<Choice> all) {
        return all.map(one -> new Choice(one.value(), one.label(), one.value().equals(chosen)))
                .toList();
    }

    private static String plain(@Nullable String sent) {
        return Optional.ofNullable(sent).orElse("").replace("\0", "");
    }

    /** To begin from, by the last part of their addresses. */
    static Map<String, Definition> examples(Playbook playbook) {
        String tier = playbook.tiers().containsKey("premium") ? "tier:premium " : "";
        Map<String, Definition> examples = new java.util.LinkedHashMap<>();
        examples.put(
                "close",
                new Definition(
                        say("Close what has been solved for 7 days", "Cerrar lo que lleva 7 días resuelto"),
                        List.of(),
                        new After(7, After.Unit.DAYS, After.Anchor.STATE, State.SOLVED, false, true),
                        "",
                        new Deeds(List.of(), List.of(), "", null, State.CLOSED, "", false, "")));
        examples.put(
                "wait",
                new Definition(
                        say(
                                "Tell the lead when a premium ticket waits 4 hours",
                                "Avisar al líder cuando un ticket premium espera 4 horas"),
                        List.of(),
                        new After(4, After.Unit.HOURS, After.Anchor.WAITING, null, true, false),
                        tier + "status:new,open",
                        new Deeds(List.of(), List.of(), "", null, null, "", false, Deeds.OWN)));
        examples.put(
                "tag",
                new Definition(
                        say("Tag what asks for money back", "Etiquetar lo que pide un reembolso"),
                        List.of(Heard.MADE),
                        null,
                        "refund",
                        new Deeds(List.of("refund"), List.of(), "", null, null, "", false, "")));
        return examples;
    }
}
