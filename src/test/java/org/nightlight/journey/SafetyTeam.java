package org.nightlight.journey;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jooq.DSLContext;
import org.nightlight.RunningDesk;
import org.nightlight.TurnedClock;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.nightlight.safety.Cases;
import org.nightlight.safety.Level;
import org.nightlight.safety.SafetyCase;
import org.nightlight.shared.Actor;
import org.nightlight.staff.Role;
import org.nightlight.staff.Rota;
import org.nightlight.staff.Shift;
import org.nightlight.staff.Staff;
import org.nightlight.staff.StaffMember;
import org.nightlight.ticket.TicketSearch;

/** A desk whose time the test turns, with a Safety Team: Mina, Noor, Lena who leads, and Jo of Legal. */
final class SafetyTeam implements AutoCloseable {
    private static final Actor TEST = new Actor.Software("test");
    private static final Pattern LINK = Pattern.compile("/desk/acknowledgements/([\\w-]+)");

    final TurnedClock clock = new TurnedClock(Instant.parse("2026-11-16T15:00:00Z"));
    final RunningDesk desk;
    final Database database;
    final Staff staff;
    final StaffMember mina;
    final StaffMember noor;
    final StaffMember lena;
    final StaffMember jo;
    private int letters;

    SafetyTeam(Map<String, String> settings) {
        this(settings, Map.of());
    }

    /** @param parts of the test's own, by their type */
    <T> SafetyTeam(Map<String, String> settings, Map<Class<T>, T> parts) {
        desk = RunningDesk.start(new HashMap<>(settings), context -> {
            context.registerBean("turnedClock", Clock.class, () -> clock, bean -> bean.setPrimary(true));
            parts.forEach((type, part) -> context.registerBean(type, () -> part, bean -> bean.setPrimary(true)));
        });
        database = desk.bean(Database.class);
        staff = desk.bean(Staff.class);
        mina = member("Mina", Role.SAFETY_OFFICER, Set.of());
        noor = member("Noor", Role.SAFETY_OFFICER, Set.of());
        lena = member("Lena", Role.SAFETY_OFFICER, Set.of("safety-team"));
        jo = member("Jo", Role.LEGAL, Set.of());
        member("Sam", Role.AGENT, Set.of());
    }

    private StaffMember member(String name, Role role, Set<String> leads) {
        String email = name.toLowerCase(java.util.Locale.ROOT) + "@desk.example";
        return desk.staff(name, email, Set.of("safety-team"), leads, role);
    }

    /** Mina first and Noor as backup for the next hours. */
    void keepWatch(Duration time) {
        Rota rota = desk.bean(Rota.class);
        Instant now = clock.instant();
        rota.add(mina.id(), Shift.Place.FIRST, now, now.plus(time), TEST).orThrow();
        rota.add(noor.id(), Shift.Place.BACKUP, now, now.plus(time), TEST).orThrow();
    }

    /** A child writes; the case that opens. */
    SafetyCase disclosed() {
        return written("my stepdad hits me with a belt every night and i am scared to go home");
    }

    SafetyCase written(String words) {
        Set<Long> before = Set.copyOf(ids());
        String writer = "writer" + ++letters + "@example.org";
        desk.send(writer, """
                From: A Writer <%s>
                To: support@storytailor.com
                Subject: quokka story
                Message-ID: <%s>
                Date: Mon, 16 Nov 2026 10:00:00 -0500

                %s
                """.formatted(writer, writer, words));
        return RunningDesk.eventually(
                        () -> cases().stream()
                                .filter(it -> !before.contains(it.id()))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    /** A person raises an ordinary ticket to a level. */
    SafetyCase raised(Level level) {
        SafetyCase opened = disclosed();
        database.write(Clearance.SYSTEM, () -> desk.bean(Cases.class).raise(opened.ticketId(), level, TEST));
        return opened;
    }

    List<SafetyCase> cases() {
        return database.read(Clearance.SAFETY, () -> desk.bean(Cases.class).list(100));
    }

    private List<Long> ids() {
        return cases().stream().map(SafetyCase::id).toList();
    }

    void acknowledge(SafetyCase it, StaffMember by) {
        database.write(Clearance.SAFETY, () -> desk.bean(Cases.class).acknowledge(it.id(), new Actor.Staff(by.id())));
    }

    SafetyCase now(SafetyCase it) {
        return cases().stream()
                .filter(found -> found.id() == it.id())
                .findFirst()
                .orElseThrow();
    }

    /** Who was called so far, in order, as {@code mina first}. */
    List<String> calls(SafetyCase it) {
        return rows("select lower(m.name) || ' ' || c.step from page_call c join page p on p.id = c.page_id"
                + " join staff_member m on m.id = c.staff_id where p.case_id = " + it.id() + " order by c.id");
    }

    List<String> rows(String sql) {
        return database.read(
                Clearance.SYSTEM, () -> desk.bean(DSLContext.class).fetch(sql).getValues(0, String.class));
    }

    /** Waits until so many mails about a case have come to somebody; the latest. */
    jakarta.mail.Message mail(StaffMember to, SafetyCase it, int count) {
        return RunningDesk.eventually(() -> mails(to, it), mails -> mails.size() >= count)
                .getLast();
    }

    List<jakarta.mail.Message> mails(StaffMember to, SafetyCase it) {
        return desk.inbox(to.email().value()).stream()
                .filter(mail -> text(mail).contains("/desk/cases/" + it.id() + "\r\n")
                        || text(mail).contains("/desk/cases/" + it.id() + "\n"))
                .toList();
    }

    static String link(jakarta.mail.Message mail) {
        Matcher link = LINK.matcher(text(mail));
        if (!link.find()) {
            throw new AssertionError("no link in the mail");
        }
        return link.group();
    }

    static String text(jakarta.mail.Message mail) {
        try {
            Object content = mail.getContent();
            while (content instanceof jakarta.mail.Multipart parts) {
                content = parts.getBodyPart(0).getContent();
            }
            return String.valueOf(content);
        } catch (java.io.IOException | jakarta.mail.MessagingException broken) {
            throw new IllegalStateException(broken);
        }
    }

    boolean deskFinds(String words) {
        return !database.read(
                        Clearance.DESK, () -> desk.bean(TicketSearch.class).find(words, Long.MAX_VALUE, 5))
                .isEmpty();
    }

    @Override
    public void close() {
        desk.close();
    }
}
