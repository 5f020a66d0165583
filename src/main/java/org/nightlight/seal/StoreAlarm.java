package org.nightlight.seal;

import static nightlight.tables.Tables.FILE_FOLDER;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Watches whether the file store takes what it is given. After some minutes in which it did not, people are told, once. */
@Component
public class StoreAlarm {
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final DSLContext sql;
    private final Database database;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private @Nullable Instant since;
    private boolean known;

    StoreAlarm(DSLContext sql, Database database, ApplicationEventPublisher events, Clock clock) {
        this.sql = sql;
        this.database = database;
        this.events = events;
        this.clock = clock;
    }

    /** It took nothing. True the first time since it last did. */
    public synchronized boolean failed(String why) {
        Instant now = clock.instant();
        Instant before = since;
        Instant from = before == null ? now : before;
        since = from;
        known = false;
        if (!from.plus(PATIENCE).isAfter(now)) {
            database.write(Clearance.SYSTEM, () -> {
                if (told(now)) {
                    events.publishEvent(new FileStoreAway(from, why));
                }
            });
        }
        return before == null;
    }

    /** It works. True the first time after it did not. */
    public synchronized boolean works() {
        boolean again = since != null;
        since = null;
        if (!known) {
            database.write(
                    Clearance.SYSTEM,
                    () -> sql.update(FILE_FOLDER)
                            .setNull(FILE_FOLDER.TOLD_AT)
                            .where(FILE_FOLDER.TOLD_AT.isNotNull())
                            .execute());
            known = true;
        }
        return again;
    }

    private boolean told(Instant now) {
        return sql.update(FILE_FOLDER)
                        .set(FILE_FOLDER.TOLD_AT, now)
                        .where(FILE_FOLDER.TOLD_AT.isNull())
                        .execute()
                == 1;
    }
}
