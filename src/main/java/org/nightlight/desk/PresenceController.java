package org.nightlight.desk;

import static org.nightlight.shared.Spoken.say;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.nightlight.database.Database;
import org.nightlight.staff.Staff;
import org.nightlight.staff.StaffMember;
import org.nightlight.ticket.Presence;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Who else has this ticket open. A page asks every few seconds, and says with it that it is there itself. */
@Controller
class PresenceController {
    private static final int NAMED = 3;

    private final Database database;
    private final Presence presence;
    private final Staff staff;

    PresenceController(Database database, Presence presence, Staff staff) {
        this.database = database;
        this.presence = presence;
        this.staff = staff;
    }

    /**
     * Answers with one sentence about the others, empty when there are none.
     *
     * @param screen 32 hexadecimal digits that the page chose for itself
     */
    @PostMapping("/desk/tickets/{id}/presence")
    ResponseEntity<String> here(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String screen,
            @RequestParam(defaultValue = "false") boolean writing,
            @RequestParam(defaultValue = "false") boolean gone,
            Visit visit) {
        if (!screen.matches("[0-9a-f]{32}")) {
            return ResponseEntity.badRequest().body("A screen needs a name of 32 hexadecimal digits.");
        }
        long me = visit.member().id();
        String others = database.write(visit.clearance(), () -> {
            if (gone) {
                presence.gone(id, me, screen);
                return "";
            }
            List<Presence.Watcher> watchers =
                    presence.here(id, me, screen, writing).orElseThrow(NotHere::new);
            return watchers.isEmpty() ? "" : said(watchers);
        });
        return ResponseEntity.ok()
                .contentType(MediaType.TEXT_PLAIN)
                .cacheControl(CacheControl.noStore())
                .body(others);
    }

    private String said(List<Presence.Watcher> watchers) {
        Map<Long, StaffMember> members =
                staff.find(watchers.stream().map(Presence.Watcher::staffId).toList());
        return sentence(named(watchers, members, true), named(watchers, members, false));
    }

    private static List<String> named(
            List<Presence.Watcher> watchers, Map<Long, StaffMember> members, boolean writing) {
        return watchers.stream()
                .filter(watcher -> watcher.writing() == writing)
                .flatMap(watcher -> Stream.ofNullable(members.get(watcher.staffId())))
                .map(StaffMember::name)
                .toList();
    }

    static String sentence(List<String> writing, List<String> looking) {
        String first = writing.isEmpty()
                ? ""
                : together(
                        writing,
                        say(" is writing.", " está escribiendo."),
                        say(" are writing.", " están escribiendo."));
        String second = looking.isEmpty()
                ? ""
                : together(
                        looking,
                        say(" has this open too.", " también lo tiene abierto."),
                        say(" have this open too.", " también lo tienen abierto."));
        return (first + " " + second).strip();
    }

    private static String together(List<String> names, String one, String several) {
        if (names.size() == 1) {
            return names.getFirst() + one;
        } else if (names.size() > NAMED) {
            return String.join(", ", names.subList(0, NAMED))
                    + say(" and %d more", " y %d más").formatted(names.size() - NAMED)
                    + several;
        }
        return String.join(", ", names.subList(0, names.size() - 1)) + say(" and ", " y ") + names.getLast() + several;
    }
}
