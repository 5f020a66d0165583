package org.nightlight.desk;

import static nightlight.tables.Tables.MESSAGE;
import static nightlight.tables.Tables.TICKET;
import static org.jooq.impl.DSL.any;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.nightlight.database.Wakeups;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * What changed, told to the screens of this process. For all screens together the database is asked once per batch which of
 * the changed tickets the desk may see; no number of a ticket goes to a screen that does not show it already.
 */
@Component
class LiveFeed {
    private static final Logger LOG = LoggerFactory.getLogger(LiveFeed.class);
    private static final int MOST_WORDS = 10_000;
    private static final int BATCH = 500;
    private static final int MOST_REMEMBERED = 5_000;
    private static final Duration FRESH = Duration.ofMinutes(1);

    private final Database database;
    private final DSLContext sql;
    private final LiveNotices notices;
    private final Clock clock;
    private final CopyOnWriteArrayList<LiveScreen> screens = new CopyOnWriteArrayList<>();
    private final LinkedBlockingQueue<String> words = new LinkedBlockingQueue<>(MOST_WORDS);
    /** Tickets that the desk was told once are not there for it; more of their news would only tell that there is some. */
    private final Set<Long> hidden = Collections.newSetFromMap(new ConcurrentHashMap<>());

    private @Nullable Thread teller;
    private volatile boolean overrun;
    private volatile boolean closed;

    LiveFeed(Database database, DSLContext sql, LiveNotices notices, Wakeups wakeups, Clock clock) {
        this.database = database;
        this.sql = sql;
        this.notices = notices;
        this.clock = clock;
        wakeups.listen(this::hear);
    }

    /** Takes a screen in and tells it at once how its open tickets stand. */
    void add(LiveScreen screen) {
        startTelling();
        screens.stream().filter(screen::takesPlaceOf).forEach(LiveScreen::close);
        screens.add(screen);
        Thread.ofVirtual().name("live-screen").start(() -> {
            try {
                begin(screen);
                notices.begin(screen);
                screen.speak();
            } finally {
                screens.remove(screen);
            }
        });
        if (closed) {
            screen.close();
        }
    }

    /** What changed between the drawing of the page and its coming here; a fresh answer may have been sent since. */
    private void begin(LiveScreen screen) {
        if (screen.tickets.isEmpty()) {
            return;
        }
        var fresh = DSL.exists(sql.selectOne()
                .from(MESSAGE)
                .where(MESSAGE.TICKET_ID.eq(TICKET.ID))
                .and(MESSAGE.CREATED_AT.gt(clock.instant().minus(FRESH))));
        Set<Long> left = new HashSet<>(screen.tickets.keySet());
        database.read(
                        screen.clearance,
                        () -> sql.select(TICKET.ID, TICKET.VERSION, DSL.field(fresh))
                                .from(TICKET)
                                .where(TICKET.ID.eq(any(left.toArray(Long[]::new))))
                                .fetch())
                .forEach(row -> {
                    left.remove(row.value1());
                    if (row.value3() || !row.value2().equals(screen.tickets.get(row.value1()))) {
                        screen.ticketChanged(row.value1(), row.value2());
                    }
                });
        left.forEach(screen::ticketGone);
    }

    /** How many browsers of this member of staff are connected to this process. */
    long connections(long staffId) {
        return screens.stream().filter(screen -> screen.member.id() == staffId).count();
    }

    @EventListener
    void stop(ContextClosedEvent stopping) {
        closed = true;
        screens.forEach(LiveScreen::close);
        if (teller != null) {
            teller.interrupt();
        }
    }

    private void hear(String word) {
        boolean ours = word.startsWith("ticket:")
                || word.startsWith("alert:")
                || word.startsWith("presence:")
                || LiveNotices.isOurs(word)
                || word.equals("inbound-unreadable")
                || word.equals("bulk-ended")
                || word.equals("hello");
        if (ours && !screens.isEmpty() && !words.offer(word)) {
            overrun = true;
        }
    }

    private synchronized void startTelling() {
        if (teller == null) {
            teller = Thread.ofVirtual().name("live-feed").start(this::tellAll);
        }
    }

    private void tellAll() {
        Set<String> batch = new HashSet<>();
        while (!closed) {
            try {
                batch.add(words.take());
                TimeUnit.MILLISECONDS.sleep(50); // what comes in one breath is told in one
                words.drainTo(batch, BATCH);
                tell(batch);
            } catch (InterruptedException stopped) {
                return;
            } catch (RuntimeException failed) {
                LOG.warn(
                        "screens were not told of a change: {}",
                        failed.getClass().getSimpleName());
            }
            batch.clear();
        }
    }

    private void tell(Set<String> batch) {
        boolean everything = overrun || batch.contains("hello");
        overrun = false;
        Set<Long> changed = ids(batch, "ticket:");
        if (everything) {
            screens.forEach(screen -> changed.addAll(screen.tickets.keySet()));
        }
        boolean alerts = everything || batch.stream().anyMatch(word -> word.startsWith("alert:"));
        boolean lists = everything || batch.contains("inbound-unreadable") || batch.contains("bulk-ended");
        tell(changed, alerts, lists);
        tellPresence(ids(batch, "presence:"));
        notices.tell(batch, screens);
    }

    /** Only whoever sees the ticket hears that somebody came or went: behind the wall nobody is seen at work. */
    private void tellPresence(Set<Long> tickets) {
        tickets.retainAll(screens.stream()
                .flatMap(screen -> screen.tickets.keySet().stream())
                .collect(Collectors.toSet()));
        Map<Clearance, Map<Long, Integer>> seen = new HashMap<>();
        for (LiveScreen screen : screens) {
            for (long ticket : both(tickets, screen)) {
                if (seen.computeIfAbsent(screen.clearance, it -> seen(it, tickets))
                        .containsKey(ticket)) {
                    screen.presenceChanged(ticket);
                }
            }
        }
    }

    private void tell(Set<Long> changed, boolean alerts, boolean lists) {
        Map<Long, Integer> forDesk = seen(Clearance.DESK, changed);
        Map<Clearance, Map<Long, Integer>> forSafety = new HashMap<>(); // not all of them see the same cases
        boolean deskLists = lists || news(changed, forDesk);
        for (LiveScreen screen : screens) {
            boolean safety = screen.clearance.seesCases();
            Map<Long, Integer> seen =
                    safety ? forSafety.computeIfAbsent(screen.clearance, it -> seen(it, changed)) : forDesk;
            for (long ticket : both(changed, screen)) {
                Integer version = seen.get(ticket);
                if (version == null) {
                    screen.ticketGone(ticket);
                } else {
                    screen.ticketChanged(ticket, version);
                }
            }
            if (safety) {
                if (alerts) {
                    screen.alertsChanged();
                }
                if (lists || !changed.isEmpty()) {
                    screen.listsChanged();
                }
            } else if (deskLists) {
                screen.listsChanged();
            }
        }
    }

    private static Set<Long> both(Set<Long> changed, LiveScreen screen) {
        return screen.tickets.keySet().stream().filter(changed::contains).collect(Collectors.toSet());
    }

    /** Whether the desk's lists differ: a ticket that it sees has changed, or one has just gone from its sight. */
    private boolean news(Set<Long> changed, Map<Long, Integer> visible) {
        boolean news = false;
        for (long id : changed) {
            if (visible.containsKey(id)) {
                hidden.remove(id);
                news = true;
            } else {
                news |= hidden.add(id);
            }
        }
        if (hidden.size() > MOST_REMEMBERED) {
            hidden.clear();
        }
        return news;
    }

    private Map<Long, Integer> seen(Clearance clearance, Collection<Long> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        return database.read(clearance, () -> {
            Map<Long, Integer> versions = new LinkedHashMap<>();
            sql.select(TICKET.ID, TICKET.VERSION)
                    .from(TICKET)
                    .where(TICKET.ID.eq(any(ids.toArray(Long[]::new))))
                    .forEach(row -> versions.put(row.value1(), row.value2()));
            return versions;
        });
    }

    private static Set<Long> ids(Set<String> words, String kind) {
        Set<Long> ids = new HashSet<>();
        for (String word : words) {
            String id = word.startsWith(kind) ? word.substring(kind.length()) : "";
            if (id.matches("\\d{1,18}")) {
                ids.add(Long.valueOf(id));
            }
        }
        return ids;
    }
}
