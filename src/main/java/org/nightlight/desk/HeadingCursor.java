package org.nightlight.desk;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * Where a page of a grouped list begins: beyond a ticket that stood under the heading of this key. Addresses carry it as
 * {@code after} or {@code before}, such as {@code billing~1763999999000000.1042}: the key, and what {@link ListCursor} has.
 */
record HeadingCursor(String key, FilterStore.Spot spot, boolean back) {
    static final HeadingCursor START = new HeadingCursor(Heading.NOTHING, new FilterStore.Spot(null, 0), false);

    /** The cursor that an address names; anything else begins at the start. */
    static HeadingCursor read(String after, String before) {
        boolean back = after.isEmpty() && !before.isEmpty();
        String named = back ? before : after;
        int end = named.lastIndexOf('~');
        ListCursor from = ListCursor.read(named.substring(end + 1), "");
        return end < 0 || from.isStart()
                ? START
                : new HeadingCursor(
                        named.substring(0, end).replace("\0", ""), new FilterStore.Spot(from.due(), from.id()), back);
    }

    boolean isStart() {
        return this.equals(START);
    }

    /** As an address says that its page lies after, or before, this ticket. */
    static String address(boolean back, HeadingStore.Line line) {
        return (back ? "before=" : "after=")
                + URLEncoder.encode(line.heading().key(), StandardCharsets.UTF_8)
                + "~" + ListCursor.of(line.spot().at(), line.spot().id());
    }
}
