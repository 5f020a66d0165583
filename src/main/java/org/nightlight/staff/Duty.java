package org.nightlight.staff;

import java.util.List;

/** Who is on duty at one moment. More than one person in a place is an overlap of shifts: all of them count. */
public record Duty(List<StaffMember> first, List<StaffMember> backup) {
    public boolean nobody() {
        return first.isEmpty() && backup.isEmpty();
    }
}
