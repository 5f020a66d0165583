package org.nightlight.desk;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/** Reports to the CyberTipline as their page shows them: at work, read and refused, and where none can be made yet. */
final class CybertipSpecimen {
    private static final Instant NOW = Instant.parse("2026-11-26T15:44:00Z");
    private static final ZoneId ZONE = ZoneId.of("America/New_York");
    private static final String XML = """
            <?xml version="1.0" encoding="UTF-8"?>
            <report>
              <incidentSummary>
                <incidentType>Online Enticement of Children for Sexual Acts</incidentType>
              </incidentSummary>
              <internetDetails><emailIncident><content>Message: \u201che asks me for pictures and i am scared, and this goes on and on in one line\u201d</content></emailIncident></internetDetails>
            </report>""";

    private CybertipSpecimen() {}

    static CybertipPage page(Chrome chrome, boolean read) {
        return new CybertipPage(
                chrome,
                12,
                "S4 emergency",
                true,
                !read,
                "Thursday 26 November 2026, 10:04 EST",
                List.of(),
                "Reports are real: they go to report.cybertip.org.",
                "Report 900001 on this case was filed. A further one names it.",
                form(read),
                read,
                List.of(version(2, read ? XML : null, true, read), version(1, read ? XML : null, false, false)),
                List.of(
                        filing(3, "Report needs your decision", true, true),
                        filing(2, "Report 900001 filed", false, false)),
                read ? Map.of("type", "Choose what kind of incident it is.") : Map.of());
    }

    static CybertipPage empty(Chrome chrome) {
        return new CybertipPage(
                chrome,
                12,
                "S2 concern",
                false,
                false,
                "Thursday 26 November 2026, 10:04 EST",
                List.of("nightlight.cybertip.test-credentials-file"),
                "",
                "",
                null,
                false,
                List.of(),
                List.of(),
                Map.of());
    }

    static CybertipSwitchPage choosing(Chrome chrome, boolean production) {
        return new CybertipSwitchPage(
                chrome,
                production,
                List.of(
                        new CybertipSwitchPage.System(
                                "test",
                                "Test system",
                                "exttest.cybertip.org",
                                true,
                                "nightlight.cybertip.test-credentials-file"),
                        new CybertipSwitchPage.System(
                                "production",
                                "Production",
                                "report.cybertip.org",
                                production,
                                "nightlight.cybertip.production-credentials-file")),
                production ? null : "Mina Iversen proposed it, Thursday 26 November 2026, 10:04 EST.",
                4,
                !production,
                production
                        ? List.of(new CybertipSwitchPage.Stop(
                                1,
                                "Production: nothing is sent since 10:04, as the sign-in was not taken (code 2000)."))
                        : List.of(),
                production ? "" : "exttest.cybertip.org: It answers, and it takes the desk’s sign-in.",
                production ? Map.of() : Map.of("main", "You proposed this. A second person must confirm it."));
    }

    private static CybertipPage.Form form(boolean refused) {
        return new CybertipPage.Form(
                List.of(new Choice("ENTICEMENT", "Online Enticement of Children for Sexual Acts", !refused)),
                List.of(new Choice("VICTIM", "The child it happened to", true)),
                List.of(new Choice("sextortion", "Somebody threatens to show pictures", true)),
                List.of(new Choice("7", "shot.jpg, not opened here", false)),
                List.of(new Choice("8", "Sam Ortega", true)),
                "America/New_York",
                Map.of("at", "2026-11-26T10:04", "more", "The child is at school now."));
    }

    private static CybertipPage.Version version(
            int number, @org.jspecify.annotations.Nullable String xml, boolean waits, boolean approvable) {
        return new CybertipPage.Version(
                number,
                "Made by Mina Iversen, 10:20.",
                waits ? "Waits for Sam Ortega, who reports it, to approve it." : "Approved by Sam Ortega, 10:31.",
                "ab".repeat(32),
                xml,
                List.of("shot.jpg, 60,122 bytes, not opened here, SHA-256 " + "cd".repeat(32)),
                waits,
                approvable);
    }

    private static CybertipPage.Filing filing(long id, String title, boolean lost, boolean problem) {
        return new CybertipPage.Filing(
                id,
                title,
                lost ? "The answer never came." : "It was filed and cannot be changed or taken back.",
                problem,
                List.of(new CasePage.Fact("Version", "1"), new CasePage.Fact("SHA-256 of the report", "ef".repeat(32))),
                List.of(new TicketPage.Line(
                        When.of(NOW, NOW, ZONE), "the desk", "Opened, report:900001, request req-1")),
                !lost,
                lost,
                lost);
    }
}
