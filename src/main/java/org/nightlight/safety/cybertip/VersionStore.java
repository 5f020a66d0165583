package org.nightlight.safety.cybertip;

import static nightlight.tables.Tables.CYBERTIP_APPROVAL;
import static nightlight.tables.Tables.CYBERTIP_FILING;
import static nightlight.tables.Tables.CYBERTIP_VERSION;
import static nightlight.tables.Tables.DRILL;
import static nightlight.tables.Tables.SAFETY_CASE;
import static nightlight.tables.Tables.SCREENING;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.least;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;

import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;
import org.nightlight.safety.Level;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The SQL of versions and approvals: reads, and inserts; there is nothing else. */
@Component
class VersionStore {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Field<Boolean> IS_DRILL =
            field(exists(selectOne().from(DRILL).where(DRILL.TICKET_ID.eq(SAFETY_CASE.TICKET_ID))));
    private static final Field<Instant> KNOWN_SINCE = least(
            SAFETY_CASE.OPENED_AT,
            field(select(min(SCREENING.AT))
                    .from(SCREENING)
                    .where(SCREENING.TICKET_ID.eq(SAFETY_CASE.TICKET_ID))
                    .and(SCREENING.HELD.isTrue().or(SCREENING.LEVEL.ge(Level.S2.name())))));

    private final DSLContext sql;

    VersionStore(DSLContext sql) {
        this.sql = sql;
    }

    Optional<Tip.Case> find(long caseId) {
        return sql.select(SAFETY_CASE.ID, SAFETY_CASE.TICKET_ID, SAFETY_CASE.LEVEL, KNOWN_SINCE, IS_DRILL)
                .from(SAFETY_CASE)
                .where(SAFETY_CASE.ID.eq(caseId))
                .fetchOptional(row -> new Tip.Case(
                        row.value1(), row.value2(), Level.valueOf(row.value3()), row.value4(), row.value5()));
    }

    /** Holds the case still: whoever changes anything about its reports comes by here first. */
    boolean lock(long caseId) {
        return sql.select(SAFETY_CASE.ID)
                .from(SAFETY_CASE)
                .where(SAFETY_CASE.ID.eq(caseId))
                .forUpdate()
                .fetchOptional()
                .isPresent();
    }

    List<Tip.Version> versions(long caseId) {
        return sql.select(
                        CYBERTIP_VERSION.ID,
                        CYBERTIP_VERSION.NUMBER,
                        CYBERTIP_VERSION.ENVIRONMENT,
                        CYBERTIP_VERSION.FOLLOWS_ID,
                        CYBERTIP_VERSION.AT,
                        CYBERTIP_VERSION.AUTHOR_ID,
                        CYBERTIP_VERSION.APPROVER_ID,
                        CYBERTIP_VERSION.ANSWERS,
                        CYBERTIP_VERSION.HASH,
                        CYBERTIP_APPROVAL.AT)
                .from(CYBERTIP_VERSION)
                .leftJoin(CYBERTIP_APPROVAL)
                .on(CYBERTIP_APPROVAL.VERSION_ID.eq(CYBERTIP_VERSION.ID))
                .where(CYBERTIP_VERSION.CASE_ID.eq(caseId))
                .orderBy(CYBERTIP_VERSION.NUMBER)
                .fetch(row -> new Tip.Version(
                        row.value1(),
                        row.value2(),
                        Environment.ofKey(row.value3()),
                        row.value4(),
                        row.value5(),
                        row.value6(),
                        row.value7(),
                        JSON.readValue(row.value8().data(), Answers.class),
                        HexFormat.of().formatHex(row.value9()),
                        row.value10()));
    }

    /** What makes a version: the bytes, and who must approve them. */
    record Made(
            int number,
            Environment environment,
            @Nullable Long followsId,
            long author,
            long approver,
            Answers answers,
            Sealed bytes) {}

    void insert(long caseId, Made made, Instant at) {
        sql.insertInto(CYBERTIP_VERSION)
                .set(CYBERTIP_VERSION.CASE_ID, caseId)
                .set(CYBERTIP_VERSION.NUMBER, made.number())
                .set(CYBERTIP_VERSION.ENVIRONMENT, made.environment().key())
                .set(CYBERTIP_VERSION.FOLLOWS_ID, made.followsId())
                .set(CYBERTIP_VERSION.AT, at)
                .set(CYBERTIP_VERSION.AUTHOR_ID, made.author())
                .set(CYBERTIP_VERSION.APPROVER_ID, made.approver())
                .set(CYBERTIP_VERSION.ANSWERS, JSONB.valueOf(JSON.writeValueAsString(made.answers())))
                .set(CYBERTIP_VERSION.XML, made.bytes().xml())
                .set(CYBERTIP_VERSION.FILES, made.bytes().files())
                .set(CYBERTIP_VERSION.HASH, HexFormat.of().parseHex(made.bytes().hash()))
                .execute();
    }

    void insertApproval(long versionId, String hash, long by, Instant at) {
        sql.insertInto(CYBERTIP_APPROVAL)
                .set(CYBERTIP_APPROVAL.VERSION_ID, versionId)
                .set(CYBERTIP_APPROVAL.HASH, HexFormat.of().parseHex(hash))
                .set(CYBERTIP_APPROVAL.AT, at)
                .set(CYBERTIP_APPROVAL.STAFF_ID, by)
                .execute();
    }

    Sealed bytes(long versionId) {
        return sql.select(CYBERTIP_VERSION.XML, CYBERTIP_VERSION.FILES)
                .from(CYBERTIP_VERSION)
                .where(CYBERTIP_VERSION.ID.eq(versionId))
                .fetchSingle(row -> new Sealed(row.value1(), row.value2()));
    }

    /** The bytes, if they are just those that a person approved, and who that was; empty otherwise. */
    Optional<Approved> approved(long versionId) {
        return sql.select(
                        CYBERTIP_VERSION.XML,
                        CYBERTIP_VERSION.FILES,
                        CYBERTIP_APPROVAL.HASH,
                        CYBERTIP_APPROVAL.STAFF_ID)
                .from(CYBERTIP_VERSION)
                .join(CYBERTIP_APPROVAL)
                .on(CYBERTIP_APPROVAL.VERSION_ID.eq(CYBERTIP_VERSION.ID))
                .where(CYBERTIP_VERSION.ID.eq(versionId))
                .fetchOptional(row -> new Approved(
                        new Sealed(row.value1(), row.value2()), HexFormat.of().formatHex(row.value3()), row.value4()))
                .filter(it -> it.bytes().hash().equals(it.hash()));
    }

    /** Numbers of the reports that a version follows, the latest first. */
    List<String> numbers(@Nullable Long filingId) {
        return filingId == null
                ? List.of()
                : sql.select(CYBERTIP_FILING.REPORT_ID)
                        .from(CYBERTIP_FILING)
                        .where(CYBERTIP_FILING.ID.eq(filingId))
                        .fetch(row -> row.value1());
    }

    record Approved(Sealed bytes, String hash, long by) {}

    /** The report, and the list of files that go with it; the latter is empty where none does. */
    record Sealed(byte[] xml, byte[] files) {
        static Sealed of(byte[] xml, List<SentFile> files) {
            return new Sealed(xml, files.isEmpty() ? new byte[0] : JSON.writeValueAsBytes(files));
        }

        List<SentFile> list() {
            return files.length == 0 ? List.of() : Arrays.asList(JSON.readValue(files, SentFile[].class));
        }

        String hash() {
            return Hashes.sha256(xml, files);
        }
    }
}
