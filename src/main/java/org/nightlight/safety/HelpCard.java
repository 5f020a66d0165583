package org.nightlight.safety;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The numbers for one country, to be shown on one day.
 *
 * @param country ISO 3166 code; empty where it is not known, and then somebody has to choose
 * @param name the country's name; empty where it is not known
 * @param emergency what to call in danger; null where only the child's own emergency number can be named
 * @param checked when the numbers were last compared with their sources; null on the built-in fallback, which has none
 */
public record HelpCard(
        String country,
        String name,
        @Nullable String emergency,
        List<Entry> entries,
        @Nullable LocalDate checked) {

    /** @param ways such as {@code Call 988}, or bare numbers */
    public record Entry(
            String name, List<String> ways, List<String> spanish, String use, String useInSpanish, boolean confirmed) {}

    private static final String US_EMERGENCY = "911";

    /** The card of this country; without numbers where the country is none of the list or the list is too old. */
    public static HelpCard of(HelpLines lines, String country, LocalDate today) {
        boolean home = country.equals(HelpLines.UNITED_STATES);
        String name = home
                ? "United States"
                : lines.countries().stream()
                        .filter(one -> one.code().equals(country))
                        .map(HelpLines.Country::name)
                        .findFirst()
                        .orElse("");
        String emergency = home ? US_EMERGENCY : null;
        if (name.isEmpty()) {
            return new HelpCard("", "", null, List.of(), null);
        }
        if (!lines.areGoodOn(today)) {
            return new HelpCard(country, name, emergency, List.of(), null);
        }
        List<Entry> entries = home
                ? lines.national().stream().map(HelpCard::entry).toList()
                : lines.countries().stream()
                        .filter(one -> one.code().equals(country))
                        .map(one -> new Entry("", one.numbers(), one.numbers(), "", "", one.confirmed()))
                        .toList();
        return new HelpCard(country, name, emergency, entries, lines.checked());
    }

    public boolean isKnown() {
        return !country.isEmpty();
    }

    /** Whether it has numbers to show beside the emergency number. */
    public boolean hasNumbers() {
        return !entries.isEmpty();
    }

    /**
     * As plain text at the end of an answer to a child.
     *
     * @param chooser an address where the country can be chosen, for a card of no country
     */
    String text(String language, String chooser) {
        boolean spanish = language.equals("es");
        List<String> lines = new ArrayList<>();
        lines.add(danger(spanish));
        if (!isKnown()) {
            lines.add((spanish ? "Aquí hay números de cada país: " : "Numbers for each country are here: ") + chooser);
        }
        if (hasNumbers()) {
            lines.add(spanish ? "Aquí también hay gente que ayuda:" : "These people can help too:");
            entries.stream()
                    .filter(entry -> !entry.spanish().isEmpty())
                    .filter(entry -> !entry.ways().equals(List.of("Call " + emergency)))
                    .forEach(entry -> lines.add(line(entry, spanish)));
        }
        if (checked != null) {
            DateTimeFormatter day = DateTimeFormatter.ofPattern("d MMMM yyyy", spanish ? Locale.of("es") : Locale.UK);
            lines.add((spanish ? "Números revisados el " : "Numbers checked on ") + checked.format(day) + ".");
        }
        return String.join("\n", lines);
    }

    private String danger(boolean spanish) {
        if (emergency != null) {
            return spanish
                    ? "Si ahora mismo estás en peligro, llama al " + emergency + "."
                    : "If you are in danger right now, call " + emergency + ".";
        }
        return spanish
                ? "Si ahora mismo estás en peligro, llama al número de emergencias de tu país."
                : "If you are in danger right now, call the emergency number where you are.";
    }

    private static String line(Entry entry, boolean spanish) {
        String ways = String.join(", ", spanish ? entry.spanish() : entry.ways());
        String named = entry.name().isEmpty() ? ways : entry.name() + ": " + ways;
        return "- " + named + (entry.confirmed() ? "" : spanish ? " (sin confirmar)" : " (not yet confirmed)");
    }

    private static Entry entry(HelpLines.Line line) {
        return new Entry(line.name(), line.ways(), line.spanish(), line.use(), line.useInSpanish(), line.confirmed());
    }
}
