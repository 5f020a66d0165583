package org.nightlight.staff;

import java.util.Set;
import org.nightlight.database.Clearance;
import org.nightlight.shared.Actor;
import org.nightlight.shared.EmailAddress;

/**
 * Somebody who works at the desk.
 *
 * @param teams keys of the playbook's teams
 * @param leads those of {@code teams} that this person leads
 * @param skills keys of the playbook's skills, also of those that it has no more
 * @param active false once deactivated: signs in no more, is kept for the record
 * @param density {@code comfortable} or {@code compact}
 * @param language {@code en} or {@code es}: in which the desk speaks to them
 * @param attendance whether they are here, and how many tickets they have room for
 */
public record StaffMember(
        long id,
        String name,
        EmailAddress email,
        Set<Role> roles,
        Set<String> teams,
        Set<String> leads,
        Set<String> skills,
        boolean active,
        String density,
        String language,
        Attendance attendance) {

    /** What the database shows to this person: walled tickets only to safety officers and legal, and no case against them. */
    public Clearance clearance() {
        return (is(Role.SAFETY_OFFICER) || is(Role.LEGAL) ? Clearance.SAFETY : Clearance.DESK).of(id);
    }

    public boolean is(Role role) {
        return roles.contains(role);
    }

    public Actor actor() {
        return new Actor.Staff(id);
    }
}
