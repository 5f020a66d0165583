package org.nightlight.desk;

import org.jspecify.annotations.Nullable;
import org.nightlight.staff.StaffMember;
import org.nightlight.ticket.Doing;
import org.nightlight.ticket.Drafts;

/**
 * Words that are written again and again, with what is done with the ticket when they are sent or kept.
 *
 * @param ownerId whose it is, null when it is everybody's
 * @param text with variables between braces
 * @param place its place in the menu among those of its kind, the smallest first
 */
record Macro(long id, @Nullable Long ownerId, String name, Drafts.Kind kind, String text, Doing doing, int place) {
    String address() {
        return "/desk/macros/" + id;
    }

    boolean shared() {
        return ownerId == null;
    }

    /** One's own is for oneself to change, everybody's for leads and admins. */
    boolean mayBeChangedBy(StaffMember member) {
        return ownerId == null ? View.mayShare(member) : ownerId == member.id();
    }
}
