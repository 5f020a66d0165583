package org.nightlight.seal;

import java.nio.charset.StandardCharsets;

/**
 * Where sealed words belong.
 *
 * @param name the kind of row, such as {@code message}; each name is used by one room alone
 * @param row the row's number among those of its name
 */
public record Place(long ticketId, String name, long row) {
    /** What a piece is bound to: moved elsewhere, put in another order or cut off at the end, it can no longer be opened. */
    byte[] binding(int number, boolean last) {
        return ("nightlight sealed\n" + ticketId + "\n" + name + "\n" + row + "\n" + number
                        + (last ? "\nlast" : "\nmore"))
                .getBytes(StandardCharsets.UTF_8);
    }
}
