package org.nightlight.safety;

import static nightlight.tables.Tables.ATTACHMENT;
import static nightlight.tables.Tables.HELD_FILE_GRANT;
import static nightlight.tables.Tables.HELD_FILE_MARK;
import static nightlight.tables.Tables.HELD_FILE_REQUEST;
import static nightlight.tables.Tables.HELD_FILE_VIEW;
import static org.nightlight.shared.Spoken.say;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.nightlight.shared.Actor;
import org.nightlight.ticket.Refusal;
import org.springframework.stereotype.Component;

/**
 * Files that came with a case. None opens to one person alone: one asks with a reason, another trained person grants, and for
 * half an hour whoever asked may look, by a click for each look, which is written down first. What may show the abuse of a
 * child is shown to nobody: its hash, size and type are enough to report it.
 */
@Component
public class HeldFiles {
    private static final Duration OPEN = Duration.ofMinutes(30);
    private static final String ABUSE = Concern.CSAM.name();

    private final DSLContext sql;
    private final CaseStore store;
    private final Reviewers reviewers;
    private final Workload workload;
    private final Chronicle chronicle;
    private final Clock clock;

    HeldFiles(
            DSLContext sql, CaseStore store, Reviewers reviewers, Workload workload, Chronicle chronicle, Clock clock) {
        this.sql = sql;
        this.store = store;
        this.reviewers = reviewers;
        this.workload = workload;
        this.chronicle = chronicle;
        this.clock = clock;
    }

    /** @param until null while nobody has granted it */
    public record Request(
            long id,
            long attachmentId,
            long askedBy,
            Instant askedAt,
            String reason,
            @Nullable Long grantedBy,
            @Nullable Instant until) {
        public boolean runs(Instant now) {
            return until != null && now.isBefore(until);
        }
    }

    /** Newest first. */
    public List<Request> requests(long caseId) {
        return sql.select(HELD_FILE_REQUEST.fields())
                .select(HELD_FILE_GRANT.GRANTED_BY, HELD_FILE_GRANT.UNTIL)
                .from(HELD_FILE_REQUEST)
                .leftJoin(HELD_FILE_GRANT)
                .on(HELD_FILE_GRANT.REQUEST_ID.eq(HELD_FILE_REQUEST.ID))
                .where(HELD_FILE_REQUEST.CASE_ID.eq(caseId))
                .orderBy(HELD_FILE_REQUEST.ID.desc())
                .fetch(row -> new Request(
                        row.get(HELD_FILE_REQUEST.ID),
                        row.get(HELD_FILE_REQUEST.ATTACHMENT_ID),
                        row.get(HELD_FILE_REQUEST.ASKED_BY),
                        row.get(HELD_FILE_REQUEST.ASKED_AT),
                        row.get(HELD_FILE_REQUEST.REASON),
                        row.get(HELD_FILE_GRANT.GRANTED_BY),
                        row.get(HELD_FILE_GRANT.UNTIL)));
    }

    /** SHA-256 of the file, in hexadecimal, as reports want it. Empty when it is none of this case's. */
    public Optional<String> hash(SafetyCase it, long attachmentId) {
        return sql.select(ATTACHMENT.SHA256)
                .from(ATTACHMENT)
                .where(ATTACHMENT.ID.eq(attachmentId).and(ATTACHMENT.TICKET_ID.eq(it.ticketId())))
                .fetchOptional(ATTACHMENT.SHA256)
                .map(java.util.HexFormat.of()::formatHex);
    }

    /** Those of a case's files that a person has marked. */
    public Set<Long> marked(long caseId) {
        return sql.select(HELD_FILE_MARK.ATTACHMENT_ID)
                .from(HELD_FILE_MARK)
                .where(HELD_FILE_MARK.CASE_ID.eq(caseId))
                .fetchSet(HELD_FILE_MARK.ATTACHMENT_ID);
    }

    /** Whether all files of the case are suspected, by what it is about. */
    public static boolean isAbout(SafetyCase it) {
        return it.types().contains(ABUSE);
    }

    /** @throws Refusal without a reason, or for what is shown to nobody */
    public Optional<SafetyCase> ask(long caseId, long attachmentId, Actor.Staff by, String reason) {
        return on(caseId, attachmentId, it -> {
            requireShowable(it, attachmentId);
            String why = Reviewers.written(reason);
            sql.insertInto(HELD_FILE_REQUEST)
                    .set(HELD_FILE_REQUEST.CASE_ID, caseId)
                    .set(HELD_FILE_REQUEST.ATTACHMENT_ID, attachmentId)
                    .set(HELD_FILE_REQUEST.ASKED_BY, by.id())
                    .set(HELD_FILE_REQUEST.ASKED_AT, clock.instant())
                    .set(HELD_FILE_REQUEST.REASON, why)
                    .execute();
            chronicle.tell(it, by, "file-asked", "attachment:" + attachmentId);
        });
    }

    /** @throws Refusal to whoever asked, without training, or when it no longer waits */
    public Optional<SafetyCase> grant(long caseId, long requestId, Actor.Staff by) {
        Optional<SafetyCase> found = store.lock(caseId);
        found.ifPresent(it -> {
            Request request = requests(caseId).stream()
                    .filter(one -> one.id() == requestId && one.until() == null)
                    .findFirst()
                    .orElseThrow(() -> new Refusal(say(
                            "This request no longer waits for an answer.", "Esta petición ya no espera respuesta.")));
            reviewers.require(by);
            if (request.askedBy() == by.id()) {
                throw new Refusal(say(
                        "You asked for this yourself. A second trained person has to grant it.",
                        "La petición es tuya. Tiene que concederla una segunda persona capacitada."));
            }
            requireShowable(it, request.attachmentId());
            Instant now = clock.instant();
            sql.insertInto(HELD_FILE_GRANT)
                    .set(HELD_FILE_GRANT.REQUEST_ID, requestId)
                    .set(HELD_FILE_GRANT.GRANTED_BY, by.id())
                    .set(HELD_FILE_GRANT.GRANTED_AT, now)
                    .set(HELD_FILE_GRANT.UNTIL, now.plus(OPEN))
                    .execute();
            chronicle.tell(
                    it, by, "file-granted", "staff:" + request.askedBy() + " attachment:" + request.attachmentId());
        });
        return found;
    }

    /** It may show the abuse of a child. This is not taken back here. */
    public Optional<SafetyCase> mark(long caseId, long attachmentId, Actor.Staff by) {
        return on(caseId, attachmentId, it -> {
            int marked = sql.insertInto(HELD_FILE_MARK)
                    .set(HELD_FILE_MARK.ATTACHMENT_ID, attachmentId)
                    .set(HELD_FILE_MARK.CASE_ID, caseId)
                    .set(HELD_FILE_MARK.MARKED_BY, by.id())
                    .set(HELD_FILE_MARK.MARKED_AT, clock.instant())
                    .onConflictDoNothing()
                    .execute();
            if (marked == 1) {
                chronicle.tell(it, by, "file-marked", "attachment:" + attachmentId);
            }
        });
    }

    /** Whether this person may look at the file now: a grant of theirs runs, and nothing forbids it. */
    public boolean isOpen(SafetyCase it, long attachmentId, long staffId) {
        Instant now = clock.instant();
        return showable(it, attachmentId)
                && requests(it.id()).stream()
                        .anyMatch(request -> request.attachmentId() == attachmentId
                                && request.askedBy() == staffId
                                && request.runs(now));
    }

    /**
     * Writes down one look, before it is shown.
     *
     * @throws Refusal to whom it is too much, and without a grant
     */
    public Optional<SafetyCase> look(long caseId, long attachmentId, Actor.Staff by) {
        return on(caseId, attachmentId, it -> {
            reviewers.require(by);
            if (!isOpen(it, attachmentId, by.id())) {
                throw new Refusal(say(
                        "This file is not open to you. Ask for it; a second trained person grants it.",
                        "Este archivo no está abierto para ti. Pídelo; una segunda persona capacitada lo concede."));
            }
            workload.look(it, by);
            sql.insertInto(HELD_FILE_VIEW)
                    .set(HELD_FILE_VIEW.CASE_ID, caseId)
                    .set(HELD_FILE_VIEW.ATTACHMENT_ID, attachmentId)
                    .set(HELD_FILE_VIEW.STAFF_ID, by.id())
                    .set(HELD_FILE_VIEW.AT, clock.instant())
                    .set(HELD_FILE_VIEW.GRAVE, Levels.isGrave(it.level()))
                    .execute();
            chronicle.tell(it, by, "file-shown", "attachment:" + attachmentId);
        });
    }

    private Optional<SafetyCase> on(long caseId, long attachmentId, java.util.function.Consumer<SafetyCase> verb) {
        Optional<SafetyCase> found =
                store.lock(caseId).filter(it -> hash(it, attachmentId).isPresent());
        found.ifPresent(verb);
        return found;
    }

    private boolean showable(SafetyCase it, long attachmentId) {
        return !isAbout(it) && !marked(it.id()).contains(attachmentId);
    }

    private void requireShowable(SafetyCase it, long attachmentId) {
        if (!showable(it, attachmentId)) {
            throw new Refusal(say(
                    "This may show the abuse of a child and is shown to nobody here. Report it by its hash.",
                    "Esto puede mostrar el abuso de un menor y aquí no se muestra a nadie. Repórtalo por su hash."));
        }
    }
}
