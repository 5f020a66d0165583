package org.nightlight.desk;

import java.util.List;
import java.util.Map;

/**
 * Asked once before a reply leaves. Nothing was sent; the words are kept as a draft. Answered with status 409.
 *
 * @param text the reply as it would go out
 * @param ticket address of the ticket
 * @param action where the form goes when the writer sends it all the same
 * @param fields what the form then carries
 */
public record BeforeSendingPage(
        Chrome chrome,
        String number,
        String subject,
        List<Asked> warnings,
        String text,
        String ticket,
        String action,
        Map<String, String> fields) {

    /** One thing to think of. */
    public record Asked(String title, String text) {}
}
