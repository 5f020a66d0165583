package org.nightlight.desk;

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
 * Tells members of staff by mail that somebody mentioned them or gave them a ticket, where they wish so. Whether they may see the ticket
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
            member.ifPresent(one -> tell(
                    one, taken.stream().filter(it -> seen.contains(it.id())).toList()));
        });
        return true;
    }

    private void tell(StaffMember member, List<Notices.Taken> taken) {
        Wishes.Wish wish = wishes.of(member.id());
        List<String> lines = taken.stream()
                .filter(one -> one.kind() == Notices.Kind.ASSIGNED ? wish.assigned() : wish.mentioned())
                // A wall that rose since.
                .filter(one -> !one.walled() || member.clearance().seesCases())
                .map(this::line)
                .distinct()
                .toList();
        // An account with an address of the desk's own: its mail would come back as a ticket.
        boolean ours = frame.playbook().addresses().isOurs(plain(member.email()));
        if (!lines.isEmpty() && !ours && !wish.isQuiet(LocalTime.ofInstant(frame.now(), frame.zone()))) {
            outbox.tellStaff(
                    Outgoing.Purpose.NOTICE,
                    null,
                    Set.of(member.email()),
                    "News for you at the desk",
                    "Hello " + member.name() + ",\n\n" + named(lines)
                            + "\n\nYou get this since you asked for it. To change that:\n" + url + "/desk/account\n");
        }
    }

    private static String named(List<String> lines) {
        String named = lines.stream().limit(NAMED).collect(Collectors.joining("\n\n"));
        int more = lines.size() - NAMED;
        return more <= 0 ? named : named + "\n\nThere are " + more + " more. You find them at the desk.";
    }

    private String line(Notices.Taken one) {
        String number = one.walled() ? "a ticket" : "ticket #" + one.ticketId();
        String link = !one.walled()
                ? "/desk/tickets/" + one.ticketId()
                : one.kind() == Notices.Kind.ASSIGNED ? "/desk" : "/desk/mentions";
        String told = switch (one.kind()) {
            case MENTIONED -> "You were mentioned in a note on ";
            case ASSIGNED -> "You were given ";
            case RULE -> "A rule of the desk has you look at ";
            case RULES_STOPPED -> "Rules of the desk set each other off in a circle and were stopped, on ";
        };
        return told + number + ":\n" + url + link;
    }

    /** Without a word after a plus. */
    private static EmailAddress plain(EmailAddress address) {
        return new EmailAddress(address.value().replaceFirst("\\+[^@]*@", "@"));
    }
}
