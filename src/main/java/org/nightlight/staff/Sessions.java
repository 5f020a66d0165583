package org.nightlight.staff;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.util.Optional;
import org.jooq.DSLContext;
import org.nightlight.audit.Audit;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.nightlight.shared.Actor;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.stereotype.Component;

/**
 * Who is signed in at the desk. A session holds no more than an id and the member's sign-in epoch; the member is read anew
 * for each request, so that a role taken away or a deactivation acts at once and in every process.
 */
@Component
public class Sessions {
    private static final String SIGNED_IN = "staff";
    private static final String PRINCIPAL = FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME;

    private final Database database;
    private final StaffStore staff;
    private final SignInStore store;
    private final Audit audit;
    private final Clock clock;

    public Sessions(Database database, DSLContext sql, Audit audit, Clock clock) {
        this.database = database;
        this.staff = new StaffStore(sql);
        this.store = new SignInStore(sql);
        this.audit = audit;
        this.clock = clock;
    }

    /** Signs in. The session gets a new id, so that one planted before sign-in is worth nothing. */
    public void begin(HttpServletRequest request, SignIn.Result.Known known) {
        end(request);
        HttpSession session = request.getSession(true);
        session.setAttribute(PRINCIPAL, Long.toString(known.member().id()));
        session.setAttribute(SIGNED_IN, known.member().id() + ":" + known.epoch());
        record(known.member().id(), "staff.signed-in");
    }

    /** Whoever is signed in with this request's session. */
    public Optional<StaffMember> current(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session != null && session.getAttribute(SIGNED_IN) instanceof String signedIn
                ? member(signedIn)
                : Optional.empty();
    }

    /** Signs out here. */
    public void end(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
    }

    /** Signs out everywhere, here too. */
    public void endAll(long staffId) {
        database.write(Clearance.DESK, () -> {
            store.endSessions(staffId);
            audit.record(new Actor.Staff(staffId), "staff.signed-out-everywhere", "staff:" + staffId, "");
        });
    }

    /** At how many places somebody is signed in. */
    public int count(long staffId) {
        return database.read(Clearance.DESK, () -> store.countSessions(staffId, clock.instant()));
    }

    private Optional<StaffMember> member(String signedIn) {
        int colon = signedIn.indexOf(':');
        long id = Long.parseLong(signedIn.substring(0, colon));
        int epoch = Integer.parseInt(signedIn.substring(colon + 1));
        return database.look(() -> staff.findSignedIn(id, epoch));
    }

    private void record(long id, String action) {
        database.write(Clearance.DESK, () -> audit.record(new Actor.Staff(id), action, "staff:" + id, ""));
    }
}
