package org.nightlight.desk;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Where a page of a list begins: beyond this ticket, looking on or back. Addresses carry it as {@code after} or
 * {@code before}, such as {@code 1763999999000000.1042} (microseconds of the promise since 1970, and the number) or
 * {@code none.1042} for a ticket without a promise.
 */
record ListCursor(@Nullable Instant due, long id, boolean back) {
    static final ListCursor START = new ListCursor(Instant.MIN, 0, false);

    /** The cursor that an address names; anything else begins at the start. */
    static ListCursor read(String after, String before) {
        boolean back = after.isEmpty() && !before.isEmpty();
        String named = back ? before : after;
        if (!named.matches("(none|-?\\d{1,17})\\.\\d{1,15}")) {
            return START;
        }
        int dot = named.indexOf('.');
        long id = Long.parseLong(named.substring(dot + 1));
        String due = named.substring(0, dot);
        return new ListCursor(
                due.equals("none") ? null : Instant.EPOCH.plus(Long.parseLong(due), ChronoUnit.MICROS), id, back);
    }

    static String of(ListStore.Line line) {
        return of(line.due(), line.id());
    }

    static String of(@Nullable Instant at, long id) {
        return (at == null ? "none" : ChronoUnit.MICROS.between(Instant.EPOCH, at) + "") + "." + id;
    }

    boolean isStart() {
        return this.equals(START);
    }

    /** The moment beyond which tickets with a promise lie. */
    String dueBound() {
        if (due == null) {
            return "infinity";
        }
        return due.equals(Instant.MIN) ? "-infinity" : due.toString();
    }

    long dueId() {
        return due == null ? Long.MAX_VALUE : id;
    }

    /** The number beyond which tickets without a promise lie: none of them come before any with one. */
    long withoutId() {
        return due == null ? id : back ? -1 : 0;
    }
}
