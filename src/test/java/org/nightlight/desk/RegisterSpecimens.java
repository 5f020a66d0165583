package org.nightlight.desk;

import java.util.List;
import java.util.Map;

/** The register of recipients and the programme for children's data. */
final class RegisterSpecimens {
    private RegisterSpecimens() {}

    static AdminSuppliersPage suppliers(Chrome chrome) {
        return new AdminSuppliersPage(
                chrome,
                List.of(
                        new AdminSuppliersPage.Entry(
                                1,
                                true,
                                "relay.desk.example",
                                "to be confirmed",
                                true,
                                "Everything still goes on. Please see to it in time.",
                                "Nobody has confirmed it yet.",
                                "",
                                "",
                                false,
                                false,
                                form("Our own mail server", true),
                                AdminSuppliersPage.Paper.EMPTY,
                                false),
                        new AdminSuppliersPage.Entry(
                                2,
                                false,
                                "",
                                "in order",
                                false,
                                "",
                                "Confirmed by Ada Brook on 20 November 2026.",
                                "Written assurance until 30 June 2027, checked by Ada Brook on 20 November 2026.",
                                "/desk/admin/suppliers/2/assurances/5",
                                true,
                                false,
                                form("A translator", false),
                                new AdminSuppliersPage.Paper("", "next year"),
                                true)),
                form("", false),
                Map.of("expires-2", "Enter the last day on which it counts, such as 2027-06-30."));
    }

    static AdminSuppressedPage suppressed(Chrome chrome, When since) {
        return new AdminSuppressedPage(
                chrome,
                List.of(
                        new AdminSuppressedPage.Entry(
                                3,
                                "ada.brook@desk.example",
                                "Our mail came back: there is no such mailbox (5.1.1)",
                                since,
                                true,
                                ""),
                        new AdminSuppressedPage.Entry(
                                2, "robin@example.org", "Its owner marked our mail as spam", since, false, " ")),
                true,
                Map.of("reason-2", "Say why mail can go there again. The reason is kept."));
    }

    static AdminCompliancePage compliance(Chrome chrome, boolean due) {
        return new AdminCompliancePage(
                chrome,
                List.of(new Choice("", "nobody yet", due), new Choice("7", "Ada Brook", !due)),
                !due,
                List.of(
                        new AdminCompliancePage.Duty(
                                "assessed",
                                "Risk assessment",
                                "risks to children’s data are looked for and weighed",
                                due ? "2025-10-01" : "2026-10-01",
                                due ? "overdue since 1 October 2026" : "due by 1 October 2027",
                                due),
                        new AdminCompliancePage.Duty(
                                "tested",
                                "Test of the safeguards",
                                "what protects the data is tried out",
                                "",
                                "not entered yet",
                                true)),
                due ? List.of("the postal address of Storytailor") : List.of(),
                "our legitimate interest in answering whoever writes to us",
                13,
                List.of("Iceland", "Norway"),
                due ? Map.of("tested", "Enter the day on which it was done, such as 2026-11-20.") : Map.of());
    }

    private static AdminSuppliersPage.Form form(String name, boolean own) {
        return new AdminSuppliersPage.Form(
                name,
                List.of(
                        new Choice("internal_operations", "supports our operations", own),
                        new Choice("third_party", "third party", !own)),
                own,
                name.isEmpty() ? "" : "Delivers our answers.",
                name.isEmpty() ? "" : "The mail itself.",
                List.of(new Choice("", "nobody yet", true), new Choice("7", "Ada Brook", false)));
    }
}
