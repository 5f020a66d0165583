package org.nightlight.desk;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/** The page on which a child is answered: with everything on it, and where nothing may be sent. */
final class AnswersSpecimen {
    private static final Instant NOW = Instant.parse("2026-11-26T15:44:00Z");
    private static final String WORDS =
            "Hello, and thank you for your message.\n\nThank you for telling us. It is not your"
                    + " fault.\n\nIf you are in danger right now, call 911.\n- 988 Lifeline: Call 988, Text 988";

    private AnswersSpecimen() {}

    static AnswersPage page(Chrome chrome, boolean open) {
        return new AnswersPage(
                chrome,
                12,
                "S3 high",
                true,
                "#1043",
                "/desk/tickets/1043",
                "kit@school.example",
                open ? null : "Nobody has decided yet that an answer reaches the child alone.",
                true,
                open ? null : "United States",
                List.of(
                        new Choice("", "Not known: a link to choose it", true),
                        new Choice("GB", "United Kingdom", false)),
                List.of(new Choice("thank-you en", "Thank you for telling us, English", true)),
                List.of(new Choice("en", "English", true), new Choice("es", "Spanish", false)),
                open
                        ? new AnswersPage.Preview(
                                "thank-you en",
                                "",
                                "Storytailor Support <support@storytailor.com>",
                                "kit@school.example",
                                "Re: [#1043] Your message",
                                WORDS,
                                "ab".repeat(32))
                        : null,
                List.of(
                        new AnswersPage.Waiting(4, "Written by Mina Iversen, 10:44.", WORDS, "cd".repeat(32), false),
                        new AnswersPage.Waiting(5, "Written by Ada Brook, 10:45.", WORDS, "ef".repeat(32), true)),
                false,
                open
                        ? List.of(new AnswersPage.Sent(
                                "Thank you for telling us, English",
                                "Written by Mina Iversen, 10:40.",
                                "Let go by Mina Iversen, 10:40. Handed to the mail relay, 10:40.",
                                WORDS))
                        : List.of(),
                new AnswersPage.Notice(
                        open ? null : "Nobody at home is told while it is not known who is suspected.",
                        open,
                        List.of(new CaseWork.Reasoned(
                                When.of(NOW, NOW, ZoneId.of("America/New_York")),
                                "Mina Iversen",
                                "Notice to parents withheld, ground 312.5(c)(6)",
                                "Somebody at home may be the one."))),
                Map.of(),
                open ? Map.of("words", "This cannot go to a child yet: 'dad': point to the help card.") : Map.of());
    }
}
