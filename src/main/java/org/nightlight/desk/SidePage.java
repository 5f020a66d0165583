package org.nightlight.desk;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One side conversation: {@code GET /desk/tickets/{id}/side-conversations/{sid}}.
 *
 * @param here its address, below which its forms are sent
 * @param ticket the ticket's number and subject, and {@code back} its address
 * @param to to whom is written
 * @param begun by whom, in words
 * @param fresh whether an answer came that nobody has read
 * @param writable whether anything can be done with it
 * @param text what stands in the form
 * @param faults messages by field
 */
public record SidePage(
        Chrome chrome,
        String here,
        String ticket,
        String back,
        String to,
        String subject,
        String begun,
        When at,
        boolean open,
        boolean fresh,
        boolean writable,
        @Nullable String wall,
        List<TicketPage.Message> messages,
        String text,
        Map<String, String> faults) {}
