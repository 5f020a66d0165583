package org.nightlight.customer;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * People who live or learn together: parents, guardians, children, or a teacher and a class.
 *
 * @param tier holds for every member who has none of their own; null leaves it to the playbook's default
 * @param members by name
 */
public record Household(long id, String name, @Nullable String tier, List<Customer> members) {

    /** Those who answer for the children here. */
    public List<Customer> parents() {
        return members.stream()
                .filter(member -> member.relation().answersForChildren())
                .toList();
    }

    public List<Customer> children() {
        return members.stream().filter(Customer::isChild).toList();
    }
}
