package org.nightlight.desk;

import static org.nightlight.shared.Spoken.say;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.nightlight.shared.Outcome;
import org.nightlight.staff.Attendance;
import org.nightlight.staff.Staff;
import org.nightlight.staff.StaffMember;
import org.springframework.stereotype.Component;

/** Shows and keeps who is away and who has room for how many tickets, in the desk's own zone. */
@Component
class Attending {
    private final Frame frame;
    private final Staff staff;
    private final AttendanceMail mail;
    private final Database database;

    Attending(Frame frame, Staff staff, AttendanceMail mail, Database database) {
        this.frame = frame;
        this.staff = staff;
        this.mail = mail;
        this.database = database;
    }

    AttendancePanel panel(StaffMember member) {
        Attendance attendance = member.attendance();
        boolean away = attendance.isAway(frame.now());
        Instant back = attendance.backAt();
        if (!away || back == null) {
            return new AttendancePanel(attendance.capacity(), away, "", away ? say("away", "ausente") : "");
        }
        return new AttendancePanel(
                attendance.capacity(),
                true,
                LocalDateTime.ofInstant(back, frame.zone())
                        .truncatedTo(ChronoUnit.MINUTES)
                        .toString(),
                say("away until ", "ausente hasta ") + frame.words().when(back).text());
    }

    /** Keeps what the form of this person sent: {@code capacity-7}, {@code now-7}, {@code back-7}. */
    Outcome<StaffMember> keep(long id, Map<String, String> sent, Visit visit) {
        int capacity;
        try {
            capacity = Integer.parseInt(sent.getOrDefault("capacity-" + id, "").strip());
        } catch (NumberFormatException none) {
            return Outcome.refused(
                    "capacity",
                    say("Enter a number of tickets from 0 to %d.", "Indica un número de tickets de 0 a %d.")
                            .formatted(Attendance.MOST));
        }
        return told(id, sent, visit, (away, back) -> staff.attend(id, capacity, away, back, visit.actor()));
    }

    /** Keeps {@code now-7} and {@code back-7} alone. */
    Outcome<StaffMember> keepAway(long id, Map<String, String> sent, Visit visit) {
        return told(id, sent, visit, (away, back) -> staff.attend(id, away, back, visit.actor()));
    }

    private interface Kept {
        Outcome<StaffMember> as(boolean away, @Nullable Instant back);
    }

    /** Keeps it, and tells the person where somebody else said so for them. */
    private Outcome<StaffMember> told(long id, Map<String, String> sent, Visit visit, Kept kept) {
        boolean away = sent.getOrDefault("now-" + id, "").equals("away");
        String back = sent.getOrDefault("back-" + id, "").strip();
        Instant backAt;
        try {
            backAt = !away || back.isEmpty()
                    ? null
                    : LocalDateTime.parse(back).atZone(frame.zone()).toInstant();
        } catch (DateTimeException none) {
            return Outcome.refused(
                    "back",
                    say("Enter a day and a time, or leave it empty.", "Indica un día y una hora, o déjalo vacío."));
        }
        // Mail to staff is put on its way by the software.
        return database.write(Clearance.SYSTEM, () -> {
            StaffMember before = staff.find(id).orElseThrow(NotHere::new);
            Outcome<StaffMember> outcome = kept.as(away, backAt);
            if (outcome instanceof Outcome.Done<StaffMember>(StaffMember after)) {
                mail.changed(before, after, visit.member());
            }
            return outcome;
        });
    }
}
