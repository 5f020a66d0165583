package org.nightlight.safety.report;

import static org.nightlight.shared.Spoken.say;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a report is due, as {@code reporting/jurisdictions.yaml} has it.
 *
 * @param code such as {@code CT}; empty where nobody knows yet where the child is
 * @param oralHours the hours that the text gives for the first report, null when it names none
 * @param writtenHours the same for the report in writing
 * @param writtenFromReceipt true when those hours run from learning of the facts, not from the oral report
 * @param verifiedOn the day on which the entry was last compared with its sources
 */
public record Jurisdiction(
        String code,
        String name,
        LocalDate verifiedOn,
        Fact statute,
        Fact oral,
        @Nullable Integer oralHours,
        Fact written,
        @Nullable Integer writtenHours,
        boolean writtenFromReceipt,
        List<Hotline> hotlines,
        Fact online,
        Fact everybody,
        List<Phrase> notes) {

    /** An entry is trusted for so many days after it was verified. */
    public static final int GOOD_FOR_DAYS = 180;

    /** The same in both languages. */
    public record Phrase(String english, String spanish) {
        public String text() {
            return say(english, spanish);
        }
    }

    /** One cell of the data: what it says, whether that is confirmed, and by which sources. */
    public record Fact(Phrase says, boolean unverified, List<String> sources) {
        /** What it says, with the doubt beside it. */
        public String text() {
            return says.text() + doubt(unverified);
        }
    }

    /** @param number or whom to look for where there is none */
    public record Hotline(Phrase number, Phrase label, boolean unverified, List<String> sources) {
        public String text() {
            return number.text() + ", " + label.text() + doubt(unverified);
        }
    }

    private static String doubt(boolean unverified) {
        return unverified ? say(" (not verified)", " (sin verificar)") : "";
    }

    public boolean known() {
        return !code.isEmpty();
    }

    /** Everything that the entry rests on, each once. */
    public List<String> sources() {
        return Stream.concat(
                        Stream.of(statute, oral, written, online, everybody).map(Fact::sources),
                        hotlines.stream().map(Hotline::sources))
                .flatMap(List::stream)
                .distinct()
                .toList();
    }

    public LocalDate expiresOn() {
        return verifiedOn.plusDays(GOOD_FOR_DAYS);
    }

    public boolean expired(LocalDate today) {
        return today.isAfter(expiresOn());
    }

    /** How fresh the entry is, to stand wherever the entry is shown. */
    public String freshness(LocalDate today) {
        return say("Last verified on %s, good until %s.", "Verificado por última vez el %s, vale hasta el %s.")
                        .formatted(verifiedOn, expiresOn())
                + (expired(today)
                        ? say(
                                " THIS ENTRY IS OUT OF DATE: check it with the agency before you rely on it.",
                                " ESTA ENTRADA ESTÁ DESACTUALIZADA: verifícala con la agencia antes de confiar en ella.")
                        : "");
    }
}
