package org.nightlight.safety.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import org.nightlight.safety.report.Jurisdiction.Fact;

/**
 * All jurisdictions by code, and the one that stands in where the child's place is not known: the national hotline and the
 * strictest clock of all.
 */
public final class Jurisdictions {
    private final SequencedMap<String, Jurisdiction> byCode;
    private final Jurisdiction unknown;

    Jurisdictions(
            SequencedMap<String, Jurisdiction> byCode, LocalDate verifiedOn, List<Jurisdiction.Hotline> national) {
        this.byCode = byCode;
        this.unknown = unknown(byCode.values(), verifiedOn, national);
    }

    /**
     * Those shipped with the desk.
     *
     * @throws IllegalStateException when the file is broken, naming the place
     */
    public static Jurisdictions shipped() {
        try (InputStream file = Objects.requireNonNull(
                Jurisdictions.class.getResourceAsStream("/reporting/jurisdictions.yaml"), "jurisdictions")) {
            return JurisdictionReader.read(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    public Collection<Jurisdiction> all() {
        return byCode.values();
    }

    public boolean has(String code) {
        return byCode.containsKey(code);
    }

    /** The one with this code; the strictest where there is none such. */
    public Jurisdiction of(String code) {
        return byCode.getOrDefault(code, unknown);
    }

    public Jurisdiction unknown() {
        return unknown;
    }

    private static Jurisdiction unknown(
            Collection<Jurisdiction> all, LocalDate verifiedOn, List<Jurisdiction.Hotline> national) {
        Integer oral = least(all.stream().map(Jurisdiction::oralHours).toList());
        Integer written = least(all.stream().map(Jurisdiction::writtenHours).toList());
        return new Jurisdiction(
                "",
                "Place not known",
                verifiedOn,
                fact(
                        "Not known. A person must find out where the child is; do not wait for it.",
                        "No se sabe. Una persona debe averiguar dónde está el menor; no esperes a saberlo.",
                        false),
                fact(
                        "immediate, as the strictest places ask",
                        "de inmediato, como piden los lugares más estrictos",
                        false),
                oral,
                fact(
                        "treated as required, as the strictest places ask",
                        "se trata como obligatorio, como piden los lugares más estrictos",
                        false),
                written,
                true,
                national,
                fact("not known", "no se sabe", true),
                fact(
                        "treated as if everybody must report",
                        "se trata como si todas las personas debieran denunciar",
                        false),
                List.of());
    }

    private static Fact fact(String english, String spanish, boolean unverified) {
        return new Fact(new Jurisdiction.Phrase(english, spanish), unverified, List.of());
    }

    private static @Nullable Integer least(List<@Nullable Integer> hours) {
        return hours.stream()
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }
}
