package org.nightlight.staff;

import static org.nightlight.shared.Spoken.say;

import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.nightlight.audit.Audit;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.nightlight.shared.Actor;
import org.nightlight.shared.Outcome;
import org.springframework.stereotype.Component;

/** Tokens by which programs act for a member of staff. A token may do what its owner may do at that moment. */
@Component
public class Tokens {
    /** What every token begins with, so that scanners for lost secrets know one when they see it. */
    public static final String PREFIX = "nl_";

    private static final Duration SEEN_ENOUGH = Duration.ofMinutes(1);

    private final Database database;
    private final StaffStore staff;
    private final TokenStore store;
    private final Audit audit;
    private final Clock clock;

    public Tokens(Database database, DSLContext sql, Audit audit, Clock clock) {
        this.database = database;
        this.staff = new StaffStore(sql);
        this.store = new TokenStore(sql);
        this.audit = audit;
        this.clock = clock;
    }

    /** A token as listed; its secret is not kept. */
    public record Token(
            long id,
            String name,
            Instant createdAt,
            @Nullable Instant lastUsedAt) {}

    /** A token just made, with the secret to show this once. */
    public record Fresh(long id, String secret) {}

    /** @param name what the owner calls it */
    public Outcome<Fresh> create(long staffId, String name) {
        String label = name.strip();
        if (label.isEmpty() || label.length() > 100 || label.codePoints().anyMatch(Character::isISOControl)) {
            return Outcome.refused(
                    "name",
                    say(
                            "Enter a name for the token of at most 100 characters.",
                            "Indica un nombre para el token de 100 caracteres como máximo."));
        }
        String secret = PREFIX + Secrets.fresh();
        return database.write(Clearance.DESK, () -> {
            if (staff.find(staffId).filter(StaffMember::active).isEmpty()) {
                return Outcome.refused(
                        "", say("There is no such member of staff.", "No hay tal miembro del personal."));
            }
            long id = store.insert(staffId, label, Secrets.sha256(secret), clock.instant());
            audit.record(new Actor.Staff(staffId), "token.created", "token:" + id, "");
            return Outcome.done(new Fresh(id, secret));
        });
    }

    /** Whose token this is; empty for one that never was, is revoked, or whose owner is deactivated. */
    public Optional<StaffMember> authenticate(String secret) {
        if (!secret.startsWith(PREFIX)) {
            return Optional.empty();
        }
        byte[] sha256 = Secrets.sha256(secret);
        Optional<TokenStore.Bearer> bearer = database.look(() -> store.bearer(sha256))
                .filter(found -> MessageDigest.isEqual(found.sha256(), sha256));
        bearer.ifPresent(this::touch);
        return bearer.map(TokenStore.Bearer::member);
    }

    /** The owner's tokens that are good, oldest first. */
    public List<Token> list(long staffId) {
        return database.read(Clearance.DESK, () -> store.list(staffId));
    }

    /** Ends one of the owner's own tokens at once; another's is left alone. */
    public void revoke(long staffId, long token) {
        database.write(Clearance.DESK, () -> {
            if (store.revoke(staffId, token, clock.instant())) {
                audit.record(new Actor.Staff(staffId), "token.revoked", "token:" + token, "");
            }
        });
    }

    /** A token and whose it is. It opens nothing while its owner is suspended. */
    public record Owned(StaffMember owner, Token token) {}

    /** Everybody's that are not revoked, by their owners' names. */
    public List<Owned> all() {
        return store.all();
    }

    /** Ends anybody's token at once; false when it is not there any more. */
    public boolean revoke(Actor.Staff by, long token) {
        return database.write(Clearance.DESK, () -> {
            boolean revoked = store.revoke(token, clock.instant());
            if (revoked) {
                audit.record(by, "token.revoked", "token:" + token, "");
            }
            return revoked;
        });
    }

    private void touch(TokenStore.Bearer bearer) {
        Instant now = clock.instant();
        Instant enough = now.minus(SEEN_ENOUGH);
        Instant last = bearer.lastUsedAt();
        if (last == null || !last.isAfter(enough)) {
            database.write(Clearance.DESK, () -> store.touch(bearer.token(), now, enough));
        }
    }
}
