package org.nightlight.desk;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.nightlight.database.Clearance;
import org.nightlight.staff.StaffMember;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import tools.jackson.databind.json.JsonMapper;

/**
 * One browser, with all tickets that are open in it. What it has still to be told is a state, not a queue: however fast things change and
 * however slow the browser is, there is at most one "lists changed", one "alerts changed", one "who is here changed" and one word about each
 * open ticket to tell, and of what its owner is told by name the latest few.
 */
final class LiveScreen {
    private static final long HEARTBEAT_SECONDS = 15;
    private static final int MOST_NOTES = 20;

    /** The tickets that are open, with the version that each was drawn at. */
    final Map<Long, Integer> tickets;

    final StaffMember member;

    /** The session of the browser that shares it among its tabs; empty for a page's own. */
    private final String browser;

    final Clearance clearance;

    private final SseEmitter out;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private boolean lists;
    private boolean alerts;
    private final Set<Long> presence = new HashSet<>();
    private final Map<Long, String> aboutTickets = new LinkedHashMap<>();
    private final Set<Long> gone = new HashSet<>();
    private final Deque<LiveNotices.Note> notes = new ArrayDeque<>();
    private volatile boolean closed;

    LiveScreen(SseEmitter out, StaffMember member, String browser, Map<Long, Integer> tickets) {
        this.out = out;
        this.member = member;
        this.clearance = member.clearance();
        this.browser = browser;
        this.tickets = Map.copyOf(tickets);
        out.onCompletion(this::close);
        out.onTimeout(this::close);
        out.onError(gone -> close());
    }

    /** Whether it is the same browser's, which follows other tickets now. A connection that is left is known as such by nothing else for a while. */
    boolean takesPlaceOf(LiveScreen before) {
        return this != before && !browser.isEmpty() && browser.equals(before.browser);
    }

    boolean isClosed() {
        return closed;
    }

    void listsChanged() {
        tell(() -> lists = true);
    }

    void alertsChanged() {
        tell(() -> alerts = true);
    }

    /** Somebody came to an open ticket, left it, or began or ended to write. */
    void presenceChanged(long ticket) {
        tell(() -> presence.add(ticket));
    }

    /** For the browser to show outside the page. */
    void noticed(LiveNotices.Note note) {
        tell(() -> {
            notes.remove(note);
            notes.add(note);
            if (notes.size() > MOST_NOTES) {
                notes.remove();
            }
        });
    }

    void ticketChanged(long ticket, int now) {
        tell(() -> {
            gone.remove(ticket);
            aboutTickets.put(ticket, word(ticket, now, false));
        });
    }

    /** An open ticket is not there for this viewer. Told once: more would tell that somebody works on it. */
    void ticketGone(long ticket) {
        tell(() -> {
            if (gone.add(ticket)) {
                aboutTickets.put(ticket, word(ticket, 0, true));
            }
        });
    }

    void close() {
        closed = true;
        tell(() -> {});
    }

    /** Tells the browser what there is to tell until one of the two goes away; runs in a thread of its own. */
    void speak() {
        try {
            out.send(SseEmitter.event().comment("nightlight"));
            while (!closed) {
                SseEmitter.SseEventBuilder[] next = next();
                for (SseEmitter.SseEventBuilder event : next) {
                    out.send(event);
                }
            }
            out.complete();
        } catch (IOException | IllegalStateException gone) {
            closed = true;
        } catch (InterruptedException stopped) {
            closed = true;
            Thread.currentThread().interrupt();
        }
    }

    private SseEmitter.SseEventBuilder[] next() throws InterruptedException {
        lock.lock();
        try {
            if (!lists
                    && !alerts
                    && presence.isEmpty()
                    && aboutTickets.isEmpty()
                    && notes.isEmpty()
                    && !closed
                    && !news.await(HEARTBEAT_SECONDS, TimeUnit.SECONDS)) {
                return new SseEmitter.SseEventBuilder[] {SseEmitter.event().comment("here")};
            }
            List<SseEmitter.SseEventBuilder> events = new ArrayList<>();
            for (String about : aboutTickets.values()) {
                events.add(SseEmitter.event().name("ticket").data(about));
            }
            for (long ticket : presence) {
                events.add(SseEmitter.event().name("presence").data("{\"id\":" + ticket + "}"));
            }
            if (alerts) {
                events.add(SseEmitter.event().name("alert").data("{}"));
            }
            if (lists) {
                events.add(SseEmitter.event().name("list").data("{}"));
            }
            for (LiveNotices.Note note : notes) {
                events.add(
                        SseEmitter.event().name("told").data(JsonMapper.shared().writeValueAsString(note)));
            }
            notes.clear();
            aboutTickets.clear();
            presence.clear();
            alerts = false;
            lists = false;
            return events.toArray(SseEmitter.SseEventBuilder[]::new);
        } finally {
            lock.unlock();
        }
    }

    private static String word(long ticket, int now, boolean isGone) {
        return String.format(Locale.ROOT, "{\"id\":%d,\"version\":%d,\"gone\":%b}", ticket, now, isGone);
    }

    private void tell(Runnable change) {
        lock.lock();
        try {
            change.run();
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
