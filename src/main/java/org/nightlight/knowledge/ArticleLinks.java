package org.nightlight.knowledge;

import static nightlight.tables.Tables.ARTICLE;
import static nightlight.tables.Tables.TICKET_ARTICLE;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.inline;
import static org.nightlight.shared.Spoken.say;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.nightlight.audit.Audit;
import org.nightlight.database.Wakeups;
import org.nightlight.shared.Actor;
import org.nightlight.ticket.Message;
import org.nightlight.ticket.Refusal;
import org.nightlight.ticket.Ticket;
import org.nightlight.ticket.TicketEvents;
import org.nightlight.ticket.Tickets;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Which articles belong to which tickets. The wall keeps each link as it keeps the ticket; behind the wall nothing is linked here. Each
 * verb does nothing when already done.
 */
@Component
public class ArticleLinks {
    private final DSLContext sql;
    private final Tickets tickets;
    private final ArticleStore store;
    private final ArticleAddresses addresses;
    private final Audit audit;
    private final Wakeups wakeups;
    private final Clock clock;

    ArticleLinks(
            DSLContext sql,
            Tickets tickets,
            ArticleStore store,
            ArticleAddresses addresses,
            Audit audit,
            Wakeups wakeups,
            Clock clock) {
        this.sql = sql;
        this.tickets = tickets;
        this.store = store;
        this.addresses = addresses;
        this.audit = audit;
        this.wakeups = wakeups;
        this.clock = clock;
    }

    /**
     * An article of a ticket.
     *
     * @param inReply whether a reply to the customer had its link
     * @param removed whether it was taken off
     */
    public record Linked(Article.Entry article, boolean inReply, boolean removed) {}

    /** How often an article helped, as far as whoever asks may see the tickets. */
    public record Use(int tickets, int replies) {}

    /** The articles of a ticket, in the order in which they came, with those that were taken off since. */
    public List<Linked> of(long ticketId, Instant since) {
        List<Field<?>> fields = new ArrayList<>(ArticleSearch.ENTRY);
        fields.addAll(List.of(TICKET_ARTICLE.IN_REPLY, TICKET_ARTICLE.REMOVED_AT));
        return sql.select(fields)
                .from(TICKET_ARTICLE)
                .join(ARTICLE)
                .on(ARTICLE.ID.eq(TICKET_ARTICLE.ARTICLE_ID))
                .where(TICKET_ARTICLE.TICKET_ID.eq(ticketId))
                .and(TICKET_ARTICLE.REMOVED_AT.isNull().or(TICKET_ARTICLE.REMOVED_AT.ge(since)))
                .orderBy(TICKET_ARTICLE.MADE_AT, ARTICLE.ID)
                .fetch(row -> new Linked(
                        ArticleSearch.entry(row),
                        row.get(TICKET_ARTICLE.IN_REPLY),
                        row.get(TICKET_ARTICLE.REMOVED_AT) != null));
    }

    /** A ticket that the asker may not see is not counted: no number tells of one. */
    public Use use(long articleId) {
        return sql.select(count(), count().filterWhere(TICKET_ARTICLE.IN_REPLY))
                .from(TICKET_ARTICLE)
                .where(TICKET_ARTICLE.ARTICLE_ID.eq(articleId), TICKET_ARTICLE.REMOVED_AT.isNull())
                .fetchSingle(row -> new Use(row.value1(), row.value2()));
    }

    /**
     * Links a published article to a ticket. Empty when there is no such ticket for this viewer.
     *
     * @throws Refusal where this ticket cannot have it
     */
    public Optional<Ticket> add(long ticketId, long articleId, Actor by) {
        Optional<Ticket> ticket = tickets.lock(ticketId);
        ticket.ifPresent(it -> {
            it.refuseIfMerged();
            if (it.walled()) {
                throw new Refusal(say(
                        "Nothing is linked behind the wall: if the case were let go, everybody would see what was looked up.",
                        "Nada se enlaza tras el muro: si el caso se liberara, todos verían qué se consultó."));
            }
            boolean published = store.find(articleId)
                    .filter(article -> article.state() == Article.State.PUBLISHED)
                    .isPresent();
            if (!published) {
                throw new Refusal(say(
                        "There is no such published article. Look for it by its words.",
                        "No existe ese artículo publicado. Búscalo por sus palabras."));
            }
            if (insert(ticketId, articleId, by, false)) {
                told(ticketId, articleId, by, "article-linked");
            }
        });
        return ticket;
    }

    /** Takes it off the ticket; empty when there is no such ticket for this viewer. */
    public Optional<Ticket> remove(long ticketId, long articleId, Actor by) {
        Optional<Ticket> ticket = tickets.lock(ticketId);
        ticket.ifPresent(it -> {
            int removed = sql.update(TICKET_ARTICLE)
                    .set(TICKET_ARTICLE.REMOVED_AT, clock.instant())
                    .where(TICKET_ARTICLE.TICKET_ID.eq(ticketId), TICKET_ARTICLE.ARTICLE_ID.eq(articleId))
                    .and(TICKET_ARTICLE.REMOVED_AT.isNull())
                    .execute();
            if (removed > 0) {
                told(ticketId, articleId, by, "article-unlinked");
            }
        });
        return ticket;
    }

    /**
     * Why these words must not go to a customer: they lead where no customer can follow, or where there is nothing. Empty when they may.
     */
    public Optional<String> hindrance(String words) {
        if (addresses.leadsToDesk(words)) {
            return Optional.of(
                    say(
                            "This links to an article at its address in the desk, which customers cannot open. Take the link out; “Put its link into the reply”, beside the ticket, puts in the one for customers.",
                            "Esto enlaza un artículo por su dirección interna, que los clientes no pueden abrir. Quita el enlace; «Poner su enlace en la respuesta», junto al ticket, pone el que es para clientes."));
        }
        Set<Long> named = addresses.help(words);
        if (named.isEmpty()) {
            return Optional.empty();
        }
        Set<Long> dark = new TreeSet<>(named);
        dark.removeAll(readable(named));
        return dark.stream().findFirst().map(id -> notForCustomers(store.find(id)));
    }

    /** Why this article is not put into a reply; empty when it may be. */
    public Optional<String> hindrance(Optional<Article> article) {
        return article.filter(it -> it.entry().isForEverybody()).isPresent()
                ? Optional.empty()
                : Optional.of(notForCustomers(article));
    }

    private static String notForCustomers(Optional<Article> article) {
        String rest = say(
                " Customers cannot open it, so its link does not go into a reply.",
                " Los clientes no pueden abrirlo, por eso su enlace no va en una respuesta.");
        return article.map(it -> (it.audience() == Article.Audience.COLLEAGUES
                                ? say(
                                        "“%s” is a runbook, for colleagues alone.",
                                        "«%s» es una guía interna, solo para colegas.")
                                : it.state() == Article.State.DRAFT
                                        ? say("“%s” is still a draft.", "«%s» aún es un borrador.")
                                        : say("“%s” was put away.", "«%s» está archivado."))
                        .formatted(it.title()))
                .orElse(say("There is no article of that number.", "No hay ningún artículo con ese número."))
                .concat(rest);
    }

    /**
     * What a reply links to is linked to its ticket, so that it is seen which articles help; not behind the wall, where the reply's words
     * are sealed and nothing beside them is to tell what was written.
     */
    @EventListener
    void on(TicketEvents.ReplyQueued event) {
        Message reply = tickets.message(event.messageId()).orElseThrow();
        Set<Long> named = readable(addresses.help(reply.text()));
        boolean open = !named.isEmpty()
                && tickets.find(event.ticketId())
                        .filter(ticket -> !ticket.walled())
                        .isPresent();
        if (open) {
            named.forEach(article -> {
                if (insert(event.ticketId(), article, reply.author(), true)) {
                    told(event.ticketId(), article, reply.author(), "article-linked");
                }
            });
        }
    }

    private Set<Long> readable(Set<Long> articles) {
        return articles.isEmpty()
                ? Set.of()
                : sql.select(ARTICLE.ID)
                        .from(ARTICLE)
                        .where(ARTICLE.ID.eq(any(articles.toArray(Long[]::new))))
                        .and(ARTICLE.STATE.eq(Article.State.PUBLISHED.key()))
                        .and(ARTICLE.AUDIENCE.eq(Article.Audience.CUSTOMERS.key()))
                        .fetchSet(ARTICLE.ID);
    }

    /** Whether it was not linked before. */
    private boolean insert(long ticketId, long articleId, Actor by, boolean inReply) {
        boolean linked = sql.fetchExists(
                TICKET_ARTICLE,
                TICKET_ARTICLE.TICKET_ID.eq(ticketId),
                TICKET_ARTICLE.ARTICLE_ID.eq(articleId),
                TICKET_ARTICLE.REMOVED_AT.isNull());
        sql.insertInto(TICKET_ARTICLE)
                .set(TICKET_ARTICLE.TICKET_ID, ticketId)
                .set(TICKET_ARTICLE.ARTICLE_ID, articleId)
                .set(TICKET_ARTICLE.MADE_BY, by.key())
                .set(TICKET_ARTICLE.MADE_AT, clock.instant())
                .set(TICKET_ARTICLE.IN_REPLY, inReply)
                .onConflict(TICKET_ARTICLE.TICKET_ID, TICKET_ARTICLE.ARTICLE_ID)
                .doUpdate()
                .setNull(TICKET_ARTICLE.REMOVED_AT)
                .set(TICKET_ARTICLE.IN_REPLY, TICKET_ARTICLE.IN_REPLY.eq(true).or(inline(inReply)))
                .execute();
        return !linked;
    }

    /** Numbers alone. */
    private void told(long ticketId, long articleId, Actor by, String what) {
        tickets.explain(ticketId, by, what, Map.of("article", articleId));
        audit.recordTicket(by, what, ticketId, "article:" + articleId);
        wakeups.afterCommit("ticket:" + ticketId);
    }
}
