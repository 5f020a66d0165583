package org.nightlight.privacy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * From which age in years a person's own consent to an online service counts, by country, as
 * {@code privacy/digital-ages.yaml} has it. In doubt the highest age counts: it asks a parent rather once too often.
 *
 * @param checked the day on which the ages were last compared with {@code source}
 */
public record DigitalAges(LocalDate checked, String source, List<Country> countries) {
    /** What counts where nothing is known: the GDPR's own age (Art. 8(1)). */
    public static final int UNKNOWN = 16;

    /** The least that the GDPR lets a country choose. */
    static final int LEAST = 13;

    /** @param verified whether a source was read for it */
    public record Country(String code, String name, int age, boolean verified) {}

    /** The ages shipped with the desk. */
    public static DigitalAges shipped() {
        try (InputStream file = Objects.requireNonNull(
                DigitalAges.class.getResourceAsStream("/privacy/digital-ages.yaml"), "digital ages")) {
            return read(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** @throws IllegalArgumentException for an age below 13 or above 16 */
    static DigitalAges read(String yaml) {
        Map<?, ?> all = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
        if (!(all.get("ages") instanceof List<?> ages)) {
            throw new IllegalArgumentException("no list of ages");
        }
        return new DigitalAges(
                LocalDate.parse(text(all, "checked")),
                text(all, "source"),
                ages.stream().map(one -> country((Map<?, ?>) one)).toList());
    }

    /** The age in a country by its ISO 3166 code; 16 for one that does not stand here or that no source was read for. */
    public int in(String country) {
        return countries.stream()
                .filter(one -> one.code().equals(country) && one.verified())
                .mapToInt(Country::age)
                .findFirst()
                .orElse(UNKNOWN);
    }

    /** The age for a person: where their country is not known, the strictest of those that the desk serves. */
    public int forPerson(@Nullable String country, Collection<String> served) {
        return country == null ? served.stream().mapToInt(this::in).max().orElse(UNKNOWN) : in(country);
    }

    private static Country country(Map<?, ?> one) {
        int age = Integer.parseInt(text(one, "age"));
        if (age < LEAST || age > UNKNOWN) {
            throw new IllegalArgumentException("an age must be from 13 to 16, found " + age);
        }
        return new Country(text(one, "code"), text(one, "name"), age, Boolean.TRUE.equals(one.get("verified")));
    }

    private static String text(Map<?, ?> one, String key) {
        return String.valueOf(Objects.requireNonNull(one.get(key), key));
    }
}
