package org.nightlight.channel.email;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A calendar part (RFC 5545) as one plain line: what, when, where. Times stand as the sender wrote them, with their zone. */
final class CalendarLine {
    private static final int MOST_LINES = 5_000;
    private static final int MOST_EVENTS = 5;
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEEE d MMMM yyyy", Locale.UK);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.UK);
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss", Locale.ROOT);

    private CalendarLine() {}

    private record Property(String name, String parameters, String value) {}

    /** One line for each of the first appointments; none when the text is no calendar. */
    static List<String> of(String calendar) {
        List<String> lines = new ArrayList<>();
        String method = "";
        List<Property> event = new ArrayList<>();
        boolean within = false;
        for (String line : calendar.replaceAll("\n[ \t]", "").split("\n", MOST_LINES)) {
            Optional<Property> read = property(line);
            if (read.isEmpty()) {
                continue;
            }
            Property property = read.get();
            if (property.name.equals("BEGIN") && property.value.equalsIgnoreCase("VEVENT")) {
                within = true;
                event.clear();
            } else if (property.name.equals("END") && property.value.equalsIgnoreCase("VEVENT")) {
                within = false;
                if (lines.size() < MOST_EVENTS) {
                    lines.add(line(method, event));
                }
            } else if (within) {
                event.add(property);
            } else if (property.name.equals("METHOD")) {
                method = property.value.toUpperCase(Locale.ROOT);
            }
        }
        return lines;
    }

    private static Optional<Property> property(String line) {
        int colon = line.indexOf(':');
        if (colon <= 0) {
            return Optional.empty();
        }
        String head = line.substring(0, colon);
        int semicolon = head.indexOf(';');
        String value = line.substring(colon + 1)
                .replace("\\n", " ")
                .replace("\\N", " ")
                .replaceAll("\\\\([,;\\\\])", "$1");
        return Optional.of(new Property(
                (semicolon < 0 ? head : head.substring(0, semicolon)).strip().toUpperCase(Locale.ROOT),
                semicolon < 0 ? "" : head.substring(semicolon),
                StorableText.line(value, 300)));
    }

    private static String line(String method, List<Property> event) {
        String kind = switch (method) {
            case "CANCEL" -> "Appointment called off";
            case "REPLY" -> answer(event);
            case "REQUEST" -> "Invitation";
            default -> "Appointment";
        };
        StringBuilder line = new StringBuilder(kind).append(": ");
        String what = value(event, "SUMMARY");
        line.append(what.isEmpty() ? "without a title" : what);
        String when = when(find(event, "DTSTART"), find(event, "DTEND"));
        line.append(when.isEmpty() ? "" : ", " + when);
        String where = value(event, "LOCATION");
        return line.append(where.isEmpty() ? "" : ", at " + where).toString();
    }

    private static String answer(List<Property> event) {
        String parameters = event.stream()
                .filter(each -> each.name.equals("ATTENDEE"))
                .map(each -> each.parameters.toUpperCase(Locale.ROOT))
                .findFirst()
                .orElse("");
        if (parameters.contains("PARTSTAT=ACCEPTED")) {
            return "Invitation accepted";
        }
        if (parameters.contains("PARTSTAT=DECLINED")) {
            return "Invitation declined";
        }
        return parameters.contains("PARTSTAT=TENTATIVE") ? "Invitation perhaps accepted" : "Invitation answered";
    }

    private static String when(@Nullable Property start, @Nullable Property end) {
        if (start == null) {
            return "";
        }
        try {
            if (start.value.length() == 8) {
                return DAY.format(LocalDate.parse(start.value, DateTimeFormatter.BASIC_ISO_DATE)) + ", all day";
            }
            LocalDateTime from = stamp(start);
            String until = "";
            if (end != null && end.value.length() > 8) {
                LocalDateTime to = stamp(end);
                until = " to " + (to.toLocalDate().equals(from.toLocalDate()) ? "" : DAY.format(to) + " ")
                        + TIME.format(to);
            }
            return DAY.format(from) + ", " + TIME.format(from) + until + zone(start);
        } catch (DateTimeException odd) {
            return start.value;
        }
    }

    private static LocalDateTime stamp(Property property) {
        return LocalDateTime.parse(property.value.replace("Z", ""), STAMP);
    }

    private static String zone(Property property) {
        if (property.value.endsWith("Z")) {
            return " (UTC)";
        }
        int at = property.parameters.toUpperCase(Locale.ROOT).indexOf("TZID=");
        return at < 0
                ? ""
                : " ("
                        + property.parameters
                                .substring(at + 5)
                                .replaceAll(";.*", "")
                                .replace("\"", "") + ")";
    }

    private static String value(List<Property> event, String name) {
        Property found = find(event, name);
        return found == null ? "" : found.value;
    }

    private static @Nullable Property find(List<Property> event, String name) {
        return event.stream().filter(each -> each.name.equals(name)).findFirst().orElse(null);
    }
}
