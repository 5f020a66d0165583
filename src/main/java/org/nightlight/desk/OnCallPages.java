package org.nightlight.desk;

import static org.nightlight.shared.Spoken.say;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nightlight.safety.Care;
import org.nightlight.safety.Drills;
import org.nightlight.safety.PageLinks;
import org.nightlight.shared.Spoken;
import org.nightlight.staff.Duty;
import org.nightlight.staff.Role;
import org.nightlight.staff.Rota;
import org.nightlight.staff.RotaPlan;
import org.nightlight.staff.Shift;
import org.nightlight.staff.Staff;
import org.nightlight.staff.StaffMember;
import org.springframework.stereotype.Component;

/** Puts the page of the rota together. */
@Component
class OnCallPages {

    private static final DateTimeFormatter FIELD = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm");

    private final Rota rota;
    private final Staff staff;
    private final Drills drills;
    private final Care care;
    private final PageLinks pages;
    private final Frame frame;

    OnCallPages(Rota rota, Staff staff, Drills drills, Care care, PageLinks pages, Frame frame) {
        this.rota = rota;
        this.staff = staff;
        this.drills = drills;
        this.care = care;
        this.pages = pages;
        this.frame = frame;
    }

    /** A form that was refused, as it was sent. {@code suffix} is empty for a new shift. */
    record Sent(String suffix, String who, String place, String from, String to) {
        static final Sent NONE = new Sent("none", "", "", "", "");
    }

    static boolean mayLayOut(StaffMember member) {
        return member.is(Role.SAFETY_OFFICER) || member.is(Role.ADMIN);
    }

    /** The moment that a field names, in the desk's zone; null when it names none. */
    static @Nullable Instant moment(String field, ZoneId zone) {
        try {
            return LocalDateTime.parse(field).atZone(zone).toInstant();
        } catch (java.time.DateTimeException none) {
            return null;
        }
    }

    OnCallPage page(
            Chrome chrome, StaffMember viewer, @Nullable LocalDate asked, Sent sent, Map<String, String> faults) {
        ZoneId zone = frame.zone();
        Instant now = frame.now();
        LocalDate day = asked == null ? now.atZone(zone).toLocalDate() : asked;
        ZonedDateTime monday =
                day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)).atStartOfDay(zone);
        ZonedDateTime sunday = monday.plusWeeks(1);
        RotaPlan plan = rota.plan(monday.toInstant(), sunday.toInstant());
        boolean lays = mayLayOut(viewer);
        List<StaffMember> people = lays ? rota.eligible() : List.of();
        return new OnCallPage(
                chrome,
                Days.ofWeek(monday) + say(" to ", " a ") + Days.ofWeek(sunday.minusDays(1)),
                "/desk/on-call?week=" + monday.minusWeeks(1).toLocalDate(),
                "/desk/on-call?week=" + sunday.toLocalDate(),
                duty(now, zone),
                plan.shifts().stream()
                        .map(shift -> row(shift, zone, lays ? form(shift, people, zone, sent) : null))
                        .toList(),
                plan.gaps().stream()
                        .map(gap -> say("Nobody is first on duty from ", "No hay titular de guardia de ")
                                + said(gap.from(), zone) + say(" to ", " a ") + said(gap.to(), zone) + ".")
                        .toList(),
                plan.overlaps().stream()
                        .map(both -> both.one().member().name()
                                + say(" and ", " y ")
                                + both.other().member().name()
                                + say(" are both ", " están en el mismo puesto: ")
                                + place(both.one().place())
                                + say(" from ", " de ")
                                + said(both.from(), zone)
                                + say(" to ", " a ")
                                + said(both.to(), zone)
                                + say(". Both are called.", ". Se llama a ambas personas."))
                        .toList(),
                lays ? form(people, sent, now.atZone(zone)) : null,
                chrome.signed() != null && chrome.signed().safety() ? safety(viewer) : null,
                faults);
    }

    /** Who is on duty and who follows, a sentence each. */
    List<String> duty(Instant now, ZoneId zone) {
        Duty duty = rota.onDuty(now);
        List<String> said = new ArrayList<>();
        if (duty.nobody()) {
            said.add(say(
                    "Nobody is on duty now. A case calls everybody at once.",
                    "Nadie está de guardia ahora. Un caso llama a todos a la vez."));
        } else {
            said.add(say("First: ", "Titular: ") + names(duty.first()) + say(". Backup: ", ". Respaldo: ")
                    + names(duty.backup()) + ".");
        }
        List<StaffMember> available = care.available(Set.of());
        List<StaffMember> spared = Stream.concat(duty.first().stream(), duty.backup().stream())
                .filter(member -> !available.contains(member))
                .toList();
        if (!spared.isEmpty()) {
            said.add(say("Not called now: ", "No se llama ahora a: ")
                    + names(spared)
                    + say(". The next person is called instead.", ". Se llama a la siguiente persona."));
        }
        if (available.size() < 2) {
            said.add(tooFew(available.size()));
        }
        said.add(rota.next(now)
                .map(shift -> say("Next: ", "Después: ") + shift.member().name() + say(", from ", ", desde ")
                        + said(shift.from(), zone) + ".")
                .orElse(say("Nobody is laid out to follow.", "No hay nadie planeado para después.")));
        return said;
    }

    /** Two people must be there in an emergency. */
    static String tooFew(int available) {
        return available == 0
                ? say(
                        "An emergency needs two people. Nobody on duty can be called now, so it calls everybody.",
                        "Una emergencia necesita dos personas. Ahora no se puede llamar a nadie de guardia, así que"
                                + " llama a todos.")
                : say(
                        "An emergency needs two people. Only one on duty can be called now, so it calls everybody.",
                        "Una emergencia necesita dos personas. Ahora solo se puede llamar a una de guardia, así que"
                                + " llama a todos.");
    }

    private static String names(List<StaffMember> people) {
        return people.isEmpty()
                ? say("nobody", "nadie")
                : people.stream().map(StaffMember::name).collect(Collectors.joining(say(" and ", " y ")));
    }

    private static OnCallPage.Row row(Shift shift, ZoneId zone, OnCallPage.@Nullable Form form) {
        return new OnCallPage.Row(
                shift.id(),
                Days.ofWeek(shift.from().atZone(zone)),
                said(shift.from(), zone),
                said(shift.to(), zone),
                shift.member().name(),
                place(shift.place()),
                shift.counts(),
                form);
    }

    private static OnCallPage.Form form(Shift shift, List<StaffMember> people, ZoneId zone, Sent sent) {
        String suffix = "-" + shift.id();
        return sent.suffix().equals(suffix)
                ? form(people, sent, true)
                : form(
                        people,
                        new Sent(
                                suffix,
                                Long.toString(shift.member().id()),
                                shift.place().key(),
                                FIELD.format(shift.from().atZone(zone)),
                                FIELD.format(shift.to().atZone(zone))),
                        false);
    }

    private static OnCallPage.Form form(List<StaffMember> people, Sent sent, ZonedDateTime now) {
        ZonedDateTime hour = now.truncatedTo(ChronoUnit.HOURS);
        return sent.suffix().isEmpty()
                ? form(people, sent, true)
                : form(people, new Sent("", "", "first", FIELD.format(hour), FIELD.format(hour.plusHours(12))), false);
    }

    private static OnCallPage.Form form(List<StaffMember> people, Sent sent, boolean open) {
        return new OnCallPage.Form(
                sent.suffix(),
                people.stream()
                        .map(member -> new Choice(
                                Long.toString(member.id()),
                                member.name(),
                                sent.who().equals(Long.toString(member.id()))))
                        .toList(),
                List.of(
                        new Choice(
                                "first", say("first", "titular"), sent.place().equals("first")),
                        new Choice(
                                "backup",
                                say("backup", "respaldo"),
                                sent.place().equals("backup"))),
                sent.from(),
                sent.to(),
                open);
    }

    private OnCallPage.Safety safety(StaffMember viewer) {
        Words words = frame.words();
        Map<Long, String> names = Talk.names(staff.all());
        return new OnCallPage.Safety(
                pages.alarms().stream()
                        .map(alarm -> new OnCallPage.Alarm(alarm.pageId(), words.when(alarm.since())))
                        .toList(),
                viewer.is(Role.SAFETY_OFFICER),
                drills(words, names));
    }

    /** The latest drills with what came of them. */
    List<OnCallPage.Drill> drills(Words words, Map<Long, String> names) {
        return drills.list().stream()
                .map(drill -> new OnCallPage.Drill(
                        drill.caseId(),
                        words.when(drill.startedAt()),
                        name(drill.startedBy(), names, say("the desk itself", "la mesa de ayuda misma")),
                        after(drill.startedAt(), drill.alertedAt()),
                        after(drill.startedAt(), drill.acknowledgedAt()),
                        drill.acknowledgedBy() == null ? null : name(drill.acknowledgedBy(), names, "")))
                .toList();
    }

    private static String name(@Nullable Long id, Map<Long, String> names, String nobody) {
        return id == null ? nobody : names.getOrDefault(id, say("somebody who left", "alguien que se fue"));
    }

    private static @Nullable String after(Instant start, @Nullable Instant end) {
        return end == null ? null : lasted(Duration.between(start, end));
    }

    /** A short time, exact to what matters: {@code 0.4 s}, {@code 52 s}, {@code 12 min}. */
    static String lasted(Duration length) {
        if (length.compareTo(Duration.ofSeconds(10)) < 0) {
            return String.format(Spoken.language(), "%.1f s", length.toMillis() / 1_000.0);
        }
        return length.toSeconds() < 120 ? length.toSeconds() + " s" : When.span(length);
    }

    private static String place(Shift.Place place) {
        return place == Shift.Place.FIRST ? say("first", "titular") : say("backup", "respaldo");
    }

    static String said(Instant at, ZoneId zone) {
        return Days.withTime(at.atZone(zone));
    }
}
