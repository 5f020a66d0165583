package org.nightlight.safety;

import static nightlight.tables.Tables.CASE_ANSWER;
import static nightlight.tables.Tables.CASE_ANSWER_STEP;
import static nightlight.tables.Tables.SAFETY_CASE;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import nightlight.tables.tables.records.CaseAnswerRecord;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.nightlight.seal.Place;
import org.nightlight.seal.Seal;
import org.springframework.stereotype.Component;

/** Answers and their steps. Rows are only ever added, and the database refuses a step that is not due. */
@Component
class AnswerStore {
    private static final String OWN = "case-answer";

    private final DSLContext sql;
    private final Seal seal;

    AnswerStore(DSLContext sql, Seal seal) {
        this.sql = sql;
        this.seal = seal;
    }

    /** Words of a reviewer's own are sealed with the child's; approved ones stand in the playbook for all to read. */
    long insert(SafetyCase it, @Nullable String key, AnswerText text, int playbook, long by, Instant at) {
        long id = sql.insertInto(CASE_ANSWER)
                .set(CASE_ANSWER.CASE_ID, it.id())
                .set(CASE_ANSWER.ANSWER_KEY, key)
                .set(CASE_ANSWER.LANGUAGE, text.language())
                .set(CASE_ANSWER.COUNTRY, text.country())
                .set(CASE_ANSWER.TEXT, key == null ? Seal.MARK : text.text())
                .set(CASE_ANSWER.HASH, bytes(text.text()))
                .set(CASE_ANSWER.PLAYBOOK, playbook)
                .set(CASE_ANSWER.WRITTEN_BY, by)
                .set(CASE_ANSWER.WRITTEN_AT, at)
                .returningResult(CASE_ANSWER.ID)
                .fetchSingle()
                .value1();
        if (key == null) {
            seal.put(new Place(it.ticketId(), OWN, id), text.text().getBytes(StandardCharsets.UTF_8));
        }
        return id;
    }

    void step(ChildAnswer answer, ChildAnswer.Kind kind, @Nullable Long staffId, @Nullable String mailId, Instant at) {
        sql.insertInto(CASE_ANSWER_STEP)
                .set(CASE_ANSWER_STEP.ANSWER_ID, answer.id())
                .set(CASE_ANSWER_STEP.KIND, kind.name().toLowerCase(Locale.ROOT))
                .set(CASE_ANSWER_STEP.AT, at)
                .set(CASE_ANSWER_STEP.STAFF_ID, staffId)
                .set(CASE_ANSWER_STEP.HASH, HexFormat.of().parseHex(answer.hash()))
                .set(CASE_ANSWER_STEP.MAIL_ID, mailId)
                .execute();
    }

    /** Newest first. */
    List<ChildAnswer> of(long caseId) {
        return sql.selectFrom(CASE_ANSWER)
                .where(CASE_ANSWER.CASE_ID.eq(caseId))
                .orderBy(CASE_ANSWER.ID.desc())
                .fetch(this::read);
    }

    Optional<ChildAnswer> find(long id) {
        return sql.selectFrom(CASE_ANSWER)
                .where(CASE_ANSWER.ID.eq(id))
                .fetchOptional()
                .map(this::read);
    }

    Optional<ChildAnswer> ofMail(String mailId) {
        return sql.select(CASE_ANSWER_STEP.ANSWER_ID)
                .from(CASE_ANSWER_STEP)
                .where(CASE_ANSWER_STEP.MAIL_ID.eq(mailId))
                .fetchOptional(CASE_ANSWER_STEP.ANSWER_ID)
                .flatMap(this::find);
    }

    static String hash(String text) {
        return HexFormat.of().formatHex(bytes(text));
    }

    private ChildAnswer read(CaseAnswerRecord row) {
        Map<ChildAnswer.Kind, ChildAnswer.Step> steps = new EnumMap<>(ChildAnswer.Kind.class);
        sql.selectFrom(CASE_ANSWER_STEP)
                .where(CASE_ANSWER_STEP.ANSWER_ID.eq(row.getId()))
                .forEach(step -> steps.put(
                        ChildAnswer.Kind.valueOf(step.getKind().toUpperCase(Locale.ROOT)),
                        new ChildAnswer.Step(step.getAt(), step.getStaffId())));
        return new ChildAnswer(
                row.getId(),
                row.getCaseId(),
                row.getAnswerKey(),
                row.getLanguage(),
                row.getCountry(),
                row.getAnswerKey() == null ? own(row).orElse(row.getText()) : row.getText(),
                HexFormat.of().formatHex(row.getHash()),
                row.getWrittenBy(),
                row.getWrittenAt(),
                steps);
    }

    /** Where a reading of the case's ticket is open. */
    private Optional<String> own(CaseAnswerRecord row) {
        return sql.select(SAFETY_CASE.TICKET_ID)
                .from(SAFETY_CASE)
                .where(SAFETY_CASE.ID.eq(row.getCaseId()))
                .fetchOptional(SAFETY_CASE.TICKET_ID)
                .flatMap(ticketId -> seal.read(new Place(ticketId, OWN, row.getId())))
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    private static byte[] bytes(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
