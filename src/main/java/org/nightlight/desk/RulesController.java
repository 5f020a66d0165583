package org.nightlight.desk;

import static org.nightlight.shared.Spoken.say;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nightlight.automation.Conditions;
import org.nightlight.automation.Definition;
import org.nightlight.automation.Looks;
import org.nightlight.automation.Rule;
import org.nightlight.automation.Rules;
import org.nightlight.database.Database;
import org.nightlight.database.Searches;
import org.nightlight.shared.Outcome;
import org.nightlight.staff.Role;
import org.nightlight.staff.Staff;
import org.nightlight.staff.StaffMember;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The rules of the desk: admins keep, change, try, switch and order them; leads read them. */
@Controller
class RulesController {
    private static final String HERE = "/desk/admin/rules";
    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration DAY = Duration.ofDays(1);

    private final Database database;
    private final Searches searches;
    private final Frame frame;
    private final Rules rules;
    private final Looks looks;
    private final Conditions conditions;
    private final Staff staff;

    RulesController(
            Database database,
            Searches searches,
            Frame frame,
            Rules rules,
            Looks looks,
            Conditions conditions,
            Staff staff) {
        this.database = database;
        this.searches = searches;
        this.frame = frame;
        this.rules = rules;
        this.looks = looks;
        this.conditions = conditions;
        this.staff = staff;
    }

    @GetMapping(HERE)
    ModelAndView show(Visit visit) {
        return list(visit, Map.of());
    }

    @GetMapping(HERE + "/new")
    ModelAndView begin(@RequestParam(defaultValue = "") String example, Visit visit) {
        Definition says = RuleForms.examples(frame.playbook()).get(example);
        RuleForms.Sent sent = says == null
                ? new RuleForms.Sent(
                        null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
                        null)
                : RuleForms.Sent.of(0, says);
        return page(visit, null, sent, says, Map.of());
    }

    @PostMapping(HERE)
    ModelAndView keep(@ModelAttribute RuleForms.Sent sent, Visit visit) {
        return switch (rules.keep(visit.member(), sent.says())) {
            case Outcome.Done<Long>(Long id) -> visit.then(HERE + "/" + id, Said.RULE_KEPT);
            case Outcome.Refused<Long>(String field, String reason) ->
                visit.answer(422, page(visit, null, sent, null, Map.of(field, reason)));
        };
    }

    @GetMapping(HERE + "/{id}")
    ModelAndView one(@PathVariable long id, Visit visit) {
        Rule rule = found(id);
        return page(visit, rule, RuleForms.Sent.of(rule.version(), rule.says()), rule.says(), Map.of());
    }

    @PostMapping(HERE + "/{id}")
    ModelAndView change(@PathVariable long id, @ModelAttribute RuleForms.Sent sent, Visit visit) {
        Rule rule = found(id);
        return switch (rules.change(visit.member(), id, sent.seen(), sent.says())) {
            case Outcome.Done<Long> done -> visit.then(HERE + "/" + id, Said.RULE_CHANGED);
            case Outcome.Refused<Long>(String field, String reason) ->
                visit.answer(422, page(visit, rule, sent, null, Map.of(field, reason)));
        };
    }

    /** Tries what the form says. Nothing is kept, and nothing is done with any ticket. */
    @PostMapping(HERE + "/trials")
    ModelAndView tryOut(@RequestParam(defaultValue = "0") long rule, @ModelAttribute RuleForms.Sent sent, Visit visit) {
        return page(visit, rule == 0 ? null : found(rule), sent, sent.says(), Map.of());
    }

    @PostMapping(HERE + "/{id}/switch")
    ModelAndView turn(@PathVariable long id, @RequestParam(defaultValue = "false") boolean on, Visit visit) {
        found(id);
        return switch (rules.turn(visit.member(), id, on)) {
            case Outcome.Done<Rule> done -> visit.then(HERE, on ? Said.RULE_ON : Said.RULE_OFF);
            case Outcome.Refused<Rule>(String field, String reason) ->
                visit.answer(422, list(visit, Map.of("rule-" + id, reason)));
        };
    }

    @PostMapping(HERE + "/{id}/place")
    ModelAndView move(@PathVariable long id, @RequestParam(defaultValue = "") String move, Visit visit) {
        found(id);
        rules.move(visit.member(), id, move.equals("up"));
        return new ModelAndView("redirect:" + HERE + "#rule-" + id);
    }

    @PostMapping(HERE + "/{id}/removal")
    ModelAndView remove(@PathVariable long id, Visit visit) {
        found(id);
        rules.remove(visit.member(), id);
        return visit.then(HERE, Said.RULE_REMOVED);
    }

    @PostMapping(HERE + "/{id}/return")
    ModelAndView bringBack(@PathVariable long id, Visit visit) {
        if (database.look(() -> rules.find(id)).isEmpty()) {
            throw new NotHere();
        }
        return switch (rules.bringBack(visit.member(), id)) {
            case Outcome.Done<Long> done -> visit.then(HERE, Said.RULE_RETURNED);
            case Outcome.Refused<Long>(String field, String reason) ->
                visit.answer(422, list(visit, Map.of("rule-" + id, reason)));
        };
    }

    private Rule found(long id) {
        return database.look(() -> rules.find(id))
                .filter(rule -> rule.removed() == null)
                .orElseThrow(NotHere::new);
    }

    private ModelAndView list(Visit visit, Map<String, String> faults) {
        return frame.page(visit, Chrome.Place.RULES, "desk/adminRules", chrome -> {
            RuleWords words = words();
            List<Rule> all = rules.standing();
            Map<Long, Integer> fired = looks.fired(frame.now().minus(WEEK));
            return new RulesPage(
                    chrome,
                    IntStream.range(0, all.size())
                            .mapToObj(at -> line(all.get(at), words, fired, at == 0, at == all.size() - 1))
                            .toList(),
                    rules.removed().stream()
                            .map(rule -> line(rule, words, fired, false, false))
                            .toList(),
                    RuleForms.examples(frame.playbook()).entrySet().stream()
                            .map(it -> new RulesPage.Example(
                                    HERE + "/new?example=" + it.getKey(),
                                    it.getValue().name(),
                                    String.join(" · ", said(it.getValue(), words))))
                            .toList(),
                    mayChange(visit),
                    faults);
        });
    }

    private RulesPage.Line line(Rule rule, RuleWords words, Map<Long, Integer> fired, boolean first, boolean last) {
        Instant stopped = rule.stopped();
        return new RulesPage.Line(
                rule.id(),
                rule.name(),
                rule.active(),
                words.when(rule.says()),
                rule.says().condition(),
                words.deeds(rule.says().deeds()),
                fired.getOrDefault(rule.id(), 0),
                conditions.fault(rule.says().condition()).orElse(""),
                stopped != null && stopped.isAfter(frame.now().minus(DAY)),
                first,
                last);
    }

    /** @param tried what is tried on the latest tickets; null for nothing */
    private ModelAndView page(
            Visit visit,
            @Nullable Rule rule,
            RuleForms.Sent sent,
            @Nullable Definition tried,
            Map<String, String> faults) {
        try {
            return searches.read(visit.clearance(), () -> drawn(visit, rule, sent, tried, faults));
        } catch (Searches.TooSlow slow) {
            String reason = say(
                    "Trying this takes too long just now. Ask for less at once, or try again soon.",
                    "Probar esto tarda demasiado ahora. Pide menos a la vez o inténtalo más tarde.");
            return visit.answer(503, drawn(visit, rule, sent, null, Map.of("condition", reason)));
        }
    }

    private ModelAndView drawn(
            Visit visit,
            @Nullable Rule rule,
            RuleForms.Sent sent,
            @Nullable Definition tried,
            Map<String, String> faults) {
        Outcome<List<Rules.Tried>> trial = tried == null ? Outcome.done(List.of()) : rules.trial(tried);
        boolean faulty = trial instanceof Outcome.Refused<?>;
        ModelAndView page = frame.page(visit, Chrome.Place.RULES, "desk/adminRule", chrome -> {
            RuleWords words = words();
            return new RulePage(
                    chrome,
                    RuleForms.form(
                            rule,
                            sent,
                            rule == null ? List.of() : said(rule.says(), words),
                            frame.playbook(),
                            staff.all().stream().filter(StaffMember::active).toList()),
                    tried == null ? null : trial(trial, rule != null && tried.equals(rule.says()), words),
                    rule == null ? List.of() : history(rule, words),
                    mayChange(visit),
                    trial instanceof Outcome.Refused<List<Rules.Tried>>(String field, String reason)
                            ? Map.of(field, reason)
                            : faults);
        });
        return faulty ? visit.answer(422, page) : page;
    }

    private RulePage.@Nullable Trial trial(Outcome<List<Rules.Tried>> trial, boolean kept, RuleWords words) {
        if (!(trial instanceof Outcome.Done<List<Rules.Tried>>(List<Rules.Tried> all))) {
            return null;
        }
        List<RulePage.Row> would = new ArrayList<>();
        List<RulePage.Row> not = new ArrayList<>();
        for (Rules.Tried one : all) {
            List<String> why = why(one);
            List<String> lines = !why.isEmpty()
                    ? why
                    : one.plan().steps().isEmpty()
                            ? List.of(say("Nothing would change: it is so already", "Nada cambiaría: ya está así"))
                            : one.plan().steps().stream().map(words::step).toList();
            (why.isEmpty() ? would : not)
                    .add(new RulePage.Row(
                            Words.number(one.ticket().id()),
                            "/desk/tickets/" + one.ticket().id(),
                            one.ticket().subject(),
                            lines));
        }
        return new RulePage.Trial(kept, all.size(), would, not);
    }

    /** Why it would not fire; empty when it would. */
    private List<String> why(Rules.Tried one) {
        List<String> why = new ArrayList<>();
        Instant over = one.over();
        if (one.waits() && over == null) {
            why.add(say("Its time does not run", "Su plazo no corre"));
        } else if (over != null && over.isAfter(frame.now())) {
            why.add(say("Its time is up ", "Su plazo se cumple ")
                    + frame.words().when(over).text());
        }
        one.missing().forEach(part -> why.add(missing(part)));
        if (why.isEmpty() && !one.plan().refusal().isEmpty()) {
            why.add(one.plan().refusal());
        }
        return why;
    }

    static String missing(String part) {
        return say("Does not hold: ", "No se cumple: ") + part;
    }

    private List<RulePage.Past> history(Rule rule, RuleWords words) {
        return rules.history(rule.id()).stream()
                .map(past -> new RulePage.Past(
                        past.version(),
                        words.names().getOrDefault(past.by(), say("Somebody who left", "Alguien que ya no está")),
                        RuleWords.change(past.what()),
                        words.words().when(past.at()),
                        said(past.says(), words)))
                .toList();
    }

    /** When, if and then, a line each. */
    static List<String> said(Definition says, RuleWords words) {
        return Stream.of(
                        Optional.of(words.when(says)),
                        Optional.of(says.condition())
                                .filter(it -> !it.isEmpty())
                                .map(it -> say("If ", "Si ") + it),
                        Optional.of(String.join(", ", words.deeds(says.deeds()))))
                .flatMap(Optional::stream)
                .toList();
    }

    private RuleWords words() {
        return new RuleWords(
                frame.words(), staff.all().stream().collect(Collectors.toMap(StaffMember::id, StaffMember::name)));
    }

    private static boolean mayChange(Visit visit) {
        return visit.member().is(Role.ADMIN);
    }
}
