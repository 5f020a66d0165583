package org.nightlight.desk;

import java.util.List;
import java.util.Map;
import org.nightlight.ticket.Message;
import org.nightlight.ticket.SideConversations.Side;
import org.nightlight.ticket.Ticket;

/** Side conversations as the ticket's page lists them. */
final class SidePanel {
    private static final int LINE = 120;

    private SidePanel() {}

    /** @param view what the form for another one holds, where it was refused */
    static TicketPage.Sides of(Ticket ticket, List<Side> sides, TicketPages.View view, Words words) {
        return new TicketPage.Sides(
                sides.stream().map(side -> line(side, words)).toList(),
                ticket.walled() || ticket.mergedInto() != null ? null : form(view.typed(), view.faults()));
    }

    private static TicketPage.SideForm form(Map<String, String> typed, Map<String, String> faults) {
        return new TicketPage.SideForm(
                typed.getOrDefault("side-to", ""),
                typed.getOrDefault("side-subject", ""),
                typed.getOrDefault("side-text", ""),
                faults.containsKey("side-sure"));
    }

    private static TicketPage.Side line(Side side, Words words) {
        return new TicketPage.Side(
                address(side.ticketId(), side.id()),
                side.address().value(),
                side.subject(),
                side.last().map(message -> start(message.text())).orElse(""),
                side.last().map(message -> words.when(message.createdAt())).orElse(null),
                side.isOpen(),
                side.unseen(),
                side.last()
                        .filter(message -> message.delivery() == Message.Delivery.FAILED)
                        .isPresent());
    }

    static String address(long ticketId, long sideId) {
        return "/desk/tickets/" + ticketId + "/side-conversations/" + sideId;
    }

    private static String start(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        return line.length() <= LINE ? line : line.substring(0, LINE - 1) + "…";
    }
}
