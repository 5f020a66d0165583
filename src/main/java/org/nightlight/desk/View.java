package org.nightlight.desk;

import org.jspecify.annotations.Nullable;
import org.nightlight.staff.Role;
import org.nightlight.staff.StaffMember;

/**
 * A list that somebody keeps: a filter by name.
 *
 * @param ownerId whose it is, null when it is everybody's
 * @param place its place in the rail among those of its kind, the smallest first, for whoever has not said otherwise
 * @param hidden whether whoever looks has it not in their own rail
 */
record View(long id, @Nullable Long ownerId, String name, String filter, Layout layout, int place, boolean hidden) {
    String address() {
        return "/desk/views/" + id;
    }

    boolean shared() {
        return ownerId == null;
    }

    View hiddenOrNot(boolean hidden) {
        return new View(id, ownerId, name, filter, layout, place, hidden);
    }

    /** One's own is for oneself to change, everybody's for leads and admins. */
    boolean mayBeChangedBy(StaffMember member) {
        return ownerId == null ? mayShare(member) : ownerId == member.id();
    }

    static boolean mayShare(StaffMember member) {
        return member.is(Role.LEAD) || member.is(Role.ADMIN);
    }
}
