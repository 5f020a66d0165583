package org.nightlight.desk;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.nightlight.safety.report.MandatoryReport;
import org.nightlight.safety.report.Track;

/** What was done about a report, newest first, in short: the texts themselves stand on the page. */
record ReportHistory(Instant at, long by, String text) {

    static List<TicketPage.Line> of(MandatoryReport report, Map<Long, String> names, Words words) {
        return all(report)
                .sorted(Comparator.comparing(ReportHistory::at).reversed())
                .map(it ->
                        new TicketPage.Line(words.when(it.at), names.getOrDefault(it.by, "somebody who left"), it.text))
                .toList();
    }

    private static Stream<ReportHistory> all(MandatoryReport report) {
        return Stream.of(
                        report.entries().stream().map(ReportHistory::entry),
                        report.versions().stream()
                                .map(it -> new ReportHistory(it.at(), it.author(), "Made version " + it.number())),
                        report.versions().stream().flatMap(ReportHistory::approval),
                        report.decisions().stream()
                                .map(it -> new ReportHistory(
                                        it.at(),
                                        it.by(),
                                        "Proposed not to report: " + it.track().label())),
                        report.decisions().stream().flatMap(ReportHistory::confirmation),
                        report.submissions().stream()
                                .map(it -> new ReportHistory(
                                        it.recordedAt(),
                                        it.recordedBy(),
                                        (it.addsTo() == null ? "Recorded a report: " : "Added to a record: ")
                                                + it.track().label())))
                .flatMap(lines -> lines);
    }

    private static ReportHistory entry(MandatoryReport.Entry it) {
        String text = switch (it.kind()) {
            case JURISDICTION -> "Set where the child is: " + (it.text().isEmpty() ? "not known" : it.text());
            case COMMENT -> "Wrote a comment";
            case WISH -> "Wrote down the child’s wish";
            case STEP -> label(it.track()) + ": " + it.text();
        };
        return new ReportHistory(it.at(), it.by(), text);
    }

    private static String label(@org.jspecify.annotations.Nullable Track track) {
        return track == null ? "" : track.label();
    }

    private static Stream<ReportHistory> approval(MandatoryReport.Version it) {
        return it.approvedAt() == null || it.approvedBy() == null
                ? Stream.empty()
                : Stream.of(new ReportHistory(it.approvedAt(), it.approvedBy(), "Approved version " + it.number()));
    }

    private static Stream<ReportHistory> confirmation(MandatoryReport.Decision it) {
        return it.confirmedAt() == null || it.confirmedBy() == null
                ? Stream.empty()
                : Stream.of(new ReportHistory(
                        it.confirmedAt(),
                        it.confirmedBy(),
                        "Confirmed not to report: " + it.track().label()));
    }
}
