package org.nightlight.desk;

import static org.nightlight.shared.Spoken.say;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nightlight.database.Searches;
import org.nightlight.shared.Outcome;
import org.nightlight.staff.Role;
import org.nightlight.staff.Staff;
import org.nightlight.staff.StaffMember;
import org.nightlight.ticket.BulkChange;
import org.nightlight.ticket.BulkJob;
import org.nightlight.ticket.BulkJobs;
import org.nightlight.ticket.State;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** The pages on which many tickets are changed at once. */
@Component
class BulkPages {
    /** As many of the tickets meant as are shown. */
    private static final int SHOWN = 10;
    /** Refused tickets on one page. */
    private static final int PAGE = 100;

    private final Frame frame;
    private final ListRows rows;
    private final FilterStore filters;
    private final Searches searches;
    private final Views views;
    private final Staff staff;
    private final BulkJobs jobs;

    BulkPages(
            Frame frame,
            ListRows rows,
            FilterStore filters,
            Searches searches,
            Views views,
            Staff staff,
            BulkJobs jobs) {
        this.frame = frame;
        this.rows = rows;
        this.filters = filters;
        this.searches = searches;
        this.views = views;
        this.staff = staff;
        this.jobs = jobs;
    }

    /**
     * Which tickets are meant.
     *
     * @param filter all that match it; empty for those that were ticked
     */
    record Meant(String filter, List<Long> ticked) {}

    /** What the form carried. {@code assignee} is empty, {@code nobody}, {@code me} or a number. */
    record Wanted(String assignee, String state, String add, String remove) {
        static final Wanted NOTHING = new Wanted("", "", "", "");

        BulkChange change(StaffMember member) {
            return new BulkChange(
                    assignee(member),
                    state.matches("open|pending|hold|solved") ? State.ofKey(state) : null,
                    Arrays.asList(add.split(",")),
                    Arrays.asList(remove.split(",")));
        }

        private @Nullable Long assignee(StaffMember member) {
            return switch (assignee) {
                case "nobody" -> 0L;
                case "me" -> member.id();
                default -> assignee.matches("\\d{1,15}") ? Long.valueOf(assignee) : null;
            };
        }

        private Map<String, String> sent() {
            return Map.of("assignee", assignee, "state", state, "add", add, "remove", remove);
        }
    }

    /** The numbers of the tickets meant, as things stand now. Begins its own transaction. */
    Outcome<List<Long>> matching(Visit visit, Meant meant) {
        if (meant.filter().isEmpty()) {
            return Outcome.done(meant.ticked());
        }
        return switch (views.filters(visit.member()).read(meant.filter())) {
            case Outcome.Refused<Filter>(String field, String reason) -> Outcome.refused("tickets", reason);
            case Outcome.Done<Filter>(Filter filter) -> matching(visit, filter);
        };
    }

    private Outcome<List<Long>> matching(Visit visit, Filter filter) {
        try {
            return Outcome.done(searches.read(visit.clearance(), () -> filters.all(filter, BulkJobs.MOST + 1)));
        } catch (Searches.TooSlow slow) {
            return Outcome.refused(
                    "tickets",
                    say(
                            "This takes too long to find just now. Narrow the filter, or try again soon.",
                            "Buscar esto tarda demasiado ahora. Acota el filtro, o inténtalo de nuevo pronto."));
        }
    }

    /** The page on which it is said what to do. */
    ModelAndView choice(
            Visit visit, int status, Meant meant, List<Long> found, Wanted wanted, Map<String, String> faults) {
        return visit.answer(status, frame.page(visit, Chrome.Place.NONE, "desk/bulk", chrome -> {
            List<Long> first = found.stream().limit(SHOWN).toList();
            return new BulkPage(
                    chrome,
                    meant.filter(),
                    meant.filter().isEmpty() ? found : List.of(),
                    found.size(),
                    rows.of(first, null),
                    assignees(visit.member(), wanted.assignee()),
                    states(wanted.state()),
                    wanted.sent(),
                    faults);
        }));
    }

    ModelAndView job(Visit visit, long id, int after) {
        return frame.page(visit, Chrome.Place.NONE, "desk/bulkJob", chrome -> {
            BulkJob job = jobs.find(id, visit.member()).orElseThrow(NotHere::new);
            List<BulkJob.Refused> refused = jobs.refused(job, after, PAGE + 1);
            boolean ended = job.progress() != BulkJob.Progress.RUNNING;
            return new BulkJobPage(
                    chrome,
                    line(job),
                    ended && job.refused() > 0,
                    ended && job.changed() > 0,
                    refused.stream()
                            .limit(PAGE)
                            .map(one -> new BulkJobPage.Refused(
                                    Words.number(one.ticketId()),
                                    "/desk/tickets/" + one.ticketId(),
                                    one.subject(),
                                    one.reason()))
                            .toList(),
                    refused.size() > PAGE
                            ? "/desk/bulk-jobs/" + id + "?after="
                                    + refused.get(PAGE - 1).number()
                            : null);
        });
    }

    ModelAndView latest(Visit visit) {
        return frame.page(
                visit,
                Chrome.Place.NONE,
                "desk/bulkJobs",
                chrome -> new BulkJobsPage(
                        chrome,
                        jobs.latest(visit.member(), 30).stream().map(this::line).toList()));
    }

    private BulkJobPage.Line line(BulkJob job) {
        int done = job.changed() + job.refused();
        return new BulkJobPage.Line(
                job.id(),
                does(job.change()),
                job.undoes(),
                job.progress() == BulkJob.Progress.RUNNING,
                job.progress() == BulkJob.Progress.CANCELLED,
                job.total(),
                job.changed(),
                job.refused(),
                job.left(),
                job.total() == 0 ? 100 : (int) (100L * done / job.total()),
                frame.words().when(job.askedAt()));
    }

    private List<String> does(BulkChange change) {
        List<String> does = new ArrayList<>();
        if (change.assignee() != null) {
            does.add(say("Assignee: ", "Responsable: ")
                    + (change.assignee() == 0
                            ? say("Nobody", "Nadie")
                            : staff.find(change.assignee())
                                    .map(StaffMember::name)
                                    .orElse(say("Somebody", "Alguien"))));
        }
        if (change.state() != null) {
            does.add(say("State: ", "Estado: ") + Words.state(change.state().key()));
        }
        if (!change.add().isEmpty()) {
            does.add(say("Tags added: ", "Etiquetas agregadas: ") + String.join(", ", change.add()));
        }
        if (!change.remove().isEmpty()) {
            does.add(say("Tags taken off: ", "Etiquetas quitadas: ") + String.join(", ", change.remove()));
        }
        return does;
    }

    private List<Choice> assignees(StaffMember member, String chosen) {
        Stream<Choice> always = Stream.of(
                new Choice("", say("Leave as it is", "Dejar como está"), chosen.isEmpty()),
                new Choice("me", say("Me", "Yo"), chosen.equals("me")),
                new Choice("nobody", say("Nobody", "Nadie"), chosen.equals("nobody")));
        Stream<Choice> others = staff.all().stream()
                .filter(one -> one.active()
                        && one.id() != member.id()
                        && one.roles().stream().anyMatch(role -> role != Role.AUDITOR))
                .map(one -> new Choice(Long.toString(one.id()), one.name(), chosen.equals(Long.toString(one.id()))));
        return Stream.concat(always, others).toList();
    }

    private static List<Choice> states(String chosen) {
        return Stream.concat(
                        Stream.of(new Choice("", say("Leave as it is", "Dejar como está"), chosen.isEmpty())),
                        Stream.of(State.OPEN, State.PENDING, State.HOLD, State.SOLVED)
                                .map(state -> new Choice(
                                        state.key(),
                                        Words.state(state.key()),
                                        state.key().equals(chosen))))
                .toList();
    }
}
