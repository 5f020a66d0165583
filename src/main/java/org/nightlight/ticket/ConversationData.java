package org.nightlight.ticket;

import static nightlight.tables.Tables.ATTACHMENT;
import static nightlight.tables.Tables.CUSTOMER_ADDRESS;
import static nightlight.tables.Tables.DRAFT;
import static nightlight.tables.Tables.MAIL_THREAD;
import static nightlight.tables.Tables.MESSAGE;
import static nightlight.tables.Tables.SEALED_KEY;
import static nightlight.tables.Tables.SIDE_CONVERSATION;
import static nightlight.tables.Tables.SIDE_MAIL;
import static nightlight.tables.Tables.TICKET;
import static nightlight.tables.Tables.TICKET_EVENT;
import static nightlight.tables.Tables.TICKET_SEARCH;
import static nightlight.tables.Tables.TICKET_TAG;
import static nightlight.tables.Tables.TICKET_TASK;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.val;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.nightlight.playbook.RetentionRules;
import org.nightlight.privacy.Excerpt;
import org.nightlight.privacy.Holding;
import org.nightlight.privacy.Masking;
import org.nightlight.privacy.PersonalData;
import org.nightlight.privacy.PersonalFinder;
import org.nightlight.privacy.Scope;
import org.nightlight.privacy.WrittenWords;
import org.nightlight.seal.Seal;
import org.nightlight.shared.Actor;
import org.springframework.stereotype.Component;

/** What this room keeps about people: their conversations, and what staff wrote in them. */
@Component
class ConversationData implements PersonalData {
    private static final String GONE = "Erased";
    private static final String NOBODY = "erased@invalid";

    private final DSLContext sql;
    private final TicketStore store;
    private final Sealing sealing;
    private final Seal seal;
    private final Masking masking;
    private final FileMoves moves;
    private final Merges merges;
    private final Links links;

    ConversationData(
            DSLContext sql,
            TicketStore store,
            Sealing sealing,
            Seal seal,
            Masking masking,
            FileMoves moves,
            Merges merges,
            Links links) {
        this.sql = sql;
        this.store = store;
        this.sealing = sealing;
        this.seal = seal;
        this.masking = masking;
        this.moves = moves;
        this.merges = merges;
        this.links = links;
    }

    @Override
    public String room() {
        return "ticket";
    }

    @Override
    public int rank() {
        return 80;
    }

    @Override
    public Map<String, String> exempt() {
        return Map.of(
                "bulk_row",
                "says which tickets a member of staff changed at once and how each stood, and no word of "
                        + "any; it goes with its ticket",
                "follower",
                "says which member of staff follows a ticket; it goes with its ticket",
                "notice",
                "says that a member of staff was named on a ticket, given it or told of it by a rule, and no word of it; it "
                        + "goes with its ticket",
                "presence",
                "says which member of staff has a ticket open, and is forgotten within minutes",
                "ticket_merge",
                "says which ticket was merged into which by whom of the staff, and no word of either");
    }

    @Override
    public Set<String> tables() {
        return Set.of(
                "ticket",
                "message",
                "attachment",
                "file_key",
                "ticket_event",
                "ticket_tag",
                "draft",
                "mail_thread",
                "ticket_search",
                "ticket_link",
                "ticket_task",
                "side_conversation",
                "side_mail",
                "sealed_key",
                "sealed");
    }

    @Override
    public List<Holding> holdings(Scope scope) {
        String tickets = RetentionRules.TICKETS;
        return List.of(
                holding("Conversations", "Conversaciones", tickets, TICKET, TICKET.CREATED_AT, TICKET.ID, scope),
                holding(
                        "Messages and notes",
                        "Mensajes y notas",
                        tickets,
                        MESSAGE,
                        MESSAGE.CREATED_AT,
                        MESSAGE.TICKET_ID,
                        scope),
                holding("Files", "Archivos", tickets, ATTACHMENT, null, ATTACHMENT.TICKET_ID, scope),
                holding(
                        "What happened, by line",
                        "Lo que pasó, por línea",
                        tickets,
                        TICKET_EVENT,
                        TICKET_EVENT.AT,
                        TICKET_EVENT.TICKET_ID,
                        scope),
                holding("Tasks", "Tareas", tickets, TICKET_TASK, TICKET_TASK.MADE_AT, TICKET_TASK.TICKET_ID, scope),
                holding(
                        "Side conversations",
                        "Conversaciones aparte",
                        tickets,
                        SIDE_CONVERSATION,
                        SIDE_CONVERSATION.BEGUN_AT,
                        SIDE_CONVERSATION.TICKET_ID,
                        scope),
                holding("Tags", "Etiquetas", tickets, TICKET_TAG, null, TICKET_TAG.TICKET_ID, scope),
                holding(
                        "Numbers of mails",
                        "Números de correos",
                        tickets,
                        MAIL_THREAD,
                        null,
                        MAIL_THREAD.TICKET_ID,
                        scope),
                holding(
                        "Words in the search",
                        "Palabras en la búsqueda",
                        tickets,
                        TICKET_SEARCH,
                        null,
                        TICKET_SEARCH.TICKET_ID,
                        scope),
                holding(
                        "Drafts",
                        "Borradores",
                        RetentionRules.DRAFTS,
                        DRAFT,
                        DRAFT.UPDATED_AT,
                        DRAFT.TICKET_ID,
                        scope));
    }

    private Holding holding(
            String place,
            String spanish,
            String recordClass,
            Table<?> table,
            @Nullable Field<Instant> at,
            Field<Long> ticket,
            Scope scope) {
        return sql.select(count(), at == null ? val((Instant) null, TICKET.CREATED_AT) : min(at))
                .from(table)
                .where(ticket.eq(any(ids(scope.tickets()))))
                .fetchSingle(row -> new Holding(place, spanish, recordClass, row.value1(), row.value2()));
    }

    @Override
    public Set<Long> conversations(Set<Long> people) {
        return tickets(people, TICKET.WALLED.isFalse());
    }

    @Override
    public Set<Long> walledConversations(Set<Long> people) {
        return tickets(people, TICKET.WALLED.isTrue());
    }

    private Set<Long> tickets(Set<Long> people, Condition which) {
        return Set.copyOf(sql.select(TICKET.ID)
                .from(TICKET)
                .where(TICKET.REQUESTER_ID.eq(any(ids(people))).and(which))
                .fetch(TICKET.ID));
    }

    @Override
    public void begin(Scope scope, long erasure) {
        sql.select(TICKET.ID)
                .from(TICKET)
                .where(TICKET.ID.eq(any(ids(scope.tickets()))))
                .orderBy(TICKET.ID)
                .forUpdate()
                .fetch();
        sql.update(TICKET)
                .set(TICKET.ERASURE_ID, erasure)
                .set(TICKET.STATE, State.CLOSED.key())
                .setNull(TICKET.ASSIGNEE_ID)
                .setNull(TICKET.DUE_AT)
                .where(TICKET.ID.eq(any(ids(scope.tickets()))))
                .execute();
        forgetWays(scope.tickets());
    }

    /** No mail and no word leads to them. */
    private void forgetWays(Set<Long> tickets) {
        sql.deleteFrom(MAIL_THREAD)
                .where(MAIL_THREAD.TICKET_ID.eq(any(ids(tickets))))
                .execute();
        sql.deleteFrom(SIDE_MAIL)
                .where(SIDE_MAIL.SIDE_ID.in(select(SIDE_CONVERSATION.ID)
                        .from(SIDE_CONVERSATION)
                        .where(SIDE_CONVERSATION.TICKET_ID.eq(any(ids(tickets))))))
                .execute();
        sql.deleteFrom(TICKET_SEARCH)
                .where(TICKET_SEARCH.TICKET_ID.eq(any(ids(tickets))))
                .execute();
        sql.deleteFrom(TICKET_TAG)
                .where(TICKET_TAG.TICKET_ID.eq(any(ids(tickets))))
                .execute();
    }

    @Override
    public void erase(Scope scope) {
        eraseElsewhere(scope);
        merges.dissolveInto(scope.tickets());
        merges.bringTasksBack(scope.tickets());
        links.forget(scope.tickets());
        scope.tickets().forEach(seal::destroy);
        moves.forget(scope.tickets());
        forgetWays(scope.tickets());
        sql.deleteFrom(DRAFT)
                .where(DRAFT.TICKET_ID.eq(any(ids(scope.tickets()))))
                .execute();
        sql.deleteFrom(TICKET_TASK)
                .where(TICKET_TASK.TICKET_ID.eq(any(ids(scope.tickets()))))
                .execute();
        sql.deleteFrom(TICKET_EVENT)
                .where(TICKET_EVENT.TICKET_ID.eq(any(ids(scope.tickets()))))
                .execute();
        Set<Long> numbers = Set.copyOf(sql.select(TICKET.ID)
                .from(TICKET)
                .where(TICKET.ID.eq(any(ids(scope.tickets()))).and(condition("hangs_on_a_case(ticket.id)")))
                .fetch(TICKET.ID));
        Set<Long> whole =
                scope.tickets().stream().filter(id -> !numbers.contains(id)).collect(Collectors.toSet());
        sql.deleteFrom(ATTACHMENT)
                .where(ATTACHMENT.TICKET_ID.eq(any(ids(whole))))
                .execute();
        sql.deleteFrom(MESSAGE).where(MESSAGE.TICKET_ID.eq(any(ids(whole)))).execute();
        forgetSides(scope.tickets());
        sql.deleteFrom(TICKET).where(TICKET.ID.eq(any(ids(whole)))).execute();
        empty(numbers);
    }

    /** Nobody is named any more with whom was written. A row stays where a case keeps a message of it, and goes to that one's ticket. */
    private void forgetSides(Set<Long> tickets) {
        Condition theirs = SIDE_CONVERSATION.TICKET_ID.eq(any(ids(tickets)));
        sql.deleteFrom(SIDE_CONVERSATION)
                .where(theirs)
                .and(notExists(selectOne().from(MESSAGE).where(MESSAGE.SIDE_ID.eq(SIDE_CONVERSATION.ID))))
                .execute();
        sql.update(SIDE_CONVERSATION)
                .set(SIDE_CONVERSATION.ADDRESS, NOBODY)
                .set(
                        SIDE_CONVERSATION.TICKET_ID,
                        select(min(MESSAGE.TICKET_ID)).from(MESSAGE).where(MESSAGE.SIDE_ID.eq(SIDE_CONVERSATION.ID)))
                .where(theirs)
                .execute();
    }

    /** What these people wrote in tickets of others, such as one into which theirs was merged. */
    private Condition elsewhere(Scope scope) {
        return MESSAGE.AUTHOR
                .in(scope.people().stream()
                        .map(id -> new Actor.Customer(id).key())
                        .toList())
                .and(MESSAGE.TICKET_ID.ne(DSL.all(ids(scope.tickets()))))
                .and(MESSAGE.TICKET_ID.in(select(TICKET.ID).from(TICKET).where(TICKET.WALLED.isFalse())));
    }

    /** Their words go; the place where they stood stays, for the others' conversation goes on. Behind a wall they are its case's. */
    private void eraseElsewhere(Scope scope) {
        if (scope.people().isEmpty()) {
            return;
        }
        // Who was written to in a side conversation may be a customer too.
        sql.update(SIDE_CONVERSATION)
                .set(SIDE_CONVERSATION.ADDRESS, NOBODY)
                .where(SIDE_CONVERSATION.ADDRESS.in(select(CUSTOMER_ADDRESS.VALUE)
                        .from(CUSTOMER_ADDRESS)
                        .where(CUSTOMER_ADDRESS.CUSTOMER_ID.eq(any(ids(scope.people()))))))
                .and(SIDE_CONVERSATION.TICKET_ID.in(
                        select(TICKET.ID).from(TICKET).where(TICKET.WALLED.isFalse())))
                .execute();
        Map<Long, List<Long>> messages = sql.select(MESSAGE.TICKET_ID, MESSAGE.ID)
                .from(MESSAGE)
                .where(elsewhere(scope))
                .orderBy(MESSAGE.TICKET_ID, MESSAGE.ID)
                .fetchGroups(MESSAGE.TICKET_ID, MESSAGE.ID);
        messages.forEach((ticketId, theirs) -> {
            store.lock(ticketId);
            moves.forget(ATTACHMENT.MESSAGE_ID.eq(any(ids(theirs))));
            emptyFiles(ATTACHMENT.MESSAGE_ID.eq(any(ids(theirs))));
            emptyMessages(MESSAGE.ID.eq(any(ids(theirs))));
            Ticket ticket = store.find(ticketId).orElseThrow();
            List<Message> left = store.messages(ticketId);
            store.reword(ticket, left);
            sql.update(TICKET)
                    .set(TICKET.LAST_LINE, TicketStore.line(left.getLast().text()))
                    .where(TICKET.ID.eq(ticketId))
                    .execute();
        });
    }

    /** The words stay with what tells of a person masked; files, which nobody can mask, go. */
    @Override
    public void unname(Scope scope, List<String> names) {
        moves.forget(scope.tickets());
        sql.deleteFrom(DRAFT)
                .where(DRAFT.TICKET_ID.eq(any(ids(scope.tickets()))))
                .execute();
        sql.deleteFrom(ATTACHMENT)
                .where(ATTACHMENT.TICKET_ID.eq(any(ids(scope.tickets()))))
                .execute();
        forgetWays(scope.tickets());
        merges.bringTasksBack(scope.tickets());
        for (long id : scope.tickets()) {
            store.lock(id).ifPresent(ticket -> {
                unnameTasks(id, names);
                List<String> words = new ArrayList<>(List.of(PersonalFinder.hidden(ticket.subject(), names)));
                for (Message message : store.everything(id)) {
                    String own = PersonalFinder.hidden(message.subject(), names);
                    String text = PersonalFinder.hidden(message.text(), names);
                    if (message.kind().isPublic() || message.kind() == Message.Kind.NOTE) {
                        words.addAll(List.of(own, text));
                    }
                    sql.update(MESSAGE)
                            .set(MESSAGE.TEXT, text)
                            .set(MESSAGE.SUBJECT, own)
                            .set(MESSAGE.MASKED, false)
                            .set(MESSAGE.QUOTED, "")
                            .setNull(MESSAGE.HTML)
                            .set(MESSAGE.AUTHOR_NAME, PersonalFinder.hidden(message.authorName(), names))
                            .setNull(MESSAGE.MAIL_ID)
                            .setNull(MESSAGE.INBOUND_ID)
                            .where(MESSAGE.ID.eq(message.id()))
                            .execute();
                }
                sql.update(SIDE_CONVERSATION)
                        .set(SIDE_CONVERSATION.ADDRESS, NOBODY)
                        .where(SIDE_CONVERSATION.TICKET_ID.eq(id))
                        .execute();
                sql.update(TICKET)
                        .set(TICKET.SUBJECT, words.getFirst())
                        .set(TICKET.LAST_LINE, TicketStore.line(words.getLast()))
                        .setNull(TICKET.EXTERNAL_ID)
                        .where(TICKET.ID.eq(id))
                        .execute();
                store.addWords(id, String.join("\n", words));
            });
        }
    }

    private void unnameTasks(long ticketId, List<String> names) {
        sql.select(TICKET_TASK.ID, TICKET_TASK.TEXT)
                .from(TICKET_TASK)
                .where(TICKET_TASK.TICKET_ID.eq(ticketId))
                .forEach(task -> sql.update(TICKET_TASK)
                        .set(TICKET_TASK.TEXT, Tasks.cut(PersonalFinder.hidden(task.value2(), names)))
                        .where(TICKET_TASK.ID.eq(task.value1()))
                        .execute());
    }

    /** Rows to which a safety case refers keep their numbers and nothing that anybody wrote. */
    private void empty(Set<Long> tickets) {
        emptyFiles(ATTACHMENT.TICKET_ID.eq(any(ids(tickets))));
        emptyMessages(MESSAGE.TICKET_ID.eq(any(ids(tickets))));
        emptyTickets(tickets);
    }

    private void emptyFiles(Condition which) {
        sql.update(ATTACHMENT)
                .set(ATTACHMENT.NAME, GONE)
                .set(ATTACHMENT.TYPE, "application/octet-stream")
                .set(ATTACHMENT.FOUND, FoundType.UNKNOWN)
                .set(ATTACHMENT.SCAN, TicketFile.Scan.CLEAN.key())
                .set(ATTACHMENT.VERDICT, "")
                .set(ATTACHMENT.SIZE, 0L)
                .set(ATTACHMENT.SHA256, new byte[0])
                .setNull(ATTACHMENT.INLINE_ID)
                .set(ATTACHMENT.CONTENT, new byte[0])
                .setNull(ATTACHMENT.ADDRESS)
                .where(which)
                .execute();
    }

    private void emptyMessages(Condition which) {
        sql.update(MESSAGE)
                .set(MESSAGE.SUBJECT, "")
                .set(MESSAGE.TEXT, GONE)
                .set(MESSAGE.QUOTED, "")
                .setNull(MESSAGE.HTML)
                .set(MESSAGE.AUTHOR_NAME, "")
                .setNull(MESSAGE.MAIL_ID)
                .setNull(MESSAGE.INBOUND_ID)
                .where(which)
                .execute();
    }

    private void emptyTickets(Set<Long> tickets) {
        sql.update(TICKET)
                .set(TICKET.SUBJECT, GONE)
                .set(TICKET.LAST_LINE, "")
                .setNull(TICKET.EXTERNAL_ID)
                .set(TICKET.STATE, State.CLOSED.key())
                .setNull(TICKET.ASSIGNEE_ID)
                .setNull(TICKET.DUE_AT)
                .set(TICKET.ERASURE_ID, coalesce(TICKET.ERASURE_ID, val(0L)))
                .where(TICKET.ID.eq(any(ids(tickets))))
                .execute();
    }

    /** Behind the wall with every word sealed, where the Safety Team and Legal decide on it. */
    @Override
    public void setAside(Scope scope) {
        merges.bringTasksBack(scope.tickets());
        for (long id : scope.tickets()) {
            store.lock(id).ifPresent(ticket -> {
                sql.update(TICKET)
                        .set(TICKET.WALLED, true)
                        .where(TICKET.ID.eq(id))
                        .execute();
                forgetWays(Set.of(id));
                sealing.seal(id);
            });
        }
    }

    /** Of those behind the wall only the ones whose evidence is gone: its own time was over, and no hold stood. */
    @Override
    public Scope over(String recordClass, Instant before, int limit) {
        return recordClass.equals(RetentionRules.TICKETS)
                ? Scope.ofTickets(Set.copyOf(sql.select(TICKET.ID)
                        .from(TICKET)
                        .where(TICKET.UPDATED_AT.lt(before))
                        .and(TICKET.WALLED
                                .isFalse()
                                .or(notExists(selectOne().from(SEALED_KEY).where(SEALED_KEY.TICKET_ID.eq(TICKET.ID)))))
                        .and(TICKET.ERASURE_ID.isNull())
                        .orderBy(TICKET.UPDATED_AT, TICKET.ID)
                        .limit(limit)
                        .forUpdate()
                        .skipLocked()
                        .fetch(TICKET.ID)))
                : Scope.NOTHING;
    }

    @Override
    public int deleteOver(String recordClass, Instant before, int limit) {
        if (!recordClass.equals(RetentionRules.DRAFTS)) {
            return 0;
        }
        var over = sql.select(DRAFT.TICKET_ID, DRAFT.STAFF_ID, DRAFT.KIND)
                .from(DRAFT)
                .where(DRAFT.UPDATED_AT.lt(before).and(DRAFT.TEXT.ne(Seal.MARK)))
                .orderBy(DRAFT.UPDATED_AT)
                .limit(limit)
                .forUpdate()
                .skipLocked()
                .fetch();
        if (over.isEmpty()) {
            return 0;
        }
        moves.forget(row(ATTACHMENT.TICKET_ID, ATTACHMENT.DRAFT_STAFF_ID, ATTACHMENT.DRAFT_KIND)
                .in(over));
        return sql.deleteFrom(DRAFT)
                .where(row(DRAFT.TICKET_ID, DRAFT.STAFF_ID, DRAFT.KIND).in(over))
                .execute();
    }

    /** What was said, as it was written, never what staff noted among themselves. */
    @Override
    public List<Excerpt> excerpts(Scope scope) {
        List<Excerpt> excerpts = new ArrayList<>();
        Map<Long, WrittenWords> written = masking.written(scope.tickets());
        for (Ticket ticket : scope.tickets().stream()
                .sorted()
                .flatMap(id -> store.find(id).stream())
                .filter(it -> !it.walled())
                .toList()) {
            for (Message message : store.messages(ticket.id())) {
                if (message.kind() != Message.Kind.NOTE && !isOfAnother(message, ticket)) {
                    LinkedHashMap<String, String> facts = new LinkedHashMap<>();
                    facts.put(
                            "Written",
                            LocalDate.ofInstant(message.createdAt(), ZoneOffset.UTC)
                                    .toString());
                    WrittenWords words = written.get(message.id());
                    String name = words == null ? message.authorName() : words.authorName();
                    facts.put("By", message.kind() == Message.Kind.CUSTOMER ? name : "the desk");
                    String subject = words == null ? message.subject() : words.subject();
                    if (!subject.isEmpty()) {
                        facts.put("Subject", subject);
                    }
                    facts.put("Words", words == null ? message.text() : words.text());
                    files(message.id(), facts);
                    excerpts.add(new Excerpt("message", "#" + ticket.id() + " " + ticket.subject(), facts));
                }
            }
        }
        return excerpts;
    }

    /** What somebody else wrote here is no part of a copy for the one who asks. */
    private static boolean isOfAnother(Message message, Ticket ticket) {
        return message.author() instanceof Actor.Customer(long id) && id != ticket.requesterId();
    }

    private void files(long messageId, LinkedHashMap<String, String> facts) {
        List<String> names = sql.select(ATTACHMENT.NAME)
                .from(ATTACHMENT)
                .where(ATTACHMENT.MESSAGE_ID.eq(messageId))
                .orderBy(ATTACHMENT.ID)
                .fetch(ATTACHMENT.NAME);
        if (!names.isEmpty()) {
            facts.put("Files", String.join(", ", names));
        }
    }

    private static Long[] ids(Collection<Long> ids) {
        return ids.toArray(Long[]::new);
    }
}
