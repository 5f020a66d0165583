package org.nightlight.desk;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/** The safety dashboard, for those inside the wall and for those outside. */
final class SafetyBoardSpecimen {
    private static final Instant NOW = Instant.parse("2026-11-20T15:00:00Z");
    private static final ZoneId ZONE = ZoneId.of("America/New_York");

    private SafetyBoardSpecimen() {}

    static SafetyBoardPage outside(Chrome chrome) {
        return new SafetyBoardPage(
                chrome,
                List.of(
                        new CasePage.Fact("Cases", "15 or more"),
                        new CasePage.Fact("S4 emergency", "fewer than 5"),
                        new CasePage.Fact("S3 high", "10 or more")),
                "21 October to 19 November",
                null);
    }

    static SafetyBoardPage inside(Chrome chrome) {
        SafetyBoardPage outside = outside(chrome);
        return new SafetyBoardPage(
                chrome,
                outside.figures(),
                outside.days(),
                new SafetyBoardPage.Inside(
                        List.of(
                                new SafetyBoardPage.LevelRow(
                                        "S4 emergency",
                                        List.of(1, 0, 0, 0),
                                        1,
                                        List.of(new SafetyBoardPage.Bar(0, 0, 75))),
                                new SafetyBoardPage.LevelRow(
                                        "S3 high",
                                        List.of(1, 1, 1, 1),
                                        4,
                                        List.of(
                                                new SafetyBoardPage.Bar(0, 0, 75),
                                                new SafetyBoardPage.Bar(1, 75, 75),
                                                new SafetyBoardPage.Bar(2, 150, 75),
                                                new SafetyBoardPage.Bar(3, 225, 75)))),
                        List.of(
                                new SafetyBoardPage.Clock(
                                        "Case 12, report made", "/desk/cases/12/report", left("report made", -4)),
                                new SafetyBoardPage.Clock(
                                        "Case 14, first answer", "/desk/cases/14", left("first answer", 50))),
                        1,
                        List.of("First: Mina Iversen. Backup: nobody.", "Nobody is laid out to follow."),
                        "Nobody is first on duty from Tue 24 Nov 20:00 to Wed 25 Nov 08:00.",
                        "Screening fails since 09:52: 4 messages could not be judged, and each has a case for a person.",
                        List.of(
                                new CasePage.Fact("Last outage", "09:52, 4 messages"),
                                new CasePage.Fact("Held messages that nobody has looked at", "4")),
                        List.of("screen-2:language-1", "en-2026-11"),
                        List.of(new SafetyBoardPage.Reread(88, "#1041", "/desk/tickets/1041", ago(200))),
                        true,
                        List.of(new OnCallPage.Drill(14, ago(9), "the desk itself", "0.4 s", "52 s", "Noor Hale"))));
    }

    private static TimeLeft left(String promise, long minutes) {
        return TimeLeft.running(promise, NOW.plus(Duration.ofMinutes(minutes)), null, 50, NOW, ZONE);
    }

    private static When ago(long minutes) {
        return When.of(NOW.minus(Duration.ofMinutes(minutes)), NOW, ZONE);
    }
}
