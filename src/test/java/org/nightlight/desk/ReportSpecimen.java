package org.nightlight.desk;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/** A report on a case as its page shows it, before and after the words were asked for. */
final class ReportSpecimen {
    private static final Instant NOW = Instant.parse("2026-11-26T15:44:00Z");
    private static final ZoneId ZONE = ZoneId.of("America/New_York");

    private ReportSpecimen() {}

    static ReportPage page(Chrome chrome, boolean read) {
        return new ReportPage(
                chrome,
                12,
                "#1043",
                "/desk/tickets/1043",
                "S3 high",
                true,
                List.of("physical abuse"),
                TimeLeft.running("report made", NOW.plusSeconds(1_200), null, 66, NOW, ZONE),
                "Thursday 26 November 2026, 11:04 EST",
                place(read),
                List.of(new Choice("", "Not known", false), new Choice("CT", "Connecticut", true)),
                List.of(
                        new ReportPage.Track(
                                "state",
                                "Report to the state agency",
                                "submitted",
                                List.of(new Choice("acknowledged", "Acknowledged", false)),
                                List.of()),
                        new ReportPage.Track("cybertip", "CyberTipline", "pending", List.of(), List.of(decision()))),
                List.of(new Choice("state", "Report to the state agency", true)),
                List.of(new Choice("7", "Mina Iversen", true)),
                List.of(new Choice("", "None of ours", true), new Choice("1", "Version 1", false)),
                "2026-11-26T10:44",
                "America/New_York",
                List.of(new ReportPage.Record(
                        3,
                        "Report to the state agency, by phone: DCF Careline",
                        List.of(
                                new CasePage.Fact("Who", "Mina Iversen"),
                                new CasePage.Fact("Intake number", "not known yet")),
                        List.of("Intake number A-1234. Added by Mina Iversen, 11:02."),
                        false)),
                List.of(
                        new ReportPage.Section("What is known", List.of("Level: S3, high.")),
                        new ReportPage.Section(
                                "Exact words, as received",
                                List.of(
                                        read
                                                ? "Message 31: \u201ci hav brusies but i say i fell\u201d"
                                                : "Hidden until you ask."))),
                read,
                List.of(
                        new ReportPage.Version(
                                2, "Made by Mina Iversen.", "ab".repeat(32), "Waits for another person.", true),
                        new ReportPage.Version(1, "Made by Mina Iversen.", "cd".repeat(32), "Out of date.", false)),
                List.of(new TicketPage.Line(When.of(NOW, NOW, ZONE), "Mina Iversen", "Made version 2")),
                read ? Map.of() : Map.of("comment", "she said"),
                read ? Map.of() : Map.of("agency", "Write down which agency was told."));
    }

    private static ReportPage.Decision decision() {
        return new ReportPage.Decision(5, "No picture was sent.", "Proposed by Sam Ortega.", null, true);
    }

    private static ReportPage.Place place(boolean expired) {
        return new ReportPage.Place(
                "Connecticut",
                "Conn. Gen. Stat. 17a-101b, 17a-101c",
                "as soon as practicable; within 12 hours",
                "required; within 48 hours",
                "yes",
                "Named professions must report; anybody may.",
                List.of("800-842-2288, state child abuse line", "911, a child in danger now"),
                List.of("A note of the data."),
                List.of("CWIG"),
                "Last verified on 2026-11-22, good until 2027-05-21.",
                expired,
                PhoneScript.lines("Storytailor"));
    }
}
