package org.nightlight.channel;

import static nightlight.tables.Tables.SENDER_FINDING;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.nightlight.channel.email.AuthenticationResults;
import org.nightlight.channel.sender.Dns;
import org.nightlight.channel.sender.Findings;
import org.nightlight.channel.sender.SenderCheck;
import org.nightlight.database.Worker;
import org.nightlight.shared.EmailAddress;
import org.nightlight.ticket.Channel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Whether the domain of a mail's sender vouches for it. Asked beside the reading, so that screening never waits for it; what is
 * not known soon after is taken as a temporary error. Where one of the organisation's own servers has found out, its word
 * counts.
 */
@Component
public class Senders {
    private static final Logger LOG = LoggerFactory.getLogger(Senders.class);
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    /** A child in danger is not kept waiting for DNS; nor is the next mail, once DNS was found not to answer. */
    private static final Duration HASTE = Duration.ofMillis(50);

    private static final Duration HASTY_AFTER_SILENCE = Duration.ofSeconds(30);
    private static final Findings UNKNOWN = new Findings(
            Findings.Result.TEMPERROR,
            Findings.Result.TEMPERROR,
            Findings.Result.TEMPERROR,
            Findings.Chain.of(Findings.Result.NONE),
            "",
            Findings.By.DESK);

    private final DSLContext sql;
    private final SenderCheck check;
    private final Set<String> trusted;
    private final ExecutorService asking = Executors.newVirtualThreadPerTaskExecutor();
    private volatile long hastyUntil = System.nanoTime();

    Senders(
            DSLContext sql,
            Dns dns,
            @Value("${nightlight.mail.trusted-servers}") List<String> trustedServers,
            @Value("${nightlight.mail.trusted-sealers}") List<String> trustedSealers) {
        this.sql = sql;
        this.check = new SenderCheck(dns, names(trustedSealers));
        this.trusted = names(trustedServers);
    }

    /** What it comes to. */
    public enum Verdict {
        /** The sender's domain vouches for the mail. */
        VOUCHED,
        /** Nothing proves it, and nothing speaks against it. */
        UNPROVEN,
        /** The domain says that the mail is not its own. */
        DENIED
    }

    /**
     * Of one message.
     *
     * @param spf as are dkim, dmarc and arc: in the words of RFC 8601, such as {@code pass}
     * @param sealer domain whose seal ended a chain (ARC) that holds; empty for none, and where the desk did not follow it
     * @param believed whether a failed DMARC was put aside because all who sealed the chain are trusted
     * @param byServer whether one of the organisation's own mail servers found it, and not the desk
     */
    public record Seen(
            Verdict verdict,
            String spf,
            String dkim,
            String dmarc,
            String arc,
            String sealer,
            boolean believed,
            boolean byServer) {}

    /** Of all messages of a ticket that came by mail, by their numbers, as far as the caller's clearance shows it. */
    public Map<Long, Seen> of(long ticketId) {
        Map<Long, Seen> all = new LinkedHashMap<>();
        sql.selectFrom(SENDER_FINDING)
                .where(SENDER_FINDING.TICKET_ID.eq(ticketId))
                .orderBy(SENDER_FINDING.MESSAGE_ID)
                .forEach(row -> all.put(
                        row.getMessageId(),
                        new Seen(
                                Verdict.valueOf(row.getVerdict().toUpperCase(Locale.ROOT)),
                                row.getSpf(),
                                row.getDkim(),
                                row.getDmarc(),
                                row.getArc(),
                                row.getArcSealer(),
                                row.getArcBelieved(),
                                row.getFoundBy().equals("server"))));
        return all;
    }

    /** Begins to ask; null for what is no mail. */
    @Nullable
    Future<Findings> ask(InboundStore.Stored stored, Reading.Readable letter, SenderCheck.Raw raw) {
        if (stored.channel() != Channel.EMAIL) {
            return null;
        }
        JsonNode envelope = JsonMapper.shared().readTree(stored.envelope());
        Optional<Findings> told =
                byService(envelope).or(() -> AuthenticationResults.findings(letter.authentication(), trusted));
        if (told.filter(it -> it.dmarc() != Findings.Result.NONE).isPresent()) {
            return CompletableFuture.completedFuture(told.get());
        }
        String peer = envelope.path("peer").asString("");
        SenderCheck.Asked asked = new SenderCheck.Asked(
                peer.isEmpty() || told.isPresent() ? null : peer,
                envelope.path("from").asString(""),
                letter.sender().map(EmailAddress::domain).orElse(""),
                raw);
        return asking.submit(() -> check.check(asked));
    }

    /** What a service found out whose message was signed, as it was kept with the envelope. */
    private static Optional<Findings> byService(JsonNode envelope) {
        JsonNode found = envelope.path("found");
        return found.isObject()
                ? Optional.of(new Findings(
                        Findings.Result.ofKey(found.path("spf").asString("")),
                        Findings.Result.ofKey(found.path("dkim").asString("")),
                        Findings.Result.ofKey(found.path("dmarc").asString("")),
                        Findings.Chain.of(Findings.Result.NONE),
                        found.path("policy").asString(""),
                        Findings.By.SERVER))
                : Optional.empty();
    }

    /** What is known by now, or soon. */
    Findings answer(Future<Findings> asked, boolean urgent) {
        boolean hasty = urgent || System.nanoTime() - hastyUntil < 0;
        try {
            return asked.get((hasty ? HASTE : PATIENCE).toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            asked.cancel(true);
            hastyUntil = System.nanoTime() + HASTY_AFTER_SILENCE.toNanos();
            return UNKNOWN;
        } catch (ExecutionException failed) {
            LOG.warn("a sender could not be checked: {}", Worker.cause(failed));
            return UNKNOWN;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return UNKNOWN;
        }
    }

    /** In the transaction that stores the message. */
    void keep(long messageId, long ticketId, Findings findings) {
        sql.insertInto(SENDER_FINDING)
                .set(SENDER_FINDING.MESSAGE_ID, messageId)
                .set(SENDER_FINDING.TICKET_ID, ticketId)
                .set(SENDER_FINDING.VERDICT, findings.verdict().name().toLowerCase(Locale.ROOT))
                .set(SENDER_FINDING.SPF, findings.spf().key())
                .set(SENDER_FINDING.DKIM, findings.dkim().key())
                .set(SENDER_FINDING.DMARC, findings.dmarc().key())
                .set(SENDER_FINDING.ARC, findings.arc().result().key())
                .set(SENDER_FINDING.ARC_SEALER, findings.arc().sealer())
                .set(SENDER_FINDING.ARC_BELIEVED, findings.arc().believed())
                .set(SENDER_FINDING.FOUND_BY, findings.by().name().toLowerCase(Locale.ROOT))
                .execute();
    }

    private static Set<String> names(List<String> setting) {
        return setting.stream()
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toSet());
    }
}
