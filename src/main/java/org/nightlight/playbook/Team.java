package org.nightlight.playbook;

import org.jspecify.annotations.Nullable;

/**
 * Who works on tickets.
 *
 * @param software no person belongs to it, and nothing waits there for one
 * @param giving null for a team whose people take their tickets, or are given them by a person
 */
public record Team(
        String key,
        String label,
        boolean software,
        @Nullable Giving giving) {}
