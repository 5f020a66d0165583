package org.nightlight.desk;

import java.util.List;
import java.util.Map;

/**
 * Asked once before a ticket ends of which open ones are a part, or on which something is still to be done. Nothing was changed. Answered with status 409.
 *
 * @param tasks what is still to be done on it
 * @param ticket address of the ticket
 * @param action where the form goes when it is to end all the same
 * @param fields what the form then carries
 */
public record BeforeClosingPage(
        Chrome chrome,
        String number,
        String subject,
        List<TicketPage.Other> children,
        List<String> tasks,
        String ticket,
        String action,
        Map<String, String> fields) {}
