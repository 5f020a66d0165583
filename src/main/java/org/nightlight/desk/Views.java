package org.nightlight.desk;

import static org.nightlight.shared.Spoken.say;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.nightlight.audit.Audit;
import org.nightlight.database.Database;
import org.nightlight.playbook.CurrentPlaybook;
import org.nightlight.shared.Outcome;
import org.nightlight.staff.Staff;
import org.nightlight.staff.StaffMember;
import org.springframework.stereotype.Component;

/** Views: kept, changed and taken away by whoever may, and shown in the rail with their counts. */
@Component
class Views {
    private static final int LONGEST_NAME = 40;

    private final Database database;
    private final ViewStore store;
    private final ViewCounts counts;
    private final FilterStore filters;
    private final CurrentPlaybook playbooks;
    private final Staff staff;
    private final Audit audit;
    private final Clock clock;

    Views(
            Database database,
            ViewStore store,
            ViewCounts counts,
            FilterStore filters,
            CurrentPlaybook playbooks,
            Staff staff,
            Audit audit,
            Clock clock) {
        this.database = database;
        this.store = store;
        this.counts = counts;
        this.filters = filters;
        this.playbooks = playbooks;
        this.staff = staff;
        this.audit = audit;
        this.clock = clock;
    }

    FilterText filters(StaffMember member) {
        return new FilterText(names(member));
    }

    FilterNames names(StaffMember member) {
        return new FilterNames(playbooks.current().playbook(), member, clock.instant(), staff::all);
    }

    Optional<View> find(long id, StaffMember member) {
        return store.find(id, member.id());
    }

    /** All that the member may open, as they have put them. */
    List<View> menu(StaffMember member) {
        return store.of(member.id());
    }

    /** One step up or down in the member's own menu, among those that they have there. Nobody else's changes. */
    void move(StaffMember member, View view, boolean up) {
        arrange(member, menu -> {
            int from = place(menu, view);
            int to = from + (up ? -1 : 1);
            if (from >= 0 && to >= 0 && to < menu.size()) {
                Collections.swap(menu, from, to);
            }
        });
    }

    /** Takes one of everybody's out of the member's own menu, or puts it back to where it was. */
    void hide(StaffMember member, View view, boolean hidden) {
        arrange(member, menu -> {
            int at = place(menu, view);
            if (at >= 0) {
                menu.set(at, menu.get(at).hiddenOrNot(hidden));
            }
        });
    }

    private void arrange(StaffMember member, Consumer<List<View>> change) {
        database.write(member.clearance(), () -> {
            store.lockMenu(member.id());
            List<View> menu = new ArrayList<>(store.of(member.id()));
            change.accept(menu);
            store.arrange(member.id(), menu);
        });
    }

    private static int place(List<View> menu, View view) {
        return menu.stream().map(View::id).toList().indexOf(view.id());
    }

    /** The rail's entries. Belongs into a transaction of the member's clearance; a filter that is not understood any more has no count. */
    List<Chrome.ViewLink> links(StaffMember member, String here) {
        return store.of(member.id()).stream()
                .filter(view -> !view.hidden())
                .map(view -> new Chrome.ViewLink(
                        view.id(),
                        view.name(),
                        view.address().equals(here),
                        counts.of(
                                member.clearance(),
                                view.filter(),
                                isPersonal(view.filter()),
                                () -> count(view, member))))
                .toList();
    }

    private int count(View view, StaffMember member) {
        return switch (filters(member).read(view.filter())) {
            case Outcome.Done<Filter>(Filter filter) -> filters.count(filter, ViewCounts.MOST + 1);
            case Outcome.Refused<Filter> gone -> -1;
        };
    }

    private static boolean isPersonal(String filter) {
        String lower = filter.toLowerCase(Locale.ROOT);
        return lower.contains("me") || lower.contains("mine");
    }

    /** @param place among those of its kind, the last when it is kept first */
    record Wanted(String name, String filter, boolean shared, Layout layout, int place) {}

    Outcome<Long> keep(StaffMember member, Wanted wanted) {
        Optional<Outcome<Long>> fault = fault(member, wanted);
        if (fault.isPresent()) {
            return fault.get();
        }
        if (wanted.shared() && !View.mayShare(member)) {
            return Outcome.refused(
                    "shared",
                    say(
                            "Views for everybody are kept by leads and admins. Keep it for yourself.",
                            "Las vistas para todos las guardan líderes y administración. Guárdala para ti."));
        }
        return database.write(member.clearance(), () -> {
            Optional<Long> kept = store.insert(
                    wanted.shared() ? null : member.id(),
                    wanted.name().strip(),
                    wanted.filter().strip(),
                    wanted.layout(),
                    member.id(),
                    clock.instant());
            kept.ifPresent(id -> record(member, "view.kept", id, wanted.shared()));
            return kept.map(Outcome::done)
                    .orElseGet(() -> Outcome.refused(
                            "name",
                            say(
                                            "There are %d views already. Take one away first.",
                                            "Ya hay %d vistas. Quita una antes.")
                                    .formatted(ViewStore.MOST)));
        });
    }

    Outcome<Long> change(StaffMember member, View view, Wanted wanted) {
        return fault(member, wanted).orElseGet(() -> {
            database.write(member.clearance(), () -> {
                store.update(
                        view.id(), wanted.name().strip(), wanted.filter().strip(), wanted.layout(), wanted.place());
                record(member, "view.changed", view.id(), view.shared());
            });
            return Outcome.done(view.id());
        });
    }

    void remove(StaffMember member, View view) {
        database.write(member.clearance(), () -> {
            store.delete(view.id());
            record(member, "view.removed", view.id(), view.shared());
        });
    }

    /** What is everybody's stands in the audit; what somebody keeps for themselves is theirs. */
    private void record(StaffMember member, String action, long id, boolean shared) {
        if (shared) {
            audit.record(member.actor(), action, "view:" + id, "");
        }
    }

    private Optional<Outcome<Long>> fault(StaffMember member, Wanted wanted) {
        String name = wanted.name().strip();
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            return Optional.of(Outcome.refused(
                    "name",
                    say("Give it a name of up to %d letters.", "Ponle un nombre de hasta %d letras.")
                            .formatted(LONGEST_NAME)));
        }
        Optional<String> layout = wanted.layout().fault();
        if (layout.isPresent()) {
            return Optional.of(Outcome.refused("columns", layout.get()));
        }
        if (wanted.place() < 0 || wanted.place() > 1_000) {
            return Optional.of(Outcome.refused(
                    "place", say("A place is a number from 0 to 1000.", "Un lugar es un número de 0 a 1000.")));
        }
        return switch (filters(member).read(wanted.filter())) {
            case Outcome.Refused<Filter>(String field, String reason) -> Optional.of(Outcome.refused("filter", reason));
            case Outcome.Done<Filter>(Filter filter) ->
                filter.parts().isEmpty()
                        ? Optional.of(Outcome.refused(
                                "filter",
                                say(
                                        "Type what the view shows, such as status:open tag:refund.",
                                        "Escribe lo que muestra la vista, por ejemplo status:open tag:refund.")))
                        : filter.namesSomebody()
                                ? Optional.of(
                                        Outcome.refused(
                                                "filter",
                                                say(
                                                        "A view keeps no customer’s address: it would outlast their data. Search for it each time.",
                                                        "Una vista no guarda la dirección de un cliente: duraría más que sus datos. Búscala cada vez.")))
                                : Optional.empty();
        };
    }
}
