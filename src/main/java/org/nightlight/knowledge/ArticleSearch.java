package org.nightlight.knowledge;

import static nightlight.tables.Tables.ARTICLE;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.val;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SortField;
import org.jspecify.annotations.Nullable;
import org.nightlight.ticket.TicketSearch;
import org.springframework.stereotype.Component;

/**
 * Finds articles: one statement each, by an index, never more than {@code limit}. Words find what has them in its title or text, without
 * accents and by their stems, in either language; the best come first. No article has a wall, so no clearance is needed.
 */
@Component
public class ArticleSearch {
    static final List<Field<?>> ENTRY = List.of(
            ARTICLE.ID,
            ARTICLE.LANGUAGE,
            ARTICLE.AUDIENCE,
            ARTICLE.STATE,
            ARTICLE.CATEGORY,
            ARTICLE.TITLE,
            ARTICLE.CHANGED_AT);
    private static final Condition PUBLISHED = ARTICLE.STATE.eq(inline(Article.State.PUBLISHED.key()));
    private static final Condition FOR_EVERYBODY =
            PUBLISHED.and(ARTICLE.AUDIENCE.eq(inline(Article.Audience.CUSTOMERS.key())));

    private final DSLContext sql;

    ArticleSearch(DSLContext sql) {
        this.sql = sql;
    }

    /** What a list shows; null for any. */
    public record Filter(
            Article.@Nullable State state,
            Article.@Nullable Audience audience,
            @Nullable String language) {
        private Condition holds() {
            Condition all = noCondition();
            all = state == null ? all : all.and(ARTICLE.STATE.eq(state.key()));
            all = audience == null ? all : all.and(ARTICLE.AUDIENCE.eq(audience.key()));
            return language == null ? all : all.and(ARTICLE.LANGUAGE.eq(language));
        }
    }

    /** Where a page of a list begins: beyond the article that was changed then, looking on or back. */
    public record Edge(Instant changedAt, long id, boolean back) {}

    /** The latest changed first, also when it looks back. */
    public List<Article.Entry> page(Filter filter, @Nullable Edge edge, int limit) {
        var here = row(ARTICLE.CHANGED_AT, ARTICLE.ID);
        Condition beyond = edge == null
                ? noCondition()
                : edge.back()
                        ? here.gt(row(val(edge.changedAt()), val(edge.id())))
                        : here.lt(row(val(edge.changedAt()), val(edge.id())));
        boolean back = edge != null && edge.back();
        List<Article.Entry> found = sql.select(ENTRY)
                .from(ARTICLE)
                .where(filter.holds().and(beyond))
                .orderBy(
                        back
                                ? List.of(ARTICLE.CHANGED_AT.asc(), ARTICLE.ID.asc())
                                : List.of(ARTICLE.CHANGED_AT.desc(), ARTICLE.ID.desc()))
                .limit(limit)
                .fetch(ArticleSearch::entry);
        return back ? found.reversed() : found;
    }

    /** Those that have every word; the last may be a beginning. */
    public List<Article.Entry> find(Filter filter, String words, int limit) {
        String query = TicketSearch.tsquery(words);
        return query.isEmpty()
                ? List.of()
                : best(filter.holds().and(has(query)), List.of(rank(query).desc()), limit);
    }

    /** Published ones that may help with a ticket: those that have words of its subject, before others those of its category. */
    public List<Article.Entry> fitting(String category, String subject, int limit) {
        String any = any(subject);
        return any.isEmpty()
                ? List.of()
                : best(
                        PUBLISHED
                                .and(has(any))
                                .and(ARTICLE.CATEGORY.eq(category).or(ARTICLE.CATEGORY.isNull())),
                        List.of(rank(any).desc()),
                        limit);
    }

    /** Published ones about tickets of this category, the latest changed first. */
    public List<Article.Entry> about(String category, int limit) {
        return sql.select(ENTRY)
                .from(ARTICLE)
                .where(PUBLISHED.and(ARTICLE.CATEGORY.eq(category)))
                .orderBy(ARTICLE.CHANGED_AT.desc(), ARTICLE.ID.desc())
                .limit(limit)
                .fetch(ArticleSearch::entry);
    }

    /** What customers may read, by category: in this language, and what there is in the other alone. */
    public List<Article.Entry> help(String language, int limit) {
        return sql.select(ENTRY)
                .from(ARTICLE)
                .where(FOR_EVERYBODY.and(readableIn(language)))
                .orderBy(ARTICLE.CATEGORY.asc().nullsLast(), ARTICLE.TITLE, ARTICLE.ID)
                .limit(limit)
                .fetch(ArticleSearch::entry);
    }

    /** Of what customers may read those that have any of the words, before others those that have all. */
    public List<Article.Entry> helpWith(String words, String language, int limit) {
        String any = any(words);
        return any.isEmpty()
                ? List.of()
                : best(
                        FOR_EVERYBODY.and(readableIn(language)).and(has(any)),
                        List.of(
                                field(has(TicketSearch.tsquery(words))).desc(),
                                rank(any).desc()),
                        limit);
    }

    /** Of equally good ones the latest written first. */
    private List<Article.Entry> best(Condition holds, List<SortField<?>> order, int limit) {
        return sql.select(ENTRY)
                .from(ARTICLE)
                .where(holds)
                .orderBy(Stream.concat(order.stream(), Stream.of(ARTICLE.ID.desc()))
                        .toList())
                .limit(limit)
                .fetch(ArticleSearch::entry);
    }

    private static Condition readableIn(String language) {
        var other = ARTICLE.as("other");
        return ARTICLE.LANGUAGE
                .eq(language)
                .or(notExists(selectOne()
                        .from(other)
                        .where(other.ORIGINAL_ID.eq(ARTICLE.ID).or(other.ID.eq(ARTICLE.ORIGINAL_ID)))
                        .and(other.STATE.eq(inline(Article.State.PUBLISHED.key())))
                        .and(other.AUDIENCE.eq(inline(Article.Audience.CUSTOMERS.key())))));
    }

    private static String any(String words) {
        return TicketSearch.tsquery(words).replace(" & ", " | ");
    }

    private static Condition has(String query) {
        return condition("{0} @@ {1}", ARTICLE.SEARCH, stems(query));
    }

    private static Field<Float> rank(String query) {
        return field("ts_rank({0}, {1})", Float.class, ARTICLE.SEARCH, stems(query));
    }

    /** Whoever asks need not say in which language. */
    private static Field<Object> stems(String query) {
        return field("(to_tsquery('english', {0}) || to_tsquery('spanish', {0}))", val(query));
    }

    static Article.Entry entry(Record row) {
        return new Article.Entry(
                row.get(ARTICLE.ID),
                row.get(ARTICLE.LANGUAGE),
                ArticleStore.audience(row.get(ARTICLE.AUDIENCE)),
                ArticleStore.state(row.get(ARTICLE.STATE)),
                row.get(ARTICLE.CATEGORY),
                row.get(ARTICLE.TITLE),
                row.get(ARTICLE.CHANGED_AT));
    }
}
