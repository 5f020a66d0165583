package org.nightlight.desk;

import java.util.List;
import java.util.Map;

/**
 * Asked once before a ticket ends of which open ones are a part. Nothing was changed. Answered with status 409.
 *
 * @param ticket address of the ticket
 * @param action where the form goes when it is to end all the same
 * @param fields what the form then carries
 */
public record BeforeClosingPage(
        Chrome chrome,
        String number,
        String subject,
        List<TicketPage.Other> children,
        String ticket,
        String action,
        Map<String, String> fields) {}
