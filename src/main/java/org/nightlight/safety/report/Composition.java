package org.nightlight.safety.report;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nightlight.safety.Concern;
import org.nightlight.safety.Level;
import org.nightlight.shared.Spoken;
import org.nightlight.ticket.Message;
import org.nightlight.ticket.Ticket;

/**
 * Puts a report together from what is stored: facts under fixed headings, the received words in quotation marks with their
 * time, comments of staff apart from both. It adds no word of its own about what may have happened. Pure.
 */
final class Composition {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm:ss zzz", Locale.US);

    private final ZoneId zone;
    private final LocalDate today;
    private final Map<Long, String> staff;

    /** @param staff names by number */
    Composition(ZoneId zone, Instant now, Map<Long, String> staff) {
        this.zone = zone;
        this.today = now.atZone(zone).toLocalDate();
        this.staff = staff;
    }

    /** Who wrote: just as they gave it themselves. */
    record Sender(String name, List<String> addresses) {}

    /** A rule of screening that spoke on a message, and the engine's version. */
    record Flag(long messageId, String rule, String engine) {}

    /** In English whoever asks: it goes to an agency, and what one language says is not another version in the other. */
    ReportText text(MandatoryReport report, Ticket ticket, Sender sender, List<Message> messages, List<Flag> flags) {
        return Spoken.in(Spoken.ENGLISH, () -> sections(report, ticket, sender, messages, flags));
    }

    private ReportText sections(
            MandatoryReport report, Ticket ticket, Sender sender, List<Message> messages, List<Flag> flags) {
        return new ReportText(List.of(
                section("About this report", about(report, ticket)),
                section("Where the child is", place(report.place())),
                section("Duty and time", duty(report)),
                section("What is known", known(report, ticket, sender)),
                section("Why it was flagged", flags(flags)),
                new ReportText.Section("Exact words, as received", true, words(ticket, messages)),
                section("The child's wish", wish(report)),
                section("Comments of staff", comments(report))));
    }

    private static ReportText.Section section(String heading, List<String> lines) {
        return new ReportText.Section(heading, false, lines);
    }

    private static List<String> about(MandatoryReport report, Ticket ticket) {
        return List.of(
                "Case " + report.about().id() + ", ticket " + ticket.id() + ".",
                "This report says what was received and when. It holds no diagnosis and no guess.");
    }

    private List<String> place(Jurisdiction place) {
        return List.of(place.name() + ".", "Statute: " + place.statute().text() + ".", place.freshness(today));
    }

    private List<String> duty(MandatoryReport report) {
        Jurisdiction place = report.place();
        List<String> lines = new ArrayList<>();
        lines.add("First flagged: " + time(report.clock().from()) + ".");
        lines.add("First report: " + place.oral().text() + hours(place.oralHours()) + ".");
        lines.add("To be made by: " + time(report.clock().due()) + ".");
        lines.add("Report in writing: " + place.written().text() + hours(place.writtenHours()) + ".");
        return lines;
    }

    private static String hours(@Nullable Integer hours) {
        return hours == null ? "" : "; within " + hours + " hours";
    }

    private List<String> known(MandatoryReport report, Ticket ticket, Sender sender) {
        MandatoryReport.OfCase about = report.about();
        List<String> lines = new ArrayList<>();
        lines.add("Received: " + time(ticket.createdAt()) + ", by "
                + ticket.channel().key() + ".");
        lines.add("Level: " + about.level() + ", " + level(about.level()) + ".");
        lines.add("Types: " + types(about) + ".");
        lines.add("Name, as the sender gave it: " + (sender.name().isBlank() ? "none given" : sender.name()) + ".");
        lines.add("Written from: "
                + (sender.addresses().isEmpty() ? "no address" : String.join(", ", sender.addresses())) + ".");
        return lines;
    }

    private static String level(Level level) {
        return switch (level) {
            case S0 -> "nothing found";
            case S1 -> "a worry or a hint";
            case S2 -> "moderate";
            case S3 -> "high";
            case S4 -> "emergency, danger going on now";
        };
    }

    private static String types(MandatoryReport.OfCase about) {
        List<String> all = Stream.concat(
                        about.types().stream()
                                .map(code -> code + " (" + Concern.valueOf(code).words() + ")"),
                        about.held()
                                ? Stream.of("held: some of it could not be judged by the software")
                                : Stream.empty())
                .toList();
        return all.isEmpty() ? "none named; raised by a person" : String.join(", ", all);
    }

    private static List<String> flags(List<Flag> flags) {
        return flags.isEmpty()
                ? List.of("A person raised it.")
                : flags.stream()
                        .map(flag -> "Message " + flag.messageId() + ": rule " + flag.rule() + ", engine "
                                + flag.engine() + ".")
                        .toList();
    }

    /** Somebody else wrote it than the customer. */
    private static String aside(Message message) {
        return message.kind() == Message.Kind.SIDE_ANSWER
                ? ", from " + message.authorName() + ", whom the desk had asked"
                : "";
    }

    private List<String> words(Ticket ticket, List<Message> messages) {
        List<String> lines = new ArrayList<>();
        lines.add("Subject line, " + time(ticket.createdAt()) + ": \u201c" + ticket.subject() + "\u201d");
        messages.stream().filter(message -> message.kind().cameIn()).forEach(message -> {
            lines.add("Message " + message.id() + ", " + time(message.createdAt()) + aside(message) + ": \u201c"
                    + message.text() + "\u201d");
            if (!message.quoted().isBlank()) {
                lines.add("Repeated below message " + message.id() + ", perhaps by another writer: \u201c"
                        + message.quoted() + "\u201d");
            }
        });
        return lines;
    }

    private List<String> wish(MandatoryReport report) {
        return report.wish()
                .map(wish -> List.of(
                        "Written down by " + name(wish.by()) + ", " + time(wish.at()) + ": " + wish.text(),
                        "The wish is passed on. It does not stop a report."))
                .orElse(List.of("None is written down."));
    }

    private List<String> comments(MandatoryReport report) {
        List<String> lines = report.comments().stream()
                .map(comment -> name(comment.by()) + ", " + time(comment.at()) + ": " + comment.text())
                .toList();
        return lines.isEmpty() ? List.of("None.") : lines;
    }

    private String name(long staffId) {
        return staff.getOrDefault(staffId, "Staff " + staffId);
    }

    private String time(Instant at) {
        return TIME.format(at.atZone(zone));
    }
}
