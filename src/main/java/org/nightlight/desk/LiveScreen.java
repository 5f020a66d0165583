package org.nightlight.desk;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.nightlight.database.Clearance;
import org.nightlight.staff.StaffMember;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import tools.jackson.databind.json.JsonMapper;

/**
 * One open screen. What it has still to be told is a state, not a queue: however fast things change and however slow the
 * browser is, there is at most one "lists changed", one "alerts changed", one "who is here changed" and one word about the open ticket to tell,
 * and of what its owner is told by name the latest few.
 */
final class LiveScreen {
    private static final long HEARTBEAT_SECONDS = 15;
    private static final int MOST_NOTES = 20;

    /** The ticket that this screen shows, 0 when none. */
    final long ticket;

    /** The version that it was drawn at. */
    final int version;

    final StaffMember member;
    final Clearance clearance;

    private final SseEmitter out;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private boolean lists;
    private boolean alerts;
    private boolean presence;
    private @Nullable String aboutTicket;
    private final Deque<LiveNotices.Note> notes = new ArrayDeque<>();
    private boolean gone;
    private volatile boolean closed;

    LiveScreen(SseEmitter out, StaffMember member, long ticket, int version) {
        this.out = out;
        this.member = member;
        this.clearance = member.clearance();
        this.ticket = ticket;
        this.version = version;
        out.onCompletion(this::close);
        out.onTimeout(this::close);
        out.onError(gone -> close());
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

    /** Somebody came to the open ticket, left it, or began or ended to write. */
    void presenceChanged() {
        tell(() -> presence = true);
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

    void ticketChanged(int now) {
        gone = false;
        ticketIs(now, false);
    }

    /** The open ticket is not there for this viewer. Told once: more would tell that somebody works on it. */
    void ticketGone() {
        if (!gone) {
            gone = true;
            ticketIs(0, true);
        }
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
                    && !presence
                    && aboutTicket == null
                    && notes.isEmpty()
                    && !closed
                    && !news.await(HEARTBEAT_SECONDS, TimeUnit.SECONDS)) {
                return new SseEmitter.SseEventBuilder[] {SseEmitter.event().comment("here")};
            }
            java.util.List<SseEmitter.SseEventBuilder> events = new java.util.ArrayList<>();
            if (aboutTicket != null) {
                events.add(SseEmitter.event().name("ticket").data(aboutTicket));
            }
            if (presence) {
                events.add(SseEmitter.event().name("presence").data("{}"));
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
            aboutTicket = null;
            alerts = false;
            presence = false;
            lists = false;
            return events.toArray(SseEmitter.SseEventBuilder[]::new);
        } finally {
            lock.unlock();
        }
    }

    private void ticketIs(int now, boolean isGone) {
        tell(() -> aboutTicket =
                String.format(Locale.ROOT, "{\"id\":%d,\"version\":%d,\"gone\":%b}", ticket, now, isGone));
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
