package org.nightlight.shared;

/** Who acts. Passed as an argument to every verb, never read from a thread. */
public sealed interface Actor {
    /** A member of staff. */
    record Staff(long id) implements Actor {}

    /** A customer writing or reading by themselves. */
    record Customer(long id) implements Actor {}

    /** The software; {@code part} names the room that acted, such as {@code sla}. */
    record Software(String part) implements Actor {}

    /** {@code staff:7}, {@code customer:12} or {@code software:sla}: how audit and events store an actor. */
    default String key() {
        return switch (this) {
            case Staff(long id) -> "staff:" + id;
            case Customer(long id) -> "customer:" + id;
            case Software(String part) -> "software:" + part;
        };
    }

    static Actor ofKey(String key) {
        int colon = key.indexOf(':');
        String rest = key.substring(colon + 1);
        return switch (key.substring(0, colon)) {
            case "staff" -> new Staff(Long.parseLong(rest));
            case "customer" -> new Customer(Long.parseLong(rest));
            default -> new Software(rest);
        };
    }
}
