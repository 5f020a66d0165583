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
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;
import org.nightlight.safety.Level;
import org.nightlight.seal.Place;
import org.nightlight.seal.Seal;
import org.nightlight.seal.SealBroken;
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

    private static final String ANSWERS = "cybertip-answers";
    private static final String XML = "cybertip-xml";
    private static final String FILES = "cybertip-files";

    private final DSLContext sql;
    private final Seal seal;

    VersionStore(DSLContext sql, Seal seal) {
        this.sql = sql;
        this.seal = seal;
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

    /** What was answered is {@link Answers#UNREAD} but where a reading of the case's ticket is open. */
    List<Tip.Version> versions(Tip.Case about) {
        Map<Long, byte[]> answers = seal.readAll(about.ticketId(), ANSWERS);
        return sql.select(
                        CYBERTIP_VERSION.ID,
                        CYBERTIP_VERSION.NUMBER,
                        CYBERTIP_VERSION.ENVIRONMENT,
                        CYBERTIP_VERSION.FOLLOWS_ID,
                        CYBERTIP_VERSION.AT,
                        CYBERTIP_VERSION.AUTHOR_ID,
                        CYBERTIP_VERSION.APPROVER_ID,
                        CYBERTIP_VERSION.HASH,
                        CYBERTIP_APPROVAL.AT)
                .from(CYBERTIP_VERSION)
                .leftJoin(CYBERTIP_APPROVAL)
                .on(CYBERTIP_APPROVAL.VERSION_ID.eq(CYBERTIP_VERSION.ID))
                .where(CYBERTIP_VERSION.CASE_ID.eq(about.id()))
                .orderBy(CYBERTIP_VERSION.NUMBER)
                .fetch(row -> new Tip.Version(
                        row.value1(),
                        row.value2(),
                        Environment.ofKey(row.value3()),
                        row.value4(),
                        row.value5(),
                        row.value6(),
                        row.value7(),
                        answers.containsKey(row.value1())
                                ? JSON.readValue(answers.get(row.value1()), Answers.class)
                                : Answers.UNREAD,
                        HexFormat.of().formatHex(row.value8()),
                        row.value9()));
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

    void insert(Tip.Case about, Made made, Instant at) {
        long id = sql.insertInto(CYBERTIP_VERSION)
                .set(CYBERTIP_VERSION.CASE_ID, about.id())
                .set(CYBERTIP_VERSION.NUMBER, made.number())
                .set(CYBERTIP_VERSION.ENVIRONMENT, made.environment().key())
                .set(CYBERTIP_VERSION.FOLLOWS_ID, made.followsId())
                .set(CYBERTIP_VERSION.AT, at)
                .set(CYBERTIP_VERSION.AUTHOR_ID, made.author())
                .set(CYBERTIP_VERSION.APPROVER_ID, made.approver())
                .set(CYBERTIP_VERSION.HASH, HexFormat.of().parseHex(made.bytes().hash()))
                .returningResult(CYBERTIP_VERSION.ID)
                .fetchSingle()
                .value1();
        seal.put(new Place(about.ticketId(), ANSWERS, id), JSON.writeValueAsBytes(made.answers()));
        seal.put(new Place(about.ticketId(), XML, id), made.bytes().xml());
        seal.put(new Place(about.ticketId(), FILES, id), made.bytes().files());
    }

    void insertApproval(long versionId, String hash, long by, Instant at) {
        sql.insertInto(CYBERTIP_APPROVAL)
                .set(CYBERTIP_APPROVAL.VERSION_ID, versionId)
                .set(CYBERTIP_APPROVAL.HASH, HexFormat.of().parseHex(hash))
                .set(CYBERTIP_APPROVAL.AT, at)
                .set(CYBERTIP_APPROVAL.STAFF_ID, by)
                .execute();
    }

    /** What a version says; empty but where a reading of the case's ticket is open. */
    Optional<Sealed> bytes(long ticketId, long versionId) {
        Optional<byte[]> files = seal.read(new Place(ticketId, FILES, versionId));
        return seal.read(new Place(ticketId, XML, versionId)).flatMap(xml -> files.map(list -> new Sealed(xml, list)));
    }

    /** Who approved a version, in whose name it is read to be sent. */
    Optional<Long> approver(long versionId) {
        return sql.select(CYBERTIP_APPROVAL.STAFF_ID)
                .from(CYBERTIP_APPROVAL)
                .where(CYBERTIP_APPROVAL.VERSION_ID.eq(versionId))
                .fetchOptional(CYBERTIP_APPROVAL.STAFF_ID);
    }

    /**
     * The bytes, if they are just those that a person approved, and who that was; empty otherwise.
     *
     * @throws SealBroken when they cannot be read
     */
    Optional<Approved> approved(long ticketId, long versionId) {
        return sql.select(CYBERTIP_APPROVAL.HASH, CYBERTIP_APPROVAL.STAFF_ID)
                .from(CYBERTIP_VERSION)
                .join(CYBERTIP_APPROVAL)
                .on(CYBERTIP_APPROVAL.VERSION_ID.eq(CYBERTIP_VERSION.ID))
                .where(CYBERTIP_VERSION.ID.eq(versionId).and(CYBERTIP_VERSION.HASH.eq(CYBERTIP_APPROVAL.HASH)))
                .fetchOptional()
                .map(row -> new Approved(
                        bytes(ticketId, versionId)
                                .orElseThrow(() -> new SealBroken("version " + versionId + " is sealed and not open")),
                        HexFormat.of().formatHex(row.value1()),
                        row.value2()))
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
