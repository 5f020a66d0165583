package org.nightlight.playbook;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.nightlight.shared.EmailAddress;

/**
 * The desk's rules, checked: every key that one part names exists in the other, every map is in the document's order and
 * cannot be changed. Made only by {@link PlaybookReader}. A look-up by a key that the playbook does not have throws
 * {@link IllegalArgumentException}; ask the maps where the key comes from outside.
 *
 * @param warnings percentages of a target at which somebody is told, rising, each 1 to 99
 * @param reopenWithinDays for so many days after it was solved, an answer reopens a ticket instead of opening a new one
 * @param skills what some people of a team can do and others cannot; none where nothing is given out by it
 * @param confidenceThreshold below it (0 to 1) triage asks a person to classify
 */
public record Playbook(
        Brand brand,
        Addresses addresses,
        SequencedMap<String, Channel> channels,
        SupportHours hours,
        SequencedMap<String, Tier> tiers,
        String defaultTierKey,
        List<Integer> warnings,
        int reopenWithinDays,
        double confidenceThreshold,
        SequencedMap<String, Team> teams,
        SequencedMap<String, Category> categories,
        SequencedMap<String, Skill> skills,
        SafetyRules safety,
        ConsentRules consent,
        RetentionRules retention,
        SequencedMap<String, Template> templates,
        Notice notice) {

    /** How the organisation calls itself. {@code language} is a BCP 47 tag: what templates fall back to. */
    public record Brand(String name, String fromName, String language) {}

    /**
     * The desk's own addresses.
     *
     * @param support what customers write to and what answers come from
     * @param safetyAlerts where the Safety Team is alerted; never shown to a customer
     * @param aliases further addresses that reach the desk
     * @param names how single ones of them are called in mail, instead of the brand's name
     */
    public record Addresses(
            EmailAddress support,
            EmailAddress safetyAlerts,
            List<EmailAddress> aliases,
            Map<EmailAddress, String> names) {
        /** Whether mail to this address comes back to the desk. */
        public boolean isOurs(EmailAddress address) {
            return address.equals(support) || address.equals(safetyAlerts) || aliases.contains(address);
        }
    }

    /** The name beside an address of ours in mail that leaves from it. */
    public String fromName(EmailAddress sender) {
        return addresses.names().getOrDefault(sender, brand.fromName());
    }

    public Tier tier(String key) {
        return known(tiers, key, "tier");
    }

    /** The tier of a customer of whom no other is known. */
    public Tier defaultTier() {
        return tier(defaultTierKey);
    }

    public Team team(String key) {
        return known(teams, key, "team");
    }

    public Category category(String key) {
        return known(categories, key, "category");
    }

    public Channel channel(String key) {
        return known(channels, key, "channel");
    }

    public Template template(String key) {
        return known(templates, key, "template");
    }

    /** The way up for tickets of this category. */
    public Ladder ladder(String category) {
        return category(category).ladder();
    }

    /** Where a ticket of this category and issue lands. */
    public Ladder.Rung landing(String category, @Nullable String issue) {
        return category(category).landing(issue);
    }

    public boolean isSafety(@Nullable String category) {
        return safety.category().equals(category);
    }

    public Category safetyCategory() {
        return category(safety.category());
    }

    /** Keys of the teams on the safety ladder: nobody outside them may see a safety case. */
    public Set<String> safetyTeams() {
        return safetyCategory().ladder().rungs().stream()
                .map(Ladder.Rung::team)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The desk's time zone: on every screen, and what a day means. */
    public ZoneId zone() {
        return hours.zone();
    }

    private static <T> T known(SequencedMap<String, T> things, String key, String kind) {
        T thing = things.get(key);
        if (thing == null) {
            throw new IllegalArgumentException("the playbook has no " + kind + " '" + key + "'");
        }
        return thing;
    }
}
