package org.nightlight.desk;

import static org.nightlight.shared.Spoken.say;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nightlight.safety.Board;
import org.nightlight.safety.Level;
import org.nightlight.safety.Rereading;
import org.nightlight.safety.report.ReportClocks;
import org.nightlight.shared.Spoken;
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
                Days.ofYear(today.minusDays(30)) + say(" to ", " al ") + Days.ofYear(today.minusDays(1)),
                viewer.clearance().seesCases() ? inside(viewer) : null);
    }

    private List<CasePage.Fact> figures() {
        Map<String, Integer> told =
                board.statistics().stream().collect(Collectors.toMap(Board.Statistic::level, Board.Statistic::atLeast));
        return Stream.of("all", "S4", "S3", "S2", "S1")
                .map(level -> new CasePage.Fact(
                        level.equals("all") ? say("Cases", "Casos") : Words.level(level),
                        told.containsKey(level)
                                ? told.get(level) + say(" or more", " o más")
                                : say("fewer than 5", "menos de 5")))
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
                        say("Case ", "Caso ") + it.caseId() + ", " + Words.metric(it.metric()),
                        "/desk/cases/" + it.caseId(),
                        left(Words.metric(it.metric()), it.from(), it.due(), words, zone)));
        Stream<SafetyBoardPage.Clock> reported = reports.running().stream()
                .map(it -> new SafetyBoardPage.Clock(
                        say("Case ", "Caso ") + it.caseId() + say(", report made", ", denuncia hecha"),
                        "/desk/cases/" + it.caseId() + "/report",
                        left(
                                say("report made", "denuncia hecha"),
                                it.clock().from(),
                                it.clock().due(),
                                words,
                                zone)));
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
                .map(gap -> say("Nobody is first on duty from ", "No hay titular de guardia de ")
                        + (gap.from().equals(now) ? say("now", "ahora") : OnCallPages.said(gap.from(), zone))
                        + say(" to ", " a ")
                        + OnCallPages.said(gap.to(), zone) + ".")
                .orElse(say("There is no gap within two weeks.", "No hay huecos en dos semanas."));
    }

    private static @Nullable String outage(Board.@Nullable Outage outage, Words words) {
        return outage == null || !outage.on()
                ? null
                : say("Screening fails since ", "La revisión de seguridad falla desde ")
                        + words.when(outage.from()).text() + ": " + outage.messages()
                        + say(
                                " messages could not be judged, and each has a case for a person.",
                                " mensajes no se pudieron juzgar, y cada uno tiene un caso para una persona.");
    }

    private static List<CasePage.Fact> facts(Board.Health health, Words words) {
        Board.Outage outage = health.outage();
        List<CasePage.Fact> facts = new ArrayList<>();
        facts.add(new CasePage.Fact(
                say("Last outage", "Última falla"),
                outage == null
                        ? say("There was none.", "No hubo ninguna.")
                        : words.when(outage.from()).text() + ", " + outage.messages() + say(" messages", " mensajes")));
        facts.add(new CasePage.Fact(
                say("Held messages that nobody has looked at", "Mensajes retenidos que nadie ha mirado"),
                "" + health.held()));
        facts.add(new CasePage.Fact(
                say(
                        "Read by a person although nothing was found, in 30 days",
                        "Leídos por una persona aunque no se encontró nada, en 30 días"),
                health.chosen() + say(" of ", " de ") + health.nothing() + share(health.chosen(), health.nothing())));
        facts.add(new CasePage.Fact(
                say("What people said of those", "Qué dijo la gente de esos"),
                say("right ", "correctos ")
                        + health.right()
                        + say(", missed ", ", no detectados ")
                        + health.missed()
                        + say(", not read yet ", ", sin leer todavía ")
                        + (health.chosen() - health.right() - health.missed())));
        return facts;
    }

    private static String share(int part, int all) {
        return all == 0 ? "" : String.format(Spoken.language(), " (%.1f %%)", part * 100.0 / all);
    }
}
