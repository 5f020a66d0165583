package org.nightlight.desk;

import java.util.List;

/**
 * Why each rule fired on a ticket or did not: {@code GET /desk/tickets/{id}/rules}.
 *
 * @param rules by their turn
 */
public record TicketRulesPage(Chrome chrome, String number, String subject, String ticket, List<Asked> rules) {

    /**
     * One rule and what it found here.
     *
     * @param address where it can be read; empty for whoever may not
     * @param says when, if and then in words
     * @param standing such as {@code Fired 2 times}
     * @param fired whether it did
     */
    public record Asked(
            String name, String address, List<String> says, String standing, boolean fired, List<Look> looks) {}

    /**
     * @param looked the change at which it looked
     * @param lines what was done, or what did not hold
     */
    public record Look(When at, String result, String looked, List<String> lines) {}
}
