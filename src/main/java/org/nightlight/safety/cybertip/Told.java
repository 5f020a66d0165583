package org.nightlight.safety.cybertip;

import java.util.List;
import org.nightlight.ticket.Channel;

/**
 * All that a report says, before it is XML.
 *
 * @param words the received words, in quotation marks with their times
 * @param site the address of the contact form, for what came in by it
 * @param writerName as the writer signed
 * @param writerEmail empty where none is known
 * @param reporter the reporting person: whoever is to approve
 * @param prior the other side's numbers of earlier reports on the same matter
 */
record Told(
        Answers answers,
        Channel channel,
        String words,
        String site,
        String writerName,
        String writerEmail,
        Reporter reporter,
        List<String> prior) {
    private static final String NOTHING_REAL = "This is a test of the connection. It is about no child.";

    record Reporter(String name, String email) {
        /** Both parts of the name; the last is empty where there is only one. */
        String first() {
            int space = name.lastIndexOf(' ');
            return space < 0 ? name : name.substring(0, space);
        }

        String last() {
            int space = name.lastIndexOf(' ');
            return space < 0 ? "" : name.substring(space + 1);
        }
    }

    /** The same shape with nothing real in it, for the test system: no words, names, times or addresses. */
    Told madeUp() {
        Answers made = new Answers(
                answers.type(),
                "2000-01-01T00:00:00Z",
                "",
                "",
                answers.annotations(),
                answers.writer(),
                "",
                "",
                "",
                "",
                NOTHING_REAL,
                List.of());
        return new Told(
                made,
                channel,
                NOTHING_REAL,
                "https://help.example/contact",
                "Test Writer",
                "writer@test.example",
                new Reporter("Test Reporter", "reporter@test.example"),
                List.of());
    }
}
