package org.nightlight.portal;

import java.text.Collator;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.nightlight.shared.Spoken;

/** Countries as the language of the page calls them: in English as our lists do, in Spanish by their ISO 3166 code. */
final class CountryNames {
    private CountryNames() {}

    static String of(String code, String english) {
        return isSpanish() && !code.isEmpty() ? Locale.of("", code).getDisplayCountry(Spoken.SPANISH) : english;
    }

    /** In the order of their names; in English our lists are in that order already. */
    static <T> List<T> ordered(List<T> countries, Function<T, String> name) {
        return isSpanish()
                ? countries.stream()
                        .sorted(Comparator.comparing(name, Collator.getInstance(Spoken.SPANISH)))
                        .toList()
                : countries;
    }

    private static boolean isSpanish() {
        return Spoken.language().equals(Spoken.SPANISH);
    }
}
