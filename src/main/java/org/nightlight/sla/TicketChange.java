package org.nightlight.sla;

/** What a ticket can do to its clocks. */
public enum TicketChange {
    /** The ticket is new: all clocks start. */
    OPENED,
    /** We wait for the customer. */
    PENDING,
    /** We work, or wait for somebody else (on hold): out of a pause, or reopened. */
    WORKING,
    /** A person's public reply was accepted by the first hop. */
    REPLIED,
    SOLVED,
    /** It climbed to a level above which there is another. */
    CLIMBED,
    /** It climbed to the top, or is at the top: there is nowhere left to climb to. */
    CLIMBED_TO_TOP,
    /** It was merged into another ticket, which keeps its promises. */
    MERGED,
    /** The merge was undone, for either of the two. */
    UNMERGED,
    /** Tier, category, issue or playbook changed. */
    RULES_CHANGED
}
