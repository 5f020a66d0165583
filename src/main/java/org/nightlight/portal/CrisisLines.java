package org.nightlight.portal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * Where to find help at once, as {@code crisis/lines.yaml} has it. Numbers are never made up: each stands there with
 * whether two sources agree on it.
 *
 * @param checked the day on which the numbers were last compared with their sources
 */
public record CrisisLines(LocalDate checked, List<Line> national, List<Country> countries) {

    /** A line in the United States; {@code ways} such as {@code Call 988}. */
    public record Line(String name, List<String> ways, String use, boolean confirmed) {}

    /** Lines of another country. */
    public record Country(String name, List<String> numbers, boolean confirmed) {}

    /** The lines shipped with the desk. */
    public static CrisisLines shipped() {
        try (InputStream file =
                Objects.requireNonNull(CrisisLines.class.getResourceAsStream("/crisis/lines.yaml"), "crisis lines")) {
            Map<?, ?> all = new Yaml(new SafeConstructor(new LoaderOptions())).load(file);
            return new CrisisLines(
                    LocalDate.parse(text(all, "checked")),
                    entries(all, "national").stream().map(CrisisLines::line).toList(),
                    entries(all, "countries").stream().map(CrisisLines::country).toList());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Countries whose numbers two sources agree on, or the others. */
    public List<Country> countries(boolean confirmed) {
        return countries.stream().filter(one -> one.confirmed == confirmed).toList();
    }

    private static Line line(Map<?, ?> one) {
        return new Line(text(one, "name"), texts(one, "ways"), text(one, "use"), confirmed(one));
    }

    private static Country country(Map<?, ?> one) {
        return new Country(text(one, "name"), texts(one, "numbers"), confirmed(one));
    }

    private static boolean confirmed(Map<?, ?> one) {
        return Boolean.TRUE.equals(one.get("confirmed"));
    }

    private static String text(Map<?, ?> one, String key) {
        return String.valueOf(Objects.requireNonNull(one.get(key), key));
    }

    private static List<String> texts(Map<?, ?> one, String key) {
        return one.get(key) instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }

    private static List<Map<?, ?>> entries(Map<?, ?> all, String key) {
        return all.get(key) instanceof List<?> list
                ? list.stream().<Map<?, ?>>map(entry -> (Map<?, ?>) entry).toList()
                : List.of();
    }
}
