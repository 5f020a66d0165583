package org.nightlight.desk;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What our domains publish about the mail that is sent in their name: {@code GET /desk/admin/sending}.
 *
 * @param names the domains
 * @param domains what DNS said; null while it was not asked
 */
public record AdminSendingPage(
        Chrome chrome, List<String> names, @Nullable List<Domain> domains) {

    public record Domain(String name, List<Advice> advice) {}

    /**
     * @param standing in a word
     * @param bad whether something is to be done
     * @param name where to publish {@code value}; null for nothing
     */
    public record Advice(
            String what,
            String standing,
            boolean bad,
            String found,
            String sentence,
            @Nullable String name,
            @Nullable String value) {}
}
