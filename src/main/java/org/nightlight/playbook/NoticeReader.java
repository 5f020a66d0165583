package org.nightlight.playbook;

import static org.nightlight.shared.Spoken.say;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the section {@code notice}. */
final class NoticeReader {
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
    private static final List<String> BASES = Arrays.stream(Notice.LawfulBasis.values())
            .map(Notice.LawfulBasis::key)
            .toList();

    private NoticeReader() {}

    static Notice notice(Section section) {
        List<Notice.Operator> operators = section.required("operators").items().stream()
                .map(item -> item.section(NoticeReader::operator))
                .toList();
        if (operators.isEmpty()) {
            section.required("operators")
                    .fault(say("expected at least one operator", "se esperaba al menos un operador"));
        }
        String basis = section.required("lawful-basis")
                .oneOf(say("a lawful basis of Art. 6(1) GDPR", "una base legal del art. 6(1) del RGPD"), BASES);
        return new Notice(
                operators,
                Arrays.stream(Notice.LawfulBasis.values())
                        .filter(one -> one.key().equals(basis))
                        .findFirst()
                        .orElse(Notice.LawfulBasis.LEGITIMATE_INTERESTS),
                section.required("countries").items().stream()
                        .map(item -> item.oneOf(say("a country such as US", "un país como US"), COUNTRIES))
                        .collect(Collectors.toUnmodifiableSet()),
                section.required("asks").section(NoticeReader::asks));
    }

    /**
     * For a playbook from before there was this section: what it says of the brand, and the rest as shipped.
     *
     * @param shipped null while the default itself is read
     */
    static Notice unstated(Playbook.Brand brand, Playbook.Addresses addresses, @Nullable Notice shipped) {
        return new Notice(
                List.of(new Notice.Operator(brand.name(), null, null, addresses.support())),
                shipped == null ? Notice.LawfulBasis.LEGITIMATE_INTERESTS : shipped.basis(),
                shipped == null ? Set.of() : shipped.countries(),
                shipped == null ? new LinkedHashMap<>() : shipped.asks());
    }

    private static Notice.Operator operator(Section section) {
        return new Notice.Operator(
                section.required("name").text(),
                section.optional("address").map(Value::text).orElse(null),
                section.optional("phone").map(Value::text).orElse(null),
                section.required("email").address());
    }

    /** Reasons by the fields that the form knows of; any other field is an unknown key. */
    private static SequencedMap<String, String> asks(Section section) {
        SequencedMap<String, String> asks = new LinkedHashMap<>();
        for (String field : List.of("age", "name", "email")) {
            section.optional(field).ifPresent(reason -> asks.put(field, reason.text()));
        }
        return Collections.unmodifiableSequencedMap(asks);
    }
}
