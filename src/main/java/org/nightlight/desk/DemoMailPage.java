package org.nightlight.desk;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nightlight.shared.SafeHtml;

/** The mail that a demo desk has sent: {@code GET /demo/mail} and {@code GET /demo/mail/{id}}. */
public record DemoMailPage(
        Chrome chrome, List<Sent> mails, @Nullable Letter open) {

    /** A mail in the list. */
    public record Sent(long id, String from, String to, String subject, When at) {}

    /** A mail in full; {@code headers} in the order sent. */
    public record Letter(
            Sent sent,
            List<CasePage.Fact> headers,
            String text,
            @Nullable SafeHtml html) {}
}
