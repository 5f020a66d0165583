package org.nightlight.sla;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nightlight.playbook.BusinessCalendar;
import org.nightlight.playbook.Playbook;
import org.nightlight.playbook.Playbooks;

/** All times are New York's. 2 March 2026 is a Monday; the clock goes forward on Sunday the 8th. */
class DeadlinesTest {
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private final Playbook playbook = Playbooks.builtIn();
    private final BusinessCalendar calendar = BusinessCalendar.of(playbook.hours());

    @ParameterizedTest(name = "{0} opened {1}")
    @CsvSource({
        // tier, opened, first response, resolution, escalation, act by
        "free, 2026-03-02T10:00, 2026-03-04T10:00, 2026-03-09T10:00, 2026-03-11T10:00, 2026-03-04T10:00",
        "free, 2026-03-07T12:00, 2026-03-09T13:00, 2026-03-13T17:00, 2026-03-17T17:00, 2026-03-09T13:00",
        "free, 2026-03-05T18:00, 2026-03-07T18:00, 2026-03-12T17:00, 2026-03-16T17:00, 2026-03-06T17:00",
        "alexa-starter, 2026-03-02T10:00, 2026-03-03T10:00, 2026-03-05T10:00, 2026-03-09T10:00, 2026-03-03T10:00",
        "individual, 2026-03-02T10:00, 2026-03-03T10:00, 2026-03-05T10:00, 2026-03-09T10:00, 2026-03-03T10:00",
        "premium, 2026-03-02T10:00, 2026-03-02T22:00, 2026-03-04T10:00, 2026-03-05T10:00, 2026-03-02T17:00",
        "family, 2026-03-06T16:00, 2026-03-07T04:00, 2026-03-10T16:00, 2026-03-11T16:00, 2026-03-06T17:00",
        "professional, 2026-03-02T16:00, 2026-03-02T20:00, 2026-03-03T16:00, 2026-03-04T16:00, 2026-03-02T20:00",
        "enterprise, 2026-03-02T10:00, 2026-03-02T11:00, 2026-03-03T00:00, 2026-03-03T17:00, 2026-03-02T11:00",
        "enterprise, 2026-03-02T23:30, 2026-03-03T00:30, 2026-03-03T00:30, 2026-03-03T17:00, 2026-03-03T00:30",
        "enterprise, 2026-03-07T12:00, 2026-03-07T13:00, 2026-03-08T00:00, 2026-03-09T17:00, 2026-03-07T13:00",
    })
    void eachTierHasItsTimes(
            String tier,
            LocalDateTime opened,
            LocalDateTime firstResponse,
            LocalDateTime resolution,
            LocalDateTime escalation,
            LocalDateTime actBy) {
        Deadlines deadlines = ticket(tier, "technical", null, at(opened)).deadlines();
        assertThat(deadlines.firstResponse().due()).isEqualTo(at(firstResponse));
        assertThat(deadlines.resolution().due()).isEqualTo(at(resolution));
        assertThat(deadlines.escalation().due()).isEqualTo(at(escalation));
        assertThat(deadlines.actBy()).isEqualTo(at(actBy));
    }

    @ParameterizedTest(name = "{0} is due within {1}")
    @CsvSource({
        "crisis-detection, PT5M",
        "mandatory-reporting-trigger, PT1H",
        "content-moderation, PT4H",
        "privacy-concerns, PT24H",
        "coppa-compliance-questions, PT24H",
        ", PT5M",
    })
    void aSafetyIssueHasItsOwnTimesWhateverTheTierAtAnyHour(@Nullable String issue, Duration within) {
        Instant night = at("2026-03-07T23:59");
        for (String tier : playbook.tiers().keySet()) {
            Deadlines deadlines = ticket(tier, "safety", issue, night).deadlines();
            assertThat(deadlines.firstResponse().due()).isEqualTo(night.plus(within));
            assertThat(deadlines.actBy()).isEqualTo(night.plus(within));
        }
    }

    @Test
    void aSafetyClockNeverPauses() {
        Ticket ticket = ticket("free", "safety", "content-moderation", at("2026-03-07T12:00"));
        ticket.on(TicketChange.PENDING, at("2026-03-07T12:10"));
        assertThat(ticket.deadlines().resolution().state()).isEqualTo(Deadline.State.RUNNING);
        ticket.on(TicketChange.WORKING, at("2026-03-07T15:00"));
        assertThat(ticket.deadlines().resolution().due()).isEqualTo(at("2026-03-07T16:00"));
    }

    @Test
    void attributionHasTimesBesideTheTiersAndTheSoonerCounts() {
        Instant monday = at("2026-03-02T10:00");
        assertThat(ticket("free", "ip-attribution", "question", monday)
                        .deadlines()
                        .firstResponse()
                        .due())
                .isEqualTo(at("2026-03-03T10:00"));
        assertThat(ticket("free", "ip-attribution", "question", monday)
                        .deadlines()
                        .resolution()
                        .due())
                .isEqualTo(at("2026-03-05T10:00"));
        assertThat(ticket("professional", "ip-attribution", "question", monday)
                        .deadlines()
                        .firstResponse()
                        .due())
                .isEqualTo(at("2026-03-02T14:00"));
        Deadlines claim =
                ticket("free", "ip-attribution", "rights-holder-claim", monday).deadlines();
        assertThat(claim.firstResponse().due()).isEqualTo(at("2026-03-02T11:00"));
        assertThat(claim.resolution().due()).isEqualTo(at("2026-03-03T10:00"));
    }

    @Test
    void pendingPausesResolutionAndEscalationButNeverTheFirstResponse() {
        Ticket ticket = ticket("premium", "billing", null, at("2026-03-02T10:00"));
        ticket.on(TicketChange.PENDING, at("2026-03-02T12:00"));
        Deadlines paused = ticket.deadlines();
        assertThat(paused.firstResponse().due()).isEqualTo(at("2026-03-02T22:00"));
        assertThat(paused.resolution().state()).isEqualTo(Deadline.State.PAUSED);
        assertThat(paused.resolution().due()).isNull();
        assertThat(paused.resolution().left()).isEqualTo(Duration.ofHours(14));

        ticket.on(TicketChange.WORKING, at("2026-03-04T09:30"));
        assertThat(ticket.deadlines().resolution().due()).isEqualTo(at("2026-03-05T15:30"));
        assertThat(ticket.deadlines().escalation().due()).isEqualTo(at("2026-03-06T15:30"));
    }

    @Test
    void pendingOutsideHoursAddsNothing() {
        Ticket ticket = ticket("premium", "billing", null, at("2026-03-06T10:00"));
        Instant before = ticket.deadlines().resolution().due();
        ticket.on(TicketChange.PENDING, at("2026-03-06T17:00"));
        ticket.on(TicketChange.WORKING, at("2026-03-09T08:59"));
        assertThat(ticket.deadlines().resolution().due()).isEqualTo(before).isEqualTo(at("2026-03-10T10:00"));
    }

    @Test
    void aSameDayPromisePausesByTheWallClock() {
        Ticket ticket = ticket("enterprise", "billing", null, at("2026-03-02T10:00"));
        ticket.on(TicketChange.PENDING, at("2026-03-02T22:00"));
        ticket.on(TicketChange.WORKING, at("2026-03-03T09:00"));
        assertThat(ticket.deadlines().resolution().due()).isEqualTo(at("2026-03-03T11:00"));
        assertThat(ticket.deadlines().escalation().due()).isEqualTo(at("2026-03-03T17:00"));
    }

    @Test
    void reopeningGoesOnWithWhatWasLeft() {
        Ticket ticket = ticket("professional", "account", null, at("2026-03-02T10:00"));
        ticket.on(TicketChange.REPLIED, at("2026-03-02T11:00"));
        ticket.on(TicketChange.SOLVED, at("2026-03-02T12:00"));
        assertThat(ticket.deadlines().resolution().state()).isEqualTo(Deadline.State.MET);
        assertThat(ticket.deadlines().next()).isEmpty();

        ticket.on(TicketChange.WORKING, at("2026-03-04T12:00"));
        assertThat(ticket.deadlines().resolution().due()).isEqualTo(at("2026-03-05T10:00"));
        assertThat(ticket.deadlines().firstResponse().state()).isEqualTo(Deadline.State.MET);
    }

    @Test
    void solvingWhilePendingAndReopeningCountsNoneOfTheTimeBetween() {
        Ticket ticket = ticket("professional", "account", null, at("2026-03-02T10:00"));
        ticket.on(TicketChange.PENDING, at("2026-03-02T12:00"));
        ticket.on(TicketChange.SOLVED, at("2026-03-06T12:00"));
        assertThat(ticket.deadlines().resolution().state()).isEqualTo(Deadline.State.MET);
        ticket.on(TicketChange.WORKING, at("2026-03-09T09:00"));
        assertThat(ticket.deadlines().resolution().due()).isEqualTo(at("2026-03-09T15:00"));
    }

    @Test
    void otherRulesRearmWhatIsOpenFromTheOpeningAndLeaveWhatIsSettled() {
        Ticket ticket = ticket("free", "billing", null, at("2026-03-02T10:00"));
        ticket.on(TicketChange.REPLIED, at("2026-03-02T15:00"));
        ticket.on(TicketChange.PENDING, at("2026-03-02T16:00"));
        ticket.on(TicketChange.WORKING, at("2026-03-03T10:00"));
        ticket.rules("enterprise", "billing", null, at("2026-03-03T11:00"));

        Deadlines deadlines = ticket.deadlines();
        assertThat(deadlines.firstResponse().state()).isEqualTo(Deadline.State.MET);
        assertThat(deadlines.firstResponse().due()).isEqualTo(at("2026-03-04T10:00"));
        assertThat(deadlines.resolution().due()).isEqualTo(at("2026-03-03T18:00"));
    }

    @Test
    void whatWasMissedStaysMissedUnderOtherRulesAndAfterALateAnswer() {
        Ticket ticket = ticket("enterprise", "billing", null, at("2026-03-02T10:00"));
        ticket.on(TicketChange.REPLIED, at("2026-03-02T12:00"));
        ticket.rules("free", "billing", null, at("2026-03-02T13:00"));
        Deadline firstResponse = ticket.deadlines().firstResponse();
        assertThat(firstResponse.state()).isEqualTo(Deadline.State.MISSED);
        assertThat(firstResponse.due()).isEqualTo(at("2026-03-02T11:00"));
        assertThat(firstResponse.stoppedAt()).isEqualTo(at("2026-03-02T12:00"));
        assertThat(ticket.events)
                .anySatisfy(event -> assertThat(event)
                        .isEqualTo(ClockEvent.missed(Metric.FIRST_RESPONSE, at("2026-03-02T11:00"), 1)));
    }

    @Test
    void aPauseAfterTheDueMomentSavesNothing() {
        Ticket ticket = ticket("enterprise", "billing", null, at("2026-03-02T10:00"));
        ticket.on(TicketChange.PENDING, at("2026-03-03T00:30"));
        assertThat(ticket.deadlines().resolution().due()).isEqualTo(at("2026-03-03T00:00"));
        assertThat(ticket.deadlines().dueBy(at("2026-03-03T00:30")))
                .contains(new Milestone(Metric.RESOLUTION, 100, at("2026-03-03T00:00")));
    }

    @Test
    void afterAClimbTheNextLevelHasTheWholeEscalationTime() {
        Ticket ticket = ticket("premium", "technical", null, at("2026-03-02T10:00"));
        ticket.on(TicketChange.CLIMBED, at("2026-03-03T12:00"));
        assertThat(ticket.deadlines().escalation().due()).isEqualTo(at("2026-03-06T12:00"));
        assertThat(ticket.deadlines().resolution().due()).isEqualTo(at("2026-03-04T10:00"));
        ticket.on(TicketChange.CLIMBED_TO_TOP, at("2026-03-04T12:00"));
        assertThat(ticket.deadlines().escalation().state()).isEqualTo(Deadline.State.CANCELLED);
    }

    @Test
    void warningsComeOnceEachAndThenTheEnd() {
        Ticket ticket = ticket("professional", "technical", null, at("2026-03-02T10:00"));
        ticket.on(TicketChange.REPLIED, at("2026-03-02T10:05"));
        assertThat(ticket.deadlines().ahead())
                .filteredOn(milestone -> milestone.metric() == Metric.RESOLUTION)
                .extracting(Milestone::percent, Milestone::at)
                .containsExactly(
                        tuple(50, at("2026-03-02T14:00")),
                        tuple(75, at("2026-03-02T16:00")),
                        tuple(90, at("2026-03-03T09:12")),
                        tuple(100, at("2026-03-03T10:00")));
        ticket.events.add(ClockEvent.warned(Metric.RESOLUTION, 50, at("2026-03-02T14:00"), 1));
        assertThat(ticket.deadlines().next().orElseThrow())
                .isEqualTo(new Milestone(Metric.RESOLUTION, 75, at("2026-03-02T16:00")));
    }

    @Test
    void aWarningInClosedHoursWaitsForTheOpeningOrComesAtTheLastClosing() {
        Ticket thursday = ticket("free", "technical", null, at("2026-03-05T16:00"));
        assertThat(firstWarnings(thursday))
                .containsExactly(at("2026-03-06T16:00"), at("2026-03-06T17:00"), at("2026-03-06T17:00"));
        Ticket saturday = ticket("free", "technical", null, at("2026-03-07T16:00"));
        assertThat(firstWarnings(saturday))
                .containsExactly(at("2026-03-09T09:00"), at("2026-03-09T09:00"), at("2026-03-09T12:12"));
        Ticket safety = ticket("free", "safety", "privacy-concerns", at("2026-03-07T12:00"));
        assertThat(firstWarnings(safety).getFirst()).isEqualTo(at("2026-03-08T00:00"));
    }

    @Test
    void tellingTheSameChangeTwiceAddsNothing() {
        Ticket ticket = ticket("free", "technical", null, at("2026-03-02T10:00"));
        for (TicketChange change : List.of(
                TicketChange.OPENED,
                TicketChange.PENDING,
                TicketChange.WORKING,
                TicketChange.REPLIED,
                TicketChange.SOLVED)) {
            ticket.on(change, at("2026-03-02T11:00"));
            int lines = ticket.events.size();
            ticket.on(change, at("2026-03-02T12:00"));
            assertThat(ticket.events).hasSize(lines);
        }
    }

    @Test
    void eventsSurviveBeingStored() {
        Ticket ticket = ticket("enterprise", "technical", null, at("2026-03-02T10:00"));
        ticket.on(TicketChange.PENDING, at("2026-03-02T10:30"));
        ticket.on(TicketChange.REPLIED, at("2026-03-02T12:00"));
        ticket.events.add(ClockEvent.warned(Metric.ESCALATION, 50, at("2026-03-02T14:00"), 1));
        for (ClockEvent event : ticket.events) {
            assertThat(ClockEvent.stored(
                            event.metric().key(),
                            event.kind().key(),
                            event.at(),
                            event.detail(),
                            event.playbookVersion()))
                    .isEqualTo(event);
        }
    }

    private List<Instant> firstWarnings(Ticket ticket) {
        return ticket.deadlines().ahead().stream()
                .filter(milestone -> milestone.metric() == Metric.FIRST_RESPONSE && !milestone.isBreach())
                .map(Milestone::at)
                .toList();
    }

    private Ticket ticket(String tier, String category, @Nullable String issue, Instant opened) {
        Ticket ticket = new Ticket(SlaPolicy.of(playbook, tier, category, issue));
        ticket.on(TicketChange.OPENED, opened);
        return ticket;
    }

    private final class Ticket {
        private final List<ClockEvent> events = new ArrayList<>();
        private SlaPolicy policy;

        private Ticket(SlaPolicy policy) {
            this.policy = policy;
        }

        void on(TicketChange change, Instant at) {
            events.addAll(new ClockHistory(policy, calendar, 1).following(events, change, at));
        }

        void rules(String tier, String category, @Nullable String issue, Instant at) {
            policy = SlaPolicy.of(playbook, tier, category, issue);
            on(TicketChange.RULES_CHANGED, at);
        }

        Deadlines deadlines() {
            return Deadlines.of(policy, calendar, events);
        }
    }

    private static Instant at(String local) {
        return at(LocalDateTime.parse(local));
    }

    private static Instant at(LocalDateTime local) {
        return local.atZone(NEW_YORK).toInstant();
    }
}
