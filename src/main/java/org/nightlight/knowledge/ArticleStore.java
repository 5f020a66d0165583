package org.nightlight.knowledge;

import static nightlight.tables.Tables.ARTICLE;
import static nightlight.tables.Tables.ARTICLE_VERSION;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import nightlight.tables.tables.records.ArticleRecord;
import nightlight.tables.tables.records.ArticleVersionRecord;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.ResultQuery;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Articles and what they said before. Nothing is deleted. */
@Component
class ArticleStore {
    /** All but the words that are searched, which nobody reads. */
    private static final List<Field<?>> WHOLE = List.of(
            ARTICLE.ID,
            ARTICLE.ORIGINAL_ID,
            ARTICLE.LANGUAGE,
            ARTICLE.AUDIENCE,
            ARTICLE.STATE,
            ARTICLE.CATEGORY,
            ARTICLE.TITLE,
            ARTICLE.BODY,
            ARTICLE.VERSION,
            ARTICLE.CHANGED_BY,
            ARTICLE.CHANGED_AT);

    private final DSLContext sql;

    ArticleStore(DSLContext sql) {
        this.sql = sql;
    }

    Optional<Article> find(long id) {
        return one(sql.select(WHOLE).from(ARTICLE).where(ARTICLE.ID.eq(id)));
    }

    Optional<Article> lock(long id) {
        return one(sql.select(WHOLE).from(ARTICLE).where(ARTICLE.ID.eq(id)).forUpdate());
    }

    /** The same in the other language. */
    Optional<Article> other(Article article) {
        return one(sql.select(WHOLE)
                .from(ARTICLE)
                .where(
                        article.originalId() == null
                                ? ARTICLE.ORIGINAL_ID.eq(article.id())
                                : ARTICLE.ID.eq(article.originalId())));
    }

    long insert(ArticleText text, @Nullable Long originalId, long by, Instant now) {
        return sql.insertInto(ARTICLE)
                .set(ARTICLE.ORIGINAL_ID, originalId)
                .set(ARTICLE.STATE, Article.State.DRAFT.key())
                .set(ARTICLE.VERSION, 1)
                .set(written(text, by, now))
                .returning(ARTICLE.ID)
                .fetchSingle(ARTICLE.ID);
    }

    /** Its next version says this. */
    void write(Article article, ArticleText text, long by, Instant now) {
        sql.update(ARTICLE)
                .set(ARTICLE.VERSION, article.version() + 1)
                .set(written(text, by, now))
                .where(ARTICLE.ID.eq(article.id()))
                .execute();
    }

    void move(Article article, Article.State to, long by, Instant now) {
        sql.update(ARTICLE)
                .set(ARTICLE.STATE, to.key())
                .set(ARTICLE.VERSION, article.version() + 1)
                .set(ARTICLE.CHANGED_BY, by)
                .set(ARTICLE.CHANGED_AT, now)
                .where(ARTICLE.ID.eq(article.id()))
                .execute();
    }

    private static ArticleRecord written(ArticleText text, long by, Instant now) {
        ArticleRecord row = new ArticleRecord();
        row.setLanguage(text.language());
        row.setAudience(text.audience());
        row.setCategory(text.category().isEmpty() ? null : text.category());
        row.setTitle(text.title());
        row.setBody(text.body());
        row.setChangedBy(by);
        row.setChangedAt(now);
        return row;
    }

    /** Keeps what is shown from now on. */
    void keep(Article shown) {
        sql.insertInto(ARTICLE_VERSION)
                .set(ARTICLE_VERSION.ARTICLE_ID, shown.id())
                .set(ARTICLE_VERSION.NUMBER, shown.version())
                .set(ARTICLE_VERSION.TITLE, shown.title())
                .set(ARTICLE_VERSION.BODY, shown.body())
                .set(ARTICLE_VERSION.PUBLISHED_BY, shown.changedBy())
                .set(ARTICLE_VERSION.PUBLISHED_AT, shown.changedAt())
                .execute();
    }

    /** What it said whenever it was shown, the latest first; at most {@code limit}. */
    List<Article.Version> versions(long articleId, int limit) {
        return sql.selectFrom(ARTICLE_VERSION)
                .where(ARTICLE_VERSION.ARTICLE_ID.eq(articleId))
                .orderBy(ARTICLE_VERSION.NUMBER.desc())
                .limit(limit)
                .fetch(ArticleStore::version);
    }

    Optional<Article.Version> version(long articleId, int number) {
        return sql.selectFrom(ARTICLE_VERSION)
                .where(ARTICLE_VERSION.ARTICLE_ID.eq(articleId), ARTICLE_VERSION.NUMBER.eq(number))
                .fetchOptional(ArticleStore::version);
    }

    private static Optional<Article> one(ResultQuery<? extends Record> query) {
        return query.fetchOptional(row -> new Article(
                row.get(ARTICLE.ID),
                row.get(ARTICLE.ORIGINAL_ID),
                row.get(ARTICLE.LANGUAGE),
                audience(row.get(ARTICLE.AUDIENCE)),
                state(row.get(ARTICLE.STATE)),
                row.get(ARTICLE.CATEGORY),
                row.get(ARTICLE.TITLE),
                row.get(ARTICLE.BODY),
                row.get(ARTICLE.VERSION),
                row.get(ARTICLE.CHANGED_BY),
                row.get(ARTICLE.CHANGED_AT)));
    }

    static Article.Audience audience(String key) {
        return Article.Audience.ofKey(key).orElseThrow();
    }

    static Article.State state(String key) {
        return Article.State.ofKey(key).orElseThrow();
    }

    private static Article.Version version(ArticleVersionRecord row) {
        return new Article.Version(
                row.getNumber(), row.getTitle(), row.getBody(), row.getPublishedBy(), row.getPublishedAt());
    }
}
