package org.nightlight.desk;

import static org.nightlight.shared.Spoken.say;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nightlight.database.Database;
import org.nightlight.shared.Outcome;
import org.nightlight.ticket.Doing;
import org.nightlight.ticket.Drafts;
import org.nightlight.ticket.State;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;

/** Macros that are kept: shown, kept, changed, taken away and brought back. */
@Controller
class MacrosController {
    private static final String HERE = "/desk/macros";

    private final Database database;
    private final Frame frame;
    private final Macros macros;

    MacrosController(Database database, Frame frame, Macros macros) {
        this.database = database;
        this.frame = frame;
        this.macros = macros;
    }

    /** What the form carried; what it did not is null. */
    record Sent(
            @Nullable String name,
            @Nullable String kind,
            @Nullable String text,
            @Nullable String state,
            @Nullable String assignee,
            @Nullable String add,
            @Nullable String remove,
            @Nullable String place,
            @Nullable String shared) {
        static final Sent NOTHING = new Sent(null, null, null, null, null, null, null, null, null);

        static Sent of(Macro macro) {
            Doing doing = macro.doing();
            return new Sent(
                    macro.name(),
                    macro.kind() == Drafts.Kind.NOTE ? "note" : "reply",
                    macro.text(),
                    doing.state() == null ? "" : doing.state().key(),
                    doing.holder() == null ? "" : doing.holder().key(),
                    String.join(", ", doing.add()),
                    String.join(", ", doing.remove()),
                    Integer.toString(macro.place()),
                    Boolean.toString(macro.shared()));
        }

        Macro macro(long id, @Nullable Long ownerId) {
            String number = plain(place).strip();
            return new Macro(
                    id,
                    ownerId,
                    plain(name).strip(),
                    plain(kind).equals("note") ? Drafts.Kind.NOTE : Drafts.Kind.REPLY,
                    RepliesController.tidy(plain(text)),
                    Doing.read("state:" + plain(state) + ",assignee:" + plain(assignee))
                            .and(new Doing(null, null, List.of(plain(add)), List.of(plain(remove)))),
                    id == 0 ? 0 : number.matches("\\d{1,4}") ? Integer.parseInt(number) : -1);
        }

        boolean forAll() {
            return plain(shared).equals("true");
        }
    }

    @GetMapping(HERE)
    ModelAndView show(Visit visit) {
        return page(visit, Sent.NOTHING, Map.of());
    }

    @PostMapping(HERE)
    ModelAndView keep(@ModelAttribute Sent sent, Visit visit) {
        Macro macro = sent.macro(0, sent.forAll() ? null : visit.member().id());
        return switch (macros.keep(visit.member(), macro)) {
            case Outcome.Done<Long> kept -> visit.then(HERE, Said.MACRO_KEPT);
            case Outcome.Refused<Long>(String field, String reason) ->
                visit.answer(422, page(visit, sent, Map.of(field, reason)));
        };
    }

    @GetMapping(HERE + "/{id}")
    ModelAndView one(@PathVariable long id, Visit visit) {
        return changing(visit, id, Sent.of(own(id, visit)), Map.of());
    }

    @PostMapping(HERE + "/{id}")
    ModelAndView change(@PathVariable long id, @ModelAttribute Sent sent, Visit visit) {
        Macro macro = own(id, visit);
        return switch (macros.change(visit.member(), sent.macro(id, macro.ownerId()))) {
            case Outcome.Done<Long> changed -> visit.then(HERE, Said.MACRO_CHANGED);
            case Outcome.Refused<Long>(String field, String reason) ->
                visit.answer(422, changing(visit, id, sent, Map.of(field, reason)));
        };
    }

    @PostMapping(HERE + "/{id}/removal")
    ModelAndView remove(@PathVariable long id, Visit visit) {
        macros.remove(visit.member(), own(id, visit));
        return visit.then(HERE, Said.MACRO_REMOVED);
    }

    @PostMapping(HERE + "/{id}/return")
    ModelAndView bringBack(@PathVariable long id, Visit visit) {
        return switch (macros.bringBack(visit.member(), id).orElseThrow(NotHere::new)) {
            case Outcome.Done<Long> back -> visit.then(HERE, Said.MACRO_KEPT);
            case Outcome.Refused<Long>(String field, String reason) ->
                visit.answer(422, page(visit, Sent.NOTHING, Map.of(field, reason)));
        };
    }

    private Macro own(long id, Visit visit) {
        return database.read(visit.clearance(), () -> macros.find(id, visit.member()))
                .filter(macro -> macro.mayBeChangedBy(visit.member()))
                .orElseThrow(NotHere::new);
    }

    private ModelAndView page(Visit visit, Sent sent, Map<String, String> faults) {
        return frame.page(visit, Chrome.Place.MACROS, "desk/macros", chrome -> {
            List<Macro> all = macros.of(visit.member());
            return new MacrosPage(
                    chrome,
                    List.of(
                            new MacrosPage.Kept(say("For everybody", "Para todos"), lines(visit, all, Macro::shared)),
                            new MacrosPage.Kept(say("Yours", "Tuyas"), lines(visit, all, macro -> !macro.shared()))),
                    lines(visit, macros.gone(visit.member()), macro -> true),
                    form(0, sent, visit),
                    faults);
        });
    }

    private ModelAndView changing(Visit visit, long id, Sent sent, Map<String, String> faults) {
        return frame.page(
                visit,
                Chrome.Place.MACROS,
                "desk/macros",
                chrome -> new MacrosPage(chrome, List.of(), List.of(), form(id, sent, visit), faults));
    }

    private static List<MacrosPage.Line> lines(Visit visit, List<Macro> macros, Predicate<Macro> which) {
        return macros.stream()
                .filter(which)
                .map(macro -> new MacrosPage.Line(
                        macro.address(),
                        macro.name(),
                        macro.kind() == Drafts.Kind.NOTE ? say("Note", "Nota") : say("Reply", "Respuesta"),
                        macro.text(),
                        String.join(". ", Macros.steps(macro.doing())),
                        macro.mayBeChangedBy(visit.member())))
                .toList();
    }

    private static MacrosPage.Form form(long id, Sent sent, Visit visit) {
        return new MacrosPage.Form(
                id,
                plain(sent.name()),
                plain(sent.text()),
                choices(
                        plain(sent.kind()),
                        new Choice("reply", say("A reply", "Una respuesta"), false),
                        new Choice("note", say("A note", "Una nota"), false)),
                choices(
                        plain(sent.state()),
                        Stream.concat(
                                        Stream.of(new Choice("", say("Leave as it is", "Dejar como está"), false)),
                                        Stream.of(State.OPEN, State.PENDING, State.HOLD, State.SOLVED)
                                                .map(state -> new Choice(state.key(), Words.state(state.key()), false)))
                                .toArray(Choice[]::new)),
                choices(
                        plain(sent.assignee()),
                        new Choice("", say("Leave as it is", "Dejar como está"), false),
                        new Choice("me", say("Whoever uses it", "Quien la use"), false),
                        new Choice("nobody", say("Nobody", "Nadie"), false)),
                plain(sent.add()),
                plain(sent.remove()),
                plain(sent.place()),
                sent.forAll(),
                View.mayShare(visit.member()));
    }

    private static List<Choice> choices(String chosen, Choice... all) {
        return Stream.of(all)
                .map(one -> new Choice(one.value(), one.label(), one.value().equals(chosen)))
                .toList();
    }

    private static String plain(@Nullable String sent) {
        return Optional.ofNullable(sent).orElse("").replace("\0", "");
    }
}
