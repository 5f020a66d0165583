package org.nightlight.desk;

import java.util.List;
import java.util.Map;

/** Believable models for the pages about where somebody's data is. */
final class RecordsSpecimen {
    private RecordsSpecimen() {}

    static AdminRecordsPage list(Chrome chrome, When asked, boolean empty) {
        return empty
                ? new AdminRecordsPage(chrome, true, List.of(), List.of(), Map.of())
                : new AdminRecordsPage(
                        chrome,
                        false,
                        List.of(
                                row(8, "household 7", "begins tomorrow 11:02", asked, false),
                                row(
                                        7,
                                        "person 12",
                                        "another person has to read it, for two adults are concerned",
                                        asked,
                                        true),
                                row(6, "somebody who is gone", "done on 2026-11-19", asked, false)),
                        List.of(
                                new AdminRecordsPage.Deleted("2026-11-26", "Conversations", 14),
                                new AdminRecordsPage.Deleted("2026-11-25", "Messages as they arrived", 120)),
                        Map.of("who", "Enter the number of a person or their e-mail address."));
    }

    private static AdminRecordsPage.Row row(long id, String about, String state, When asked, boolean review) {
        return new AdminRecordsPage.Row(id, about, state, asked, "Ada Brook", review, id > 6);
    }

    static AdminRecordPage record(Chrome chrome, When asked, boolean open) {
        return new AdminRecordPage(
                chrome,
                "/desk/admin/records/people/12",
                "Person 12",
                "A child.",
                List.of(
                        new AdminRecordPage.Person("/desk/admin/records/households/7", "The whole household"),
                        new AdminRecordPage.Person("/desk/admin/records/people/11", "Robin Vale, parent (11)")),
                open
                        ? List.of()
                        : List.of(
                                new AdminRecordPage.Row("Conversations", 3, "2026-09-02", "Conversations", 730),
                                new AdminRecordPage.Row("Files", 1, "", "Conversations", 730)),
                List.of(new AdminRecordPage.Flow(
                        "Mail relay", "run by ourselves", "To send our answers.", "The mail and its address.")),
                open
                        ? List.of()
                        : List.of(
                                new Choice("parent", "Parent", true),
                                new Choice("noncustodial", "Parent without custody", false)),
                List.of(
                        new Choice("", "Nobody else’s: their own", true),
                        new Choice("11", "Robin Vale, parent", false)),
                3,
                open ? "begins tomorrow 11:02" : null,
                List.of(
                        new AdminRecordPage.Copy(4, "being made, 2 of 6 parts done", asked, false),
                        new AdminRecordPage.Copy(3, "ready", asked, true)),
                open ? Map.of("main", "An erasure for them is in hand already.") : Map.of());
    }

    static AdminErasurePage erasure(Chrome chrome, When asked, boolean done) {
        return new AdminErasurePage(
                chrome,
                done
                        ? row(6, "somebody who is gone", "done on 2026-11-19", asked, false)
                        : row(
                                7,
                                "person 12",
                                "another person has to read it, for two adults are concerned",
                                asked,
                                true),
                false,
                done ? "Certificate of erasure 6\n\n- Conversations: 3\n" : null,
                done ? "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08" : null,
                done ? Map.of() : Map.of("why", "Write down why, in at most 2,000 characters."));
    }

    static HeldRecordsPage held(Chrome chrome, When at, boolean empty) {
        return new HeldRecordsPage(
                chrome,
                empty
                        ? List.of()
                        : List.of(
                                new HeldRecordsPage.Row(
                                        3,
                                        "Erasure 8",
                                        "#1042, #1044",
                                        at,
                                        "kept: a case is open or a hold stands",
                                        false),
                                new HeldRecordsPage.Row(
                                        2, "Erasure 5", "#1031", at, "waits for the Safety Team and Legal", true)),
                empty
                        ? List.of()
                        : List.of(new HeldRecordsPage.Hold(
                                1, "Household 7", "A court asks for it.", "2027-06-30", "Jo Lind", true)),
                true,
                true,
                Map.of(),
                empty
                        ? Map.of()
                        : Map.of("until", "Enter the last day, within the next ten years: no hold is without an end."));
    }
}
