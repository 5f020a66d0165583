package org.nightlight.desk;

import static org.nightlight.shared.Spoken.say;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.nightlight.audit.Audit;
import org.nightlight.database.Database;
import org.nightlight.playbook.CurrentPlaybook;
import org.nightlight.playbook.Template;
import org.nightlight.shared.Outcome;
import org.nightlight.staff.StaffMember;
import org.nightlight.ticket.Doing;
import org.nightlight.ticket.Drafts;
import org.nightlight.ticket.State;
import org.nightlight.ticket.Ticket;
import org.springframework.stereotype.Component;

/** Macros: kept, changed, taken away and brought back by whoever may, and put into what somebody writes on a ticket. */
@Component
class Macros {
    private static final int LONGEST_NAME = 40;
    private static final int LONGEST_TEXT = 10_000;
    private static final String MACRO = "macro:";
    private static final String TEMPLATE = "template:";

    private final Database database;
    private final MacroStore store;
    private final Filling filling;
    private final CurrentPlaybook playbooks;
    private final Audit audit;
    private final Clock clock;

    Macros(Database database, MacroStore store, Filling filling, CurrentPlaybook playbooks, Audit audit, Clock clock) {
        this.database = database;
        this.store = store;
        this.filling = filling;
        this.playbooks = playbooks;
        this.audit = audit;
        this.clock = clock;
    }

    /** What the menu beside a text offers. Belongs into a transaction, and asks the database once. */
    Inserts inserts(StaffMember member) {
        List<Macro> macros = store.of(member.id());
        return new Inserts(
                inserts(macros, Drafts.Kind.REPLY),
                inserts(macros, Drafts.Kind.NOTE),
                playbooks.current().playbook().templates().values().stream()
                        .filter(Template::forPeople)
                        .map(template -> new Inserts.Insert(TEMPLATE + template.key(), template.label(), ""))
                        .toList());
    }

    private static List<Inserts.Insert> inserts(List<Macro> macros, Drafts.Kind kind) {
        return macros.stream()
                .filter(macro -> macro.kind() == kind)
                .map(macro ->
                        new Inserts.Insert(MACRO + macro.id(), macro.name(), String.join(". ", steps(macro.doing()))))
                .toList();
    }

    /** What a draft becomes when one of {@link #inserts} is put before it; the draft itself where there is none of that value. */
    Drafts.Draft inserted(String value, Drafts.Kind kind, Drafts.Draft draft, Ticket ticket, Visit visit) {
        if (value.startsWith(TEMPLATE) && kind == Drafts.Kind.REPLY) {
            String text = filling.template(value.substring(TEMPLATE.length()), ticket, visit);
            return new Drafts.Draft(before(text, draft.text()), draft.doing());
        }
        String number = value.startsWith(MACRO) ? value.substring(MACRO.length()) : "";
        return Optional.of(number)
                .filter(it -> it.matches("\\d{1,15}"))
                .flatMap(it -> store.find(Long.parseLong(it), visit.member().id()))
                .filter(macro -> macro.kind() == kind)
                .map(macro -> new Drafts.Draft(
                        before(filling.filled(macro.text(), ticket, visit), draft.text()),
                        draft.doing().and(macro.doing())))
                .orElse(draft);
    }

    private static String before(String text, String rest) {
        return text.isBlank() || rest.isBlank() ? text + rest : text.stripTrailing() + "\n\n" + rest;
    }

    List<Macro> of(StaffMember member) {
        return store.of(member.id());
    }

    /** Those that the member may bring back. */
    List<Macro> gone(StaffMember member) {
        return store.gone(member.id(), clock.instant().minus(MacroStore.GONE)).stream()
                .filter(macro -> macro.mayBeChangedBy(member))
                .toList();
    }

    Optional<Macro> find(long id, StaffMember member) {
        return store.find(id, member.id());
    }

    Outcome<Long> keep(StaffMember member, Macro macro) {
        Optional<Outcome<Long>> fault = fault(macro);
        if (fault.isPresent()) {
            return fault.get();
        }
        if (macro.shared() && !View.mayShare(member)) {
            return Outcome.refused(
                    "shared",
                    say(
                            "Macros for everybody are kept by leads and admins. Keep it for yourself.",
                            "Las macros para todos las guardan líderes y administración. Guárdala para ti."));
        }
        return database.write(member.clearance(), () -> {
            Optional<Long> kept = store.insert(macro, member.id(), clock.instant());
            kept.ifPresent(id -> record(member, "macro-kept", id, macro));
            return kept.map(Outcome::done).orElseGet(Macros::full);
        });
    }

    Outcome<Long> change(StaffMember member, Macro macro) {
        return fault(macro).orElseGet(() -> {
            database.write(member.clearance(), () -> {
                store.update(macro);
                record(member, "macro-changed", macro.id(), macro);
            });
            return Outcome.done(macro.id());
        });
    }

    void remove(StaffMember member, Macro macro) {
        database.write(member.clearance(), () -> {
            store.remove(macro.id(), clock.instant());
            record(member, "macro-removed", macro.id(), macro);
        });
    }

    /** Refused when there is no room for it; empty when there is nothing to bring back. */
    Optional<Outcome<Long>> bringBack(StaffMember member, long id) {
        return database.write(
                member.clearance(),
                () -> gone(member).stream()
                        .filter(macro -> macro.id() == id)
                        .findFirst()
                        .map(macro -> {
                            if (!store.bringBack(macro)) {
                                return full();
                            }
                            record(member, "macro-kept", id, macro);
                            return Outcome.done(id);
                        }));
    }

    private static Outcome<Long> full() {
        return Outcome.refused(
                "name",
                say("There are %d macros already. Take one away first.", "Ya hay %d macros. Quita una antes.")
                        .formatted(MacroStore.MOST));
    }

    /** What is everybody's stands in the audit; what somebody keeps for themselves is theirs. */
    private void record(StaffMember member, String action, long id, Macro macro) {
        if (macro.shared()) {
            audit.record(member.actor(), action, "macro:" + id, "");
        }
    }

    private static Optional<Outcome<Long>> fault(Macro macro) {
        if (macro.name().isEmpty() || macro.name().length() > LONGEST_NAME) {
            return refused(
                    "name",
                    say("Give it a name of up to %d letters.", "Ponle un nombre de hasta %d letras.")
                            .formatted(LONGEST_NAME));
        }
        if (macro.text().isBlank() || macro.text().length() > LONGEST_TEXT) {
            return refused(
                    "text",
                    say("Write what it says, in up to %d letters.", "Escribe lo que dice, en hasta %d letras.")
                            .formatted(LONGEST_TEXT));
        }
        List<String> unknown = Template.unknown(macro.text());
        if (!unknown.isEmpty()) {
            return refused(
                    "text",
                    say(
                                    "There is no {%s}. What may stand between braces is listed below.",
                                    "No hay {%s}. Lo que puede ir entre llaves está en la lista de abajo.")
                            .formatted(unknown.getFirst()));
        }
        if (macro.place() < 0 || macro.place() > 1_000) {
            return refused("place", say("A place is a number from 0 to 1000.", "Un lugar es un número de 0 a 1000."));
        }
        return Optional.empty();
    }

    private static Optional<Outcome<Long>> refused(String field, String reason) {
        return Optional.of(Outcome.refused(field, reason));
    }

    /** What is done, in words, step by step as in {@link Doing#steps}. */
    static List<String> steps(Doing doing) {
        return Stream.of(
                        Stream.ofNullable(doing.state()).map(Macros::state),
                        Stream.ofNullable(doing.holder())
                                .map(it -> it == Doing.Holder.ME
                                        ? say("Assign to me", "Asignármelo")
                                        : say("Take it from its assignee", "Quitárselo a su responsable")),
                        doing.add().stream().map(tag -> say("Add the tag ", "Agregar la etiqueta ") + tag),
                        doing.remove().stream().map(tag -> say("Take off the tag ", "Quitar la etiqueta ") + tag))
                .flatMap(step -> step)
                .toList();
    }

    private static String state(State state) {
        return say("Set to ", "Dejarlo ") + Words.state(state.key()).toLowerCase(Locale.ROOT);
    }

    /** The boxes beside a draft, all ticked: whoever unticks one leaves it out. */
    static List<Choice> boxes(Doing doing) {
        List<String> words = steps(doing);
        List<String> values = doing.steps();
        return IntStream.range(0, values.size())
                .mapToObj(at -> new Choice(values.get(at), words.get(at), true))
                .toList();
    }
}
