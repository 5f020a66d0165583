package org.nightlight.safety;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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
public record HelpLines(LocalDate checked, List<Line> national, List<Country> countries) {
    public static final String UNITED_STATES = "US";
    /** For so many days after they were checked the numbers are shown. */
    public static final int GOOD_FOR_DAYS = 180;

    /**
     * A line in the United States.
     *
     * @param ways such as {@code Call 988}
     * @param spanish the same in Spanish; empty for a line that stands on no card
     * @param use what the line is for, and the same in Spanish
     */
    public record Line(
            String name, List<String> ways, List<String> spanish, String use, String useInSpanish, boolean confirmed) {}

    /** Lines of another country. {@code code} is its ISO 3166 code. */
    public record Country(String code, String name, List<String> numbers, boolean confirmed) {}

    /** The lines shipped with the desk. */
    public static HelpLines shipped() {
        try (InputStream file =
                Objects.requireNonNull(HelpLines.class.getResourceAsStream("/crisis/lines.yaml"), "help lines")) {
            return read(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static HelpLines read(String yaml) {
        Map<?, ?> all = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
        return new HelpLines(
                LocalDate.parse(text(all, "last_checked")),
                entries(all, "national").stream().map(HelpLines::line).toList(),
                entries(all, "countries").stream().map(HelpLines::country).toList());
    }

    /** Whether the numbers may be shown on this day. */
    public boolean areGoodOn(LocalDate day) {
        return !day.isAfter(checked.plusDays(GOOD_FOR_DAYS));
    }

    /** Countries whose numbers two sources agree on, or the others. */
    public List<Country> countries(boolean confirmed) {
        return countries.stream().filter(one -> one.confirmed == confirmed).toList();
    }

    private static Line line(Map<?, ?> one) {
        List<String> spanish = Boolean.TRUE.equals(one.get("card")) ? texts(one, "es") : List.of();
        return new Line(
                text(one, "name"), texts(one, "ways"), spanish, text(one, "use"), text(one, "use-es"), confirmed(one));
    }

    private static Country country(Map<?, ?> one) {
        return new Country(text(one, "code"), text(one, "name"), texts(one, "numbers"), confirmed(one));
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
