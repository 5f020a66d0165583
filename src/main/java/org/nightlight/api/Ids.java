package org.nightlight.api;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import org.nightlight.playbook.Playbook;
import org.nightlight.shared.Actor;

/**
 * The dialect's ids: integers below 2^53, since some clients count in doubles.
 *
 * <p>Customers and staff, which are two kinds here, are both users there: a customer keeps the own number, a member of staff
 * is 10^12 above it, so that one sees which is which. A team has no number in the playbook, only a key that may move up and
 * down between versions: its id is drawn from a hash of the key (48 bits), the same on every desk and in every version, with
 * no table to keep. Ticket fields have theirs the same way.
 */
final class Ids {
    private static final long STAFF = 1_000_000_000_000L;
    /** Zendesk's own id for what the software did. */
    static final long SYSTEM = -1;

    static final long CATEGORY = hash("field:category");
    static final long ISSUE = hash("field:issue");
    static final long TIER = hash("field:tier");

    private Ids() {}

    static long staff(long id) {
        return STAFF + id;
    }

    static boolean isStaff(long userId) {
        return userId > STAFF;
    }

    /** The number of the member of staff that the user id stands for. */
    static long staffNumber(long userId) {
        return userId - STAFF;
    }

    static long user(Actor actor) {
        return switch (actor) {
            case Actor.Staff(long id) -> staff(id);
            case Actor.Customer(long id) -> id;
            case Actor.Software software -> SYSTEM;
        };
    }

    static long group(String team) {
        return hash("team:" + team);
    }

    /** The team's key, if the playbook has one with this id. */
    static Optional<String> team(long groupId, Playbook playbook) {
        return playbook.teams().keySet().stream()
                .filter(key -> group(key) == groupId)
                .findFirst();
    }

    static long hash(String name) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest).getLong() >>> 16;
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
