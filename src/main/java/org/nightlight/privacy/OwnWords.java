package org.nightlight.privacy;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Tells what is no news to whom it goes: their own words and data, the organisation's own, and numbers that are nobody's. The name of a
 * household's child is not asked about here: that somebody guessed it is no reason to say it.
 */
final class OwnWords {
    /** Free and shared-cost numbers of several countries: of an organisation or a help line, never of a home. */
    private static final Pattern FREE_NUMBER = Pattern.compile(
            "(?:\\+?1)?8(?:00|88|77|66|55|44|33|22)\\d{7}|(?:0|\\+44|\\+49|0049|0044)80[08]\\d{5,8}|\\+?800\\d{8}|1[38]00\\d{6}|900\\d{6}");

    private static final Pattern INNER_NETWORK =
            Pattern.compile("(?:10|127|192\\.168|172\\.(?:1[6-9]|2\\d|3[01]))\\..*");

    private final String run;
    private final Set<String> domains;
    private final Set<String> stems;

    OwnWords(Outgoing.Own own) {
        this.run = own.words().stream().map(OwnWords::run).collect(Collectors.joining("\n"));
        this.domains = own.domains();
        this.stems = domains.stream().map(domain -> run(domain.split("\\.")[0])).collect(Collectors.toSet());
    }

    boolean has(String text, Found found) {
        String said = found.in(text);
        String key = run(said);
        return switch (found.type()) {
            case EMAIL -> run.contains(key) || domains.contains(domain(said));
            case USERNAME ->
                run.contains(key) || stems.stream().anyMatch(stem -> stem.length() > 3 && key.contains(stem));
            case PHONE -> phone(said);
            case IDENTIFIER -> run.contains(key) || INNER_NETWORK.matcher(said).matches();
            default -> run.contains(key);
        };
    }

    /** The same number with or without its country and its blanks. */
    private boolean phone(String said) {
        String digits = said.replaceAll("[^\\d+]", "").replaceAll("(?<=.)\\+", "");
        if (FREE_NUMBER.matcher(digits).matches()) {
            return true;
        }
        String local = digits.replaceFirst("^(?:\\+|00)\\d{1,2}|^0", "").replaceFirst("^0", "");
        return run.contains(digits.replace("+", "")) || (local.length() >= 7 && run.contains(local));
    }

    private static String domain(String address) {
        return address.substring(address.lastIndexOf('@') + 1).strip().toLowerCase(Locale.ROOT);
    }

    private static String run(String text) {
        return Folding.folded(text).replaceAll("[^\\p{L}\\d]+", "");
    }
}
