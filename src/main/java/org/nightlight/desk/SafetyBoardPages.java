package org.nightlight.desk;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nightlight.safety.Board;
import org.nightlight.safety.Level;
import org.nightlight.safety.Rereading;
import org.nightlight.safety.report.ReportClocks;
import org.nightlight.staff.Role;
import org.nightlight.staff.Rota;
import org.nightlight.staff.Staff;
import org.nightlight.staff.StaffMember;
import org.springframework.stereotype.Component;

/** Puts the safety dashboard together: one query for each of its parts. */
@Component
class SafetyBoardPages {
    private static final int CLOCKS = 100;
    private static final int REREADS = 30;
    private static final Duration GAPS = Duration.ofDays(14);
    /** How wide the longest bar is, in the chart's units. */
    private static final int WIDEST = 300;

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM", Locale.UK);

    private final Frame frame;
    private final Board board;
    private final ReportClocks reports;
    private final Rereading rereading;
    private final OnCallPages onCall;
    private final Rota rota;
    private final Staff staff;

    SafetyBoardPages(
            Frame frame,
            Board board,
            ReportClocks reports,
            Rereading rereading,
            OnCallPages onCall,
            Rota rota,
            Staff staff) {
        this.frame = frame;
        this.board = board;
        this.reports = reports;
        this.rereading = rereading;
        this.onCall = onCall;
        this.rota = rota;
        this.staff = staff;
    }

    SafetyBoardPage page(Chrome chrome, StaffMember viewer) {
        var today = frame.now().atZone(frame.zone()).toLocalDate();
        return new SafetyBoardPage(
                chrome,
                figures(),
                DAY.format(today.minusDays(30)) + " to " + DAY.format(today.minusDays(1)),
                viewer.clearance().seesCases() ? inside(viewer) : null);
    }

    private List<CasePage.Fact> figures() {
        Map<String, Integer> told =
                board.statistics().stream().collect(Collectors.toMap(Board.Statistic::level, Board.Statistic::atLeast));
        return Stream.of("all", "S4", "S3", "S2", "S1")
                .map(level -> new CasePage.Fact(
                        level.equals("all") ? "Cases" : Words.level(level),
                        told.containsKey(level) ? told.get(level) + " or more" : "fewer than 5"))
                .toList();
    }

    private SafetyBoardPage.Inside inside(StaffMember viewer) {
        Words words = frame.words();
        Instant now = words.now();
        ZoneId zone = frame.zone();
        Board.Health health = board.health();
        List<SafetyBoardPage.Clock> clocks = clocks(words, zone);
        return new SafetyBoardPage.Inside(
                levels(board.open()),
                clocks,
                (int) clocks.stream()
                        .filter(it -> it.left().mood() == TimeLeft.Mood.LATE)
                        .count(),
                onCall.duty(now, zone),
                gap(now, zone),
                outage(health.outage(), words),
                facts(health, words),
                health.engine(),
                rereading.waiting(REREADS).stream()
                        .map(it -> new SafetyBoardPage.Reread(
                                it.messageId(),
                                Words.number(it.ticketId()),
                                "/desk/tickets/" + it.ticketId(),
                                words.when(it.chosenAt())))
                        .toList(),
                viewer.is(Role.SAFETY_OFFICER),
                onCall.drills(words, Talk.names(staff.all())));
    }

    private static List<SafetyBoardPage.LevelRow> levels(List<Board.Open> open) {
        int most = Math.max(
                1,
                open.stream()
                        .collect(Collectors.groupingBy(Board.Open::level, Collectors.summingInt(Board.Open::cases)))
                        .values()
                        .stream()
                        .mapToInt(Integer::intValue)
                        .max()
                        .orElse(1));
        return Stream.of(Level.S4, Level.S3, Level.S2, Level.S1)
                .map(level -> row(level, open, most))
                .toList();
    }

    private static SafetyBoardPage.LevelRow row(Level level, List<Board.Open> open, int most) {
        List<Integer> ages = Arrays.stream(Board.Age.values())
                .map(age -> open.stream()
                        .filter(it -> it.level() == level && it.age() == age)
                        .mapToInt(Board.Open::cases)
                        .sum())
                .toList();
        List<SafetyBoardPage.Bar> bars = new ArrayList<>();
        int sum = 0;
        for (int age = 0; age < ages.size(); age++) {
            int from = sum * WIDEST / most;
            sum += ages.get(age);
            if (ages.get(age) > 0) {
                bars.add(new SafetyBoardPage.Bar(age, from, sum * WIDEST / most - from));
            }
        }
        return new SafetyBoardPage.LevelRow(Words.level(level.name()), ages, sum, bars);
    }

    private List<SafetyBoardPage.Clock> clocks(Words words, ZoneId zone) {
        Stream<SafetyBoardPage.Clock> promised = board.due(CLOCKS).stream()
                .map(it -> new SafetyBoardPage.Clock(
                        "Case " + it.caseId() + ", " + Words.metric(it.metric()),
                        "/desk/cases/" + it.caseId(),
                        left(Words.metric(it.metric()), it.from(), it.due(), words, zone)));
        Stream<SafetyBoardPage.Clock> reported = reports.running().stream()
                .map(it -> new SafetyBoardPage.Clock(
                        "Case " + it.caseId() + ", report made",
                        "/desk/cases/" + it.caseId() + "/report",
                        left("report made", it.clock().from(), it.clock().due(), words, zone)));
        return Stream.concat(promised, reported)
                .sorted(Comparator.comparing(it -> it.left().due().machine()))
                .toList();
    }

    private static TimeLeft left(String promise, Instant from, Instant due, Words words, ZoneId zone) {
        return TimeLeft.running(promise, due, null, words.used(from, due), words.now(), zone);
    }

    private String gap(Instant now, ZoneId zone) {
        return rota.plan(now, now.plus(GAPS)).gaps().stream()
                .findFirst()
                .map(gap -> "Nobody is first on duty from "
                        + (gap.from().equals(now) ? "now" : OnCallPages.said(gap.from(), zone)) + " to "
                        + OnCallPages.said(gap.to(), zone) + ".")
                .orElse("There is no gap within two weeks.");
    }

    private static @Nullable String outage(Board.@Nullable Outage outage, Words words) {
        return outage == null || !outage.on()
                ? null
                : "Screening fails since " + words.when(outage.from()).text() + ": " + outage.messages()
                        + " messages could not be judged, and each has a case for a person.";
    }

    private static List<CasePage.Fact> facts(Board.Health health, Words words) {
        Board.Outage outage = health.outage();
        List<CasePage.Fact> facts = new ArrayList<>();
        facts.add(new CasePage.Fact(
                "Last outage",
                outage == null
                        ? "There was none."
                        : words.when(outage.from()).text() + ", " + outage.messages() + " messages"));
        facts.add(new CasePage.Fact("Held messages that nobody has looked at", "" + health.held()));
        facts.add(new CasePage.Fact(
                "Read by a person although nothing was found, in 30 days",
                health.chosen() + " of " + health.nothing() + share(health.chosen(), health.nothing())));
        facts.add(new CasePage.Fact(
                "What people said of those",
                "right " + health.right() + ", missed " + health.missed() + ", not read yet "
                        + (health.chosen() - health.right() - health.missed())));
        return facts;
    }

    private static String share(int part, int all) {
        return all == 0 ? "" : String.format(Locale.UK, " (%.1f %%)", part * 100.0 / all);
    }
}
