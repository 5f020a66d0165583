package org.nightlight.desk;

import static org.nightlight.shared.Spoken.say;

import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.nightlight.channel.Outbox;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.nightlight.database.Wakeups;
import org.nightlight.database.Worker;
import org.nightlight.privacy.Outgoing;
import org.nightlight.shared.EmailAddress;
import org.nightlight.shared.Spoken;
import org.nightlight.staff.Staff;
import org.nightlight.staff.StaffMember;
import org.nightlight.staff.Wishes;
import org.nightlight.ticket.Notices;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Tells members of staff by mail that somebody mentioned them or gave them a ticket or a task, where they wish so. Whether they may see the ticket
 * is asked under their own clearance when it is told. Numbers and links alone; of a ticket behind the wall not even its number.
 */
@Component
class NoticeMail {
    private static final Duration LOOK = Duration.ofSeconds(30);
    /** Tickets that one mail names. */
    private static final int NAMED = 10;

    private final Notices notices;
    private final Wishes wishes;
    private final Staff staff;
    private final Outbox outbox;
    private final Database database;
    private final Wakeups wakeups;
    private final Frame frame;
    private final String url;
    private final Worker worker = new Worker("notices", LOOK, this::turn);

    NoticeMail(
            Notices notices,
            Wishes wishes,
            Staff staff,
            Outbox outbox,
            Database database,
            Wakeups wakeups,
            Frame frame,
            @Value("${nightlight.public-url}") String publicUrl,
            @Value("${nightlight.port}") int port) {
        this.notices = notices;
        this.wishes = wishes;
        this.staff = staff;
        this.outbox = outbox;
        this.database = database;
        this.wakeups = wakeups;
        this.frame = frame;
        this.url = publicUrl.isBlank() ? "http://localhost:" + port : publicUrl.replaceAll("/+$", "");
    }

    @EventListener
    void start(ApplicationReadyEvent ready) {
        wakeups.listen(word -> {
            if (word.equals(Notices.WAITING)) {
                worker.wake();
            }
        });
        worker.start();
    }

    @EventListener
    void stop(ContextClosedEvent closed) {
        worker.close();
    }

    /** All that waits for one person. True when there may be more. */
    boolean turn() {
        Optional<Notices.Waiting> waiting = database.read(Clearance.SYSTEM, notices::waiting);
        if (waiting.isEmpty()) {
            return false;
        }
        Optional<StaffMember> member = database.read(
                        Clearance.SYSTEM, () -> staff.find(waiting.get().staffId()))
                .filter(StaffMember::active);
        Set<Long> seen = member.map(one -> database.read(one.clearance(), () -> notices.seen(waiting.get())))
                .orElse(Set.of());
        // What they do not see is taken too, and never told.
        database.write(Clearance.SYSTEM, () -> {
            List<Notices.Taken> taken = notices.take(waiting.get());
            List<Notices.Taken> told =
                    taken.stream().filter(it -> seen.contains(it.id())).toList();
            member.ifPresent(one -> Spoken.in(Spoken.ofKey(one.language()), () -> tell(one, told)));
        });
        return true;
    }

    /** True where a mail goes. */
    private boolean tell(StaffMember member, List<Notices.Taken> taken) {
        Wishes.Wish wish = wishes.of(member.id());
        List<String> lines = taken.stream()
                .filter(one -> switch (one.kind()) {
                    case ASSIGNED, TASK -> wish.assigned();
                    case MENTIONED, SIDE_ANSWER, RULE, RULES_STOPPED -> wish.mentioned();
                })
                // A wall that rose since.
                .filter(one -> !one.walled() || member.clearance().seesCases())
                .map(this::line)
                .distinct()
                .toList();
        // An account with an address of the desk's own: its mail would come back as a ticket.
        boolean ours = frame.playbook().addresses().isOurs(plain(member.email()));
        boolean told = !lines.isEmpty() && !ours && !wish.isQuiet(LocalTime.ofInstant(frame.now(), frame.zone()));
        if (told) {
            outbox.tellStaff(
                    Outgoing.Purpose.NOTICE,
                    null,
                    Set.of(member.email()),
                    say("News for you at the desk", "Novedades para ti en la mesa de ayuda"),
                    say("Hello %s,", "Hola, %s:").formatted(member.name()) + "\n\n" + named(lines) + "\n\n"
                            + say(
                                    "You get this since you asked for it. To change that:",
                                    "Recibes esto porque lo pediste. Para cambiarlo:")
                            + "\n" + url + "/desk/account\n");
        }
        return told;
    }

    private static String named(List<String> lines) {
        String named = lines.stream().limit(NAMED).collect(Collectors.joining("\n\n"));
        int more = lines.size() - NAMED;
        return more <= 0
                ? named
                : named + "\n\n"
                        + say(
                                        "There are %d more. You find them at the desk.",
                                        "Hay %d más. Los encuentras en la mesa de ayuda.")
                                .formatted(more);
    }

    private String line(Notices.Taken one) {
        String number = one.walled() ? say("a ticket", "un ticket") : say("ticket #", "el ticket #") + one.ticketId();
        String what = switch (one.kind()) {
            case MENTIONED -> say("You were mentioned in a note on ", "Te mencionaron en una nota en ");
            case ASSIGNED -> say("You were given ", "Te dieron ");
            case TASK -> say("You were given a task on ", "Te dieron una tarea en ");
            case SIDE_ANSWER ->
                say(
                        "Somebody outside answered in a side conversation on ",
                        "Alguien de fuera respondió en una conversación aparte de ");
            case RULE -> say("A rule of the desk has you look at ", "Una regla te pide mirar ");
            case RULES_STOPPED ->
                say(
                        "Rules of the desk set each other off in a circle and were stopped, on ",
                        "Unas reglas se activaban unas a otras en círculo y se detuvieron, en ");
        };
        String behind = switch (one.kind()) {
            case MENTIONED, SIDE_ANSWER, RULE, RULES_STOPPED -> "/desk/mentions";
            case ASSIGNED -> "/desk";
            case TASK -> "/desk/tasks";
        };
        return what + number + ":\n" + url + (one.walled() ? behind : "/desk/tickets/" + one.ticketId());
    }

    /** Without a word after a plus. */
    private static EmailAddress plain(EmailAddress address) {
        return new EmailAddress(address.value().replaceFirst("\\+[^@]*@", "@"));
    }
}
