package org.nightlight;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.json.JsonMapper;

/** The demo world as written down in {@code demo/world.yaml}: who there is, and what happened how long ago. */
record DemoScript(List<Person> staff, List<Home> households, List<Story> tickets) {

    /** A member of staff. The first role is the one that {@code demo.json} names. */
    record Person(String name, String email, List<String> roles, List<String> teams, List<String> leads) {
        Person {
            teams = orNone(teams);
            leads = orNone(leads);
        }
    }

    /** People who live or learn together. */
    record Home(String name, @Nullable String tier, List<Member> members) {}

    /** @param key how tickets refer to this person; also the external id */
    record Member(
            String key,
            String name,
            String relation,
            @Nullable String email,
            @Nullable String phone,
            @Nullable Integer born,
            @Nullable String language) {}

    /**
     * A ticket.
     *
     * @param from a member's key, or an address that the desk has not seen before
     * @param by channel: email, web, phone or api
     * @param ago how long ago it came in, such as {@code 3d 4h}
     * @param taker for a phone call: the first name of whoever took it
     */
    record Story(
            String key,
            String from,
            String by,
            String ago,
            String subject,
            String text,
            @Nullable String taker,
            List<String> tags,
            List<Step> then) {
        Story {
            tags = orNone(tags);
            then = orNone(then);
        }

        Duration age() {
            return duration(ago);
        }
    }

    /**
     * What happened next, {@code after} the step before it. One of {@code customer}, {@code reply}, {@code note},
     * {@code assign}, {@code state}, {@code climb} (a reason), {@code sort} (category/issue) or {@code article} (its key) is set, or several.
     *
     * @param by the first name of the member of staff who does it
     */
    record Step(
            String after,
            @Nullable String by,
            @Nullable String customer,
            @Nullable String reply,
            @Nullable String note,
            @Nullable String assign,
            @Nullable String state,
            @Nullable String climb,
            @Nullable String sort,
            @Nullable String why,
            @Nullable String article,
            @Nullable Boolean acknowledge) {
        Duration pause() {
            return duration(after);
        }
    }

    static DemoScript read() {
        try (InputStream file =
                Objects.requireNonNull(DemoScript.class.getResourceAsStream("/demo/world.yaml"), "demo/world.yaml")) {
            Object document = new Yaml(new SafeConstructor(new LoaderOptions())).load(file);
            return JsonMapper.shared().convertValue(document, DemoScript.class);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** {@code 2d 3h 10m} */
    private static Duration duration(String text) {
        Duration sum = Duration.ZERO;
        for (String part : text.strip().split("\\s+")) {
            long count = Long.parseLong(part.substring(0, part.length() - 1));
            sum = sum.plus(
                    switch (part.charAt(part.length() - 1)) {
                        case 'd' -> Duration.ofDays(count);
                        case 'h' -> Duration.ofHours(count);
                        case 'm' -> Duration.ofMinutes(count);
                        default -> throw new IllegalArgumentException("not a duration: " + text);
                    });
        }
        return sum;
    }

    private static <T> List<T> orNone(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }
}
