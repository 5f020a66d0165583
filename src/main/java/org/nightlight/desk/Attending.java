package org.nightlight.desk;

import static org.nightlight.shared.Spoken.say;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Map;
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

    Attending(Frame frame, Staff staff) {
        this.frame = frame;
        this.staff = staff;
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
        boolean away = sent.getOrDefault("now-" + id, "").equals("away");
        String back = sent.getOrDefault("back-" + id, "").strip();
        int capacity;
        try {
            capacity = Integer.parseInt(sent.getOrDefault("capacity-" + id, "").strip());
        } catch (NumberFormatException none) {
            return Outcome.refused(
                    "capacity",
                    say("Enter a number of tickets from 0 to %d.", "Indica un número de tickets de 0 a %d.")
                            .formatted(Attendance.MOST));
        }
        try {
            Instant backAt = !away || back.isEmpty()
                    ? null
                    : LocalDateTime.parse(back).atZone(frame.zone()).toInstant();
            return staff.attend(id, capacity, away, backAt, visit.actor());
        } catch (DateTimeException none) {
            return Outcome.refused(
                    "back",
                    say("Enter a day and a time, or leave it empty.", "Indica un día y una hora, o déjalo vacío."));
        }
    }
}
