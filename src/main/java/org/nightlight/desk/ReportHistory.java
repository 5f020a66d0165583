package org.nightlight.desk;

import static org.nightlight.shared.Spoken.say;

import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.nightlight.safety.report.MandatoryReport;
import org.nightlight.safety.report.Standing;
import org.nightlight.safety.report.Track;

/** What was done about a report, newest first, in short: the texts themselves stand on the page. */
record ReportHistory(Instant at, long by, String text) {

    static List<TicketPage.Line> of(MandatoryReport report, Map<Long, String> names, Words words) {
        return all(report)
                .sorted(Comparator.comparing(ReportHistory::at).reversed())
                .map(it -> new TicketPage.Line(
                        words.when(it.at),
                        names.getOrDefault(it.by, say("somebody who left", "alguien que ya no está")),
                        it.text))
                .toList();
    }

    private static Stream<ReportHistory> all(MandatoryReport report) {
        return Stream.of(
                        report.entries().stream().map(ReportHistory::entry),
                        report.versions().stream()
                                .map(it -> new ReportHistory(
                                        it.at(), it.author(), say("Made version ", "Hizo la versión ") + it.number())),
                        report.versions().stream().flatMap(ReportHistory::approval),
                        report.decisions().stream()
                                .map(it -> new ReportHistory(
                                        it.at(),
                                        it.by(),
                                        say("Proposed not to report: ", "Propuso no denunciar: ")
                                                + it.track().label())),
                        report.decisions().stream().flatMap(ReportHistory::confirmation),
                        report.submissions().stream()
                                .map(it -> new ReportHistory(
                                        it.recordedAt(),
                                        it.recordedBy(),
                                        (it.addsTo() == null
                                                        ? say("Recorded a report: ", "Anotó una denuncia: ")
                                                        : say("Added to a record: ", "Completó una anotación: "))
                                                + it.track().label())))
                .flatMap(lines -> lines);
    }

    private static ReportHistory entry(MandatoryReport.Entry it) {
        String text = switch (it.kind()) {
            case JURISDICTION ->
                say("Set where the child is: ", "Fijó dónde está el menor: ")
                        + (it.text().isEmpty() ? say("not known", "no se sabe") : it.text());
            case COMMENT -> say("Wrote a comment", "Escribió un comentario");
            case WISH -> say("Wrote down the child’s wish", "Anotó el deseo del menor");
            case STEP -> label(it.track()) + ": " + standing(it.text());
        };
        return new ReportHistory(it.at(), it.by(), text);
    }

    /** A step in words; what is none of ours stays as it is. */
    private static String standing(String key) {
        return Arrays.stream(Standing.values())
                .filter(it -> it.key().equals(key))
                .findFirst()
                .map(Standing::label)
                .orElse(key);
    }

    private static String label(@org.jspecify.annotations.Nullable Track track) {
        return track == null ? "" : track.label();
    }

    private static Stream<ReportHistory> approval(MandatoryReport.Version it) {
        return it.approvedAt() == null || it.approvedBy() == null
                ? Stream.empty()
                : Stream.of(new ReportHistory(
                        it.approvedAt(),
                        it.approvedBy(),
                        say("Approved version ", "Aprobó la versión ") + it.number()));
    }

    private static Stream<ReportHistory> confirmation(MandatoryReport.Decision it) {
        return it.confirmedAt() == null || it.confirmedBy() == null
                ? Stream.empty()
                : Stream.of(new ReportHistory(
                        it.confirmedAt(),
                        it.confirmedBy(),
                        say("Confirmed not to report: ", "Confirmó no denunciar: ")
                                + it.track().label()));
    }
}
