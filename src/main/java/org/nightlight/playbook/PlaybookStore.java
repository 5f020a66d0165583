package org.nightlight.playbook;

import static nightlight.tables.Tables.PLAYBOOK_VERSION;
import static org.jooq.impl.DSL.max;

import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.nightlight.shared.Actor;

/** The SQL of playbook versions. A version is written once and never changed. */
final class PlaybookStore {
    private final DSLContext sql;

    PlaybookStore(DSLContext sql) {
        this.sql = sql;
    }

    /** Held until the running transaction ends, so that numbers follow each other without a gap. */
    void lock() {
        sql.execute("select pg_advisory_xact_lock(hashtextextended('playbook', 0))");
    }

    /** The newest number; 0 before the first. */
    int newest() {
        return sql.select(max(PLAYBOOK_VERSION.NUMBER))
                .from(PLAYBOOK_VERSION)
                .fetchOptional(row -> row.get(0, Integer.class))
                .orElse(0);
    }

    Optional<String> document(int number) {
        return sql.select(PLAYBOOK_VERSION.DOCUMENT)
                .from(PLAYBOOK_VERSION)
                .where(PLAYBOOK_VERSION.NUMBER.eq(number))
                .fetchOptional(PLAYBOOK_VERSION.DOCUMENT);
    }

    void insert(Publication publication, String document) {
        sql.insertInto(PLAYBOOK_VERSION)
                .set(PLAYBOOK_VERSION.NUMBER, publication.number())
                .set(PLAYBOOK_VERSION.DOCUMENT, document)
                .set(PLAYBOOK_VERSION.SHA256, publication.sha256())
                .set(PLAYBOOK_VERSION.NOTE, publication.note())
                .set(PLAYBOOK_VERSION.PUBLISHED_AT, publication.at())
                .set(PLAYBOOK_VERSION.PUBLISHED_BY, publication.by().key())
                .execute();
    }

    /** Newest first. */
    List<Publication> publications() {
        return sql.selectFrom(PLAYBOOK_VERSION)
                .orderBy(PLAYBOOK_VERSION.NUMBER.desc())
                .fetch(row -> new Publication(
                        row.getNumber(),
                        row.getSha256(),
                        row.getNote(),
                        row.getPublishedAt(),
                        Actor.ofKey(row.getPublishedBy())));
    }
}
