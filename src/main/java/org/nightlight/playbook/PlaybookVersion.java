package org.nightlight.playbook;

/**
 * A playbook with the number under which it was published; every decision keeps the number.
 *
 * @param calendar the desk's standard calendar by this playbook's hours
 */
public record PlaybookVersion(int number, Playbook playbook, BusinessCalendar calendar) {
    public PlaybookVersion(int number, Playbook playbook) {
        this(number, playbook, BusinessCalendar.of(playbook.hours()));
    }
}
