package org.nightlight.ticket;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nightlight.seal.Place;
import org.nightlight.seal.Seal;
import org.nightlight.shared.SafeHtml;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Where a walled ticket's words stand under seal, and how what is read is filled with them while a reading is open. */
@Component
class SealedWords {
    static final String SUBJECT = "subject";
    static final String WORDS = "message";
    static final String FILE = "file";
    static final String FILE_KEY_PLACE = "file-key";
    static final String FILE_NAME = "file-name";
    static final String REASONS = "event";
    static final String TASK = "task";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Seal seal;

    SealedWords(Seal seal) {
        this.seal = seal;
    }

    /** @param subject null in what was sealed before messages had subjects */
    record Words(
            String text,
            String quoted,
            @Nullable String html,
            @Nullable String subject) {}

    /** The ticket with its subject, where a reading of it is open. */
    Ticket opened(Ticket ticket) {
        return ticket.walled() && ticket.subject().equals(Seal.MARK)
                ? seal.read(new Place(ticket.id(), SUBJECT, ticket.id()))
                        .map(subject -> ticket.withSubject(text(subject)))
                        .orElse(ticket)
                : ticket;
    }

    /** Messages with their words, where a reading of their ticket is open. */
    List<Message> opened(List<Message> messages) {
        if (messages.stream().noneMatch(SealedWords::marked)) {
            return messages;
        }
        Map<Long, byte[]> sealed = seal.readAll(messages.getFirst().ticketId(), WORDS);
        return messages.stream()
                .map(message -> filled(message, Optional.ofNullable(sealed.get(message.id()))))
                .toList();
    }

    Message opened(Message message) {
        return marked(message)
                ? filled(message, seal.read(new Place(message.ticketId(), WORDS, message.id())))
                : message;
    }

    /** Events with their reasons, where a reading of their ticket is open. */
    List<TicketEvent> opened(long ticketId, List<TicketEvent> events) {
        Map<Long, byte[]> sealed = seal.readAll(ticketId, REASONS);
        return sealed.isEmpty()
                ? events
                : events.stream()
                        .map(event -> sealed.containsKey(event.id())
                                ? new TicketEvent(
                                        event.id(),
                                        event.at(),
                                        event.actor(),
                                        event.kind(),
                                        JSON.readTree(sealed.get(event.id())))
                                : event)
                        .toList();
    }

    String openedDraft(long ticketId, long staffId, String kind, String text) {
        return text.equals(Seal.MARK)
                ? seal.read(draft(ticketId, staffId, kind))
                        .map(SealedWords::text)
                        .orElse("")
                : text;
    }

    /** The words of a ticket's tasks by number, where a reading of the ticket is open and they are under seal. */
    Map<Long, String> tasks(long ticketId, Stream<String> texts) {
        return texts.noneMatch(Seal.MARK::equals)
                ? Map.of()
                : seal.readAll(ticketId, TASK).entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, it -> text(it.getValue())));
    }

    Optional<String> fileName(long ticketId, long fileId) {
        return seal.read(new Place(ticketId, FILE_NAME, fileId)).map(SealedWords::text);
    }

    Optional<byte[]> file(long ticketId, long fileId, int number) {
        return seal.read(new Place(ticketId, FILE, fileId), number);
    }

    private static boolean marked(Message message) {
        return message.text().equals(Seal.MARK);
    }

    private static Message filled(Message message, Optional<byte[]> sealed) {
        return sealed.map(SealedWords::words)
                .map(words -> message.withWords(
                        message.authorName(),
                        words.subject() == null ? "" : words.subject(),
                        words.text(),
                        words.quoted(),
                        words.html() == null ? null : new SafeHtml(words.html())))
                .orElse(message);
    }

    static Place draft(long ticketId, long staffId, String kind) {
        return new Place(ticketId, "draft-" + kind, staffId);
    }

    static Words words(byte[] bytes) {
        return JSON.readValue(bytes, Words.class);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
