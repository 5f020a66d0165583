package org.nightlight.channel;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.nightlight.seal.Place;
import org.nightlight.seal.Seal;
import org.nightlight.ticket.TicketEvents;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * The raw arrivals of a walled ticket and the letters that were held back or sent before: sealed in the transaction that
 * raises the wall, or that files a further message behind it, and given back when the wall comes down.
 */
@Component
class SealedMail {
    private static final String RAW = "inbound";
    private static final String LETTER = "outbound";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Seal seal;
    private final InboundStore inbound;
    private final OutboundStore outbound;

    SealedMail(Seal seal, InboundStore inbound, OutboundStore outbound) {
        this.seal = seal;
        this.inbound = inbound;
        this.outbound = outbound;
    }

    record Letter(String subject, String body) {}

    /** Seals whatever of the ticket's mail still stands in plain. What waited to be sent has been held back before. */
    void seal(long ticketId) {
        Set<Long> before = new HashSet<>(seal.rows(ticketId, RAW));
        for (InboundStore.Stored stored : inbound.ofTicket(ticketId)) {
            if (!before.contains(stored.id())) {
                seal.put(new Place(ticketId, RAW, stored.id()), inbound.raw(stored));
                inbound.empty(stored.id());
            }
        }
        seal(ticketId, outbound.ended(ticketId, "reply", "automatic", "side", "child"));
        outbound.forgetDemoMail(ticketId);
    }

    /** Seals the answers to the child that have come to their end: sent, failed or held back. */
    void sealAnswers(long ticketId) {
        seal(ticketId, outbound.ended(ticketId, "child"));
    }

    private void seal(long ticketId, Map<Long, Letter> letters) {
        letters.forEach((id, letter) -> {
            if (!letter.subject().equals(Seal.MARK)) {
                seal.put(new Place(ticketId, LETTER, id), JSON.writeValueAsBytes(letter));
                outbound.write(id, new Letter(Seal.MARK, ""));
            }
        });
    }

    @EventListener
    void on(TicketEvents.Released event) {
        long ticketId = event.ticketId();
        for (long id : seal.rows(ticketId, RAW)) {
            int[] number = {0};
            seal.takeBack(new Place(ticketId, RAW, id), piece -> inbound.restore(id, number[0]++, piece));
        }
        for (long id : seal.rows(ticketId, LETTER)) {
            seal.takeBack(new Place(ticketId, LETTER, id))
                    .ifPresent(letter -> outbound.write(id, JSON.readValue(letter, Letter.class)));
        }
        seal.closeEmpty(ticketId);
    }

    /** The beginning of a sealed arrival as text, where a reading of its ticket is open. */
    Optional<String> beginning(long ticketId, long inboundId, int bytes) {
        return seal.read(new Place(ticketId, RAW, inboundId))
                .map(raw -> new String(raw, 0, Math.min(raw.length, bytes), StandardCharsets.UTF_8)
                        .replace("\0", "\uFFFD"));
    }
}
