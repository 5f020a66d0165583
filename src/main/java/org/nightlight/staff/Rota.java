package org.nightlight.staff;

import static org.nightlight.shared.Spoken.say;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import org.nightlight.audit.Audit;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.nightlight.shared.Actor;
import org.nightlight.shared.Outcome;
import org.springframework.stereotype.Component;

/** The Safety Team's rota: who is on duty, first and as backup. Who may change it is decided where the routes are listed. */
@Component
public class Rota {
    private static final Duration LONGEST = Duration.ofDays(7);
    private static final Duration AHEAD = Duration.ofDays(60);

    private final Database database;
    private final RotaStore store;
    private final StaffStore staff;
    private final Audit audit;

    public Rota(Database database, DSLContext sql, Audit audit) {
        this.database = database;
        this.store = new RotaStore(sql);
        this.staff = new StaffStore(sql);
        this.audit = audit;
    }

    /** What is laid out between two moments, with its gaps and overlaps. */
    public RotaPlan plan(Instant from, Instant to) {
        return RotaPlan.of(read(() -> store.between(from, to)), from, to);
    }

    public Duty onDuty(Instant at) {
        List<Shift> now = read(() -> store.between(at, at.plusNanos(1_000))).stream()
                .filter(shift -> shift.holds(at) && shift.counts())
                .toList();
        return new Duty(in(Shift.Place.FIRST, now), in(Shift.Place.BACKUP, now));
    }

    /** The first shift that begins after {@code at}, as far as the rota is laid out. */
    public Optional<Shift> next(Instant at) {
        return read(() -> store.between(at, at.plus(AHEAD))).stream()
                .filter(shift -> shift.from().isAfter(at) && shift.counts() && shift.place() == Shift.Place.FIRST)
                .findFirst();
    }

    public Outcome<Boolean> add(long staffId, Shift.Place place, Instant from, Instant to, Actor by) {
        return write(() -> check(-1, staffId, from, to).map(fit -> {
            store.insert(staffId, place, from, to);
            audit.record(by, "shift-added", "staff:" + staffId, place.key() + " " + from + " " + to);
            return true;
        }));
    }

    public Outcome<Boolean> change(long id, long staffId, Shift.Place place, Instant from, Instant to, Actor by) {
        return write(() -> check(id, staffId, from, to).map(fit -> {
            store.update(id, staffId, place, from, to);
            audit.record(by, "shift-changed", "staff:" + staffId, place.key() + " " + from + " " + to);
            return true;
        }));
    }

    /** Takes a shift off the rota; nothing happens when it is gone already. */
    public void remove(long id, Actor by) {
        write(() -> {
            store.find(id).ifPresent(shift -> {
                store.delete(id);
                audit.record(
                        by,
                        "shift-removed",
                        "staff:" + shift.member().id(),
                        shift.place().key() + " " + shift.from() + " " + shift.to());
            });
            return true;
        });
    }

    /** Those who may be on duty, by name: whoever may open a safety case. */
    public List<StaffMember> eligible() {
        return read(staff::all).stream().filter(Shift::mayKeepWatch).toList();
    }

    private Outcome<Boolean> check(long id, long staffId, Instant from, Instant to) {
        staff.lock();
        if (id >= 0 && store.find(id).isEmpty()) {
            return Outcome.refused(
                    "", say("This shift is gone. Somebody removed it.", "Este turno ya no está. Alguien lo quitó."));
        }
        if (!from.isBefore(to)) {
            return Outcome.refused("to", say("A shift ends after it begins.", "Un turno termina después de empezar."));
        }
        if (Duration.between(from, to).compareTo(LONGEST) > 0) {
            return Outcome.refused(
                    "to", say("A shift lasts seven days at most.", "Un turno dura siete días como máximo."));
        }
        if (staff.find(staffId).filter(Shift::mayKeepWatch).isEmpty()) {
            return Outcome.refused(
                    "who",
                    say(
                            "Choose somebody who may open safety cases.",
                            "Elige a alguien que pueda abrir casos de protección."));
        }
        boolean twice = store.between(from, to).stream()
                .anyMatch(shift -> shift.id() != id && shift.member().id() == staffId);
        return twice
                ? Outcome.refused(
                        "who",
                        say(
                                "This person is on duty within that time already.",
                                "Esta persona ya está de guardia en ese tiempo."))
                : Outcome.done(true);
    }

    private static List<StaffMember> in(Shift.Place place, List<Shift> shifts) {
        return shifts.stream()
                .filter(shift -> shift.place() == place)
                .map(Shift::member)
                .toList();
    }

    private <T> T read(Supplier<T> work) {
        return database.read(Clearance.DESK, work);
    }

    private <T> T write(Supplier<T> work) {
        return database.write(Clearance.DESK, work);
    }
}
