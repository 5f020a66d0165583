package org.nightlight.channel;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.nightlight.channel.sender.Findings;
import org.nightlight.customer.Customer;
import org.nightlight.customer.Customers;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.nightlight.database.Wakeups;
import org.nightlight.database.Worker;
import org.nightlight.playbook.CurrentPlaybook;
import org.nightlight.playbook.PlaybookVersion;
import org.nightlight.privacy.AgeReading;
import org.nightlight.privacy.AgeState;
import org.nightlight.privacy.AgeStatement;
import org.nightlight.privacy.Ages;
import org.nightlight.privacy.ConsentGate;
import org.nightlight.privacy.Proofs;
import org.nightlight.privacy.WrittenWords;
import org.nightlight.safety.Cases;
import org.nightlight.safety.Conversation;
import org.nightlight.safety.Level;
import org.nightlight.safety.Screening;
import org.nightlight.safety.Statement;
import org.nightlight.safety.Verdict;
import org.nightlight.shared.Actor;
import org.nightlight.shared.EmailAddress;
import org.nightlight.sla.Clocks;
import org.nightlight.ticket.Arrival;
import org.nightlight.ticket.Channel;
import org.nightlight.ticket.Marks;
import org.nightlight.ticket.SideConversations;
import org.nightlight.ticket.Sorting;
import org.nightlight.ticket.Ticket;
import org.nightlight.ticket.Tickets;
import org.nightlight.ticket.Work;
import org.nightlight.triage.Decision;
import org.nightlight.triage.Triage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * The way in, whatever the channel. {@link #accept} stores the raw message: only after that is the sender told that it was
 * taken. {@link #process} tells the rest, top to bottom: read, screened, sorted, and then in one transaction a ticket (or a
 * message on the one it answers) with clocks, trace and, where screening says so, a safety case. A process may die between
 * any two lines; another one does the row again from the start and ends it once.
 */
@Component
public class Intake {
    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);
    private static final JsonMapper JSON = JsonMapper.shared();

    private static final EmailAddress NOBODY = new EmailAddress("unknown-sender@invalid");

    private final Database database;
    private final InboundStore store;
    private final Customers customers;
    private final Tickets tickets;
    private final Work work;
    private final Clocks clocks;
    private final Cases cases;
    private final Screening screening;
    private final Conversation conversation;
    private final Ages ages;
    private final ConsentGate consentGate;
    private final Proofs proofs;
    private final Masker masker;
    private final Triage triage;
    private final CurrentPlaybook playbooks;
    private final Wakeups wakeups;
    private final Clock clock;
    private final Threading threading;
    private final SealedMail sealed;
    private final Receipts receipts;
    private final Deliveries deliveries;
    private final MailRemarks remarks;
    private final WritingLanguage language;
    private final LoopBreaker loops;
    private final Senders senders;
    private final Participants participants;
    private final ScheduledReplies scheduled;
    private final SideAnswers sideAnswers;
    private final SideConversations sides;
    /** How long a process may take over a message before another one takes it up. */
    private final Duration lease;

    public Intake(
            Database database,
            InboundStore store,
            Customers customers,
            Tickets tickets,
            Work work,
            Clocks clocks,
            Cases cases,
            Screening screening,
            Conversation conversation,
            Ages ages,
            ConsentGate consentGate,
            Proofs proofs,
            Masker masker,
            CurrentPlaybook playbooks,
            SealedMail sealed,
            Receipts receipts,
            Deliveries deliveries,
            MailRemarks remarks,
            WritingLanguage language,
            LoopBreaker loops,
            Wakeups wakeups,
            Clock clock,
            Senders senders,
            Participants participants,
            ScheduledReplies scheduled,
            SideAnswers sideAnswers,
            SideConversations sides,
            @Value("${nightlight.intake.lease}") long leaseSeconds) {
        this.database = database;
        this.store = store;
        this.customers = customers;
        this.tickets = tickets;
        this.work = work;
        this.clocks = clocks;
        this.cases = cases;
        this.screening = screening;
        this.conversation = conversation;
        this.ages = ages;
        this.consentGate = consentGate;
        this.proofs = proofs;
        this.masker = masker;
        this.triage = Triage.core();
        this.playbooks = playbooks;
        this.sealed = sealed;
        this.receipts = receipts;
        this.deliveries = deliveries;
        this.remarks = remarks;
        this.language = language;
        this.loops = loops;
        this.wakeups = wakeups;
        this.clock = clock;
        this.participants = participants;
        this.scheduled = scheduled;
        this.sideAnswers = sideAnswers;
        this.sides = sides;
        this.threading = new Threading(tickets, participants, clock);
        this.senders = senders;
        this.lease = Duration.ofSeconds(leaseSeconds);
    }

    /** How the work on a message ended. */
    public sealed interface Ended {
        record Opened(long ticketId, long messageId) implements Ended {}

        record Followed(long ticketId, long messageId) implements Ended {}

        /** Kept raw and listed for a person. */
        record Unreadable(String reason) implements Ended {}

        /** Kept, but nothing of a customer's: our own mail come back. */
        record Ignored(String reason) implements Ended {}

        /** Done already, by this process or another. */
        record DoneBefore() implements Ended {}
    }

    /**
     * Stores a mail for the workers.
     *
     * @param envelope JSON of the SMTP envelope
     * @return the row's number, also for one that was here before
     */
    public long acceptMail(String dedupeKey, String envelope, long size, byte[] sha256, Path raw) {
        try (InputStream bytes = Files.newInputStream(raw)) {
            return store(Channel.EMAIL, dedupeKey, envelope, size, sha256, bytes, clock.instant());
        } catch (IOException failed) {
            throw new UncheckedIOException("the received mail could not be read back", failed);
        }
    }

    /**
     * Stores a letter for {@link #process} to be called at once by the same caller; should it die, a worker takes over.
     *
     * @param onceKey equal for the same letter handed in twice, such as a form's token
     */
    public long accept(Channel channel, String onceKey, Letter letter) {
        byte[] bytes = JSON.writeValueAsBytes(letter);
        return store(
                channel,
                channel.key() + ":" + onceKey,
                "{}",
                bytes.length,
                sha256(bytes),
                new ByteArrayInputStream(bytes),
                clock.instant().plus(lease));
    }

    /** What became of a letter handed to {@link #receive}. */
    public sealed interface Receipt {
        /**
         * It is done and committed.
         *
         * @param sorting how the ticket was sorted that came of it; null when it went on in one already there
         * @param walled only the Safety Team and Legal find it again, which whoever handed it in is not told
         */
        record Taken(
                long ticketId,
                long messageId,
                Customer requester,
                @Nullable Sorting sorting,
                boolean walled,
                Instant at)
                implements Receipt {}

        /**
         * A letter came under the same key before.
         *
         * @param same whether it was this very letter
         * @param ticketId null while that one still waits for a worker
         */
        record Before(
                boolean same,
                @Nullable Long ticketId,
                @Nullable Long messageId,
                Instant at) implements Receipt {}
    }

    /**
     * Takes a letter from a caller that waits for the end, such as a program: judged first, then stored and settled in one
     * transaction, so that "taken" is only ever said of what is done. Should that fail, the letter is kept for the workers
     * like any other before the failure is passed on.
     *
     * @param onceKey equal for the same letter handed in twice
     */
    public Receipt receive(Channel channel, String onceKey, Letter letter) {
        try {
            return receive(channel, onceKey, letter, ticketId -> {});
        } catch (RuntimeException failed) {
            accept(channel, onceKey, letter);
            throw failed;
        }
    }

    /** As {@link #receive(Channel, String, Letter)}, but all or nothing. {@code mark} sees the ticket before it is judged. */
    Receipt receive(Channel channel, String onceKey, Letter letter, LongConsumer mark) {
        byte[] bytes = JSON.writeValueAsBytes(letter);
        byte[] sha256 = sha256(bytes);
        String key = channel.key() + ":" + onceKey;
        PlaybookVersion rules = playbooks.current();
        Judged judged = judge(Reader.readable(letter), rules);
        Instant now = clock.instant();
        return database.write(
                Clearance.SYSTEM,
                () -> insert(channel, key, bytes, sha256, now)
                        .<Receipt>map(id -> {
                            Settled settled = settle(new Source(id, channel, now), judged, null, null, rules, mark);
                            return new Receipt.Taken(
                                    settled.written().ticketId(),
                                    settled.written().messageId(),
                                    settled.requester(),
                                    settled.sorting(),
                                    settled.walled(),
                                    now);
                        })
                        .orElseGet(() -> before(key, sha256)));
    }

    private Optional<Long> insert(Channel channel, String key, byte[] bytes, byte[] sha256, Instant now) {
        try {
            return store.insert(
                    channel, key, "{}", bytes.length, sha256, new ByteArrayInputStream(bytes), now, now, "done");
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private Receipt before(String key, byte[] sha256) {
        InboundStore.Earlier earlier = store.earlier(key).orElseThrow();
        return new Receipt.Before(
                MessageDigest.isEqual(earlier.sha256(), sha256),
                earlier.ticketId(),
                earlier.messageId(),
                earlier.receivedAt());
    }

    /** Up to {@code limit} messages that wait, leased to the caller. */
    List<InboundStore.Claimed> claim(int limit) {
        return database.write(Clearance.SYSTEM, () -> store.claim(clock.instant(), lease, limit));
    }

    /** Takes a stored message to its end. */
    public Ended process(long inboundId) {
        Optional<InboundStore.WithBytes> found = database.read(Clearance.SYSTEM, () -> store.open(inboundId));
        if (found.isEmpty() || !found.get().stored().state().equals("stored")) {
            return new Ended.DoneBefore();
        }
        InboundStore.Stored stored = found.get().stored();
        PlaybookVersion rules = playbooks.current();
        try (Unpacked message = Unpacked.of(found.get(), database, store, rules.playbook())) {
            return switch (message.reading()) {
                case Reading.Readable letter ->
                    take(
                            stored,
                            letter,
                            rules,
                            senders.ask(
                                    stored,
                                    letter,
                                    () -> message.raw(found.get().first())));
                case Reading.Unreadable(String reason, String rawText) -> setAside(stored, reason, rawText, rules);
            };
        }
    }

    /** What to do with a message whose processing failed again and again: set aside for a person, screened as text. */
    Ended giveUp(long inboundId, String reason) {
        InboundStore.Stored stored =
                database.read(Clearance.SYSTEM, () -> store.find(inboundId)).orElseThrow();
        String text = database.read(Clearance.SYSTEM, () -> {
            try (InputStream raw = store.raw(stored)) {
                return new String(raw.readNBytes(200_000), java.nio.charset.StandardCharsets.UTF_8).replace("\0", "");
            } catch (IOException unreadable) {
                return "";
            }
        });
        return setAside(stored, reason, text, playbooks.current());
    }

    void postpone(long inboundId, Duration pause, String reason) {
        database.write(
                Clearance.SYSTEM, () -> store.wait(inboundId, clock.instant().plus(pause), reason));
    }

    private Ended take(
            InboundStore.Stored stored,
            Reading.Readable read,
            PlaybookVersion rules,
            @Nullable Future<Findings> asked) {
        Optional<DeliveryStore.Left> reported = deliveries.reported(read.returned());
        Reading.Readable letter =
                reported.map(mail -> read.about(mail.mailId())).orElse(read);
        Judged judged = judge(letter, rules);
        Verdict verdict = judged.verdict();
        String ignore = letter.ignore().isEmpty()
                        && reported.filter(DeliveryStore.Left::toStaff).isPresent()
                ? "It reports on a mail to staff."
                : letter.ignore();
        if (!ignore.isEmpty() && !verdict.escalates()) {
            return database.write(Clearance.SYSTEM, () -> {
                if (!store.finish(stored.id(), "ignored", ignore, verdict.level() != Level.S0)) {
                    return new Ended.DoneBefore();
                }
                reported.ifPresent(mail -> deliveries.heard(mail, letter.returned(), stored.id()));
                return new Ended.Ignored(ignore);
            });
        }
        Optional<String> loop = verdict.level() == Level.S0 && !verdict.held()
                ? loops.finds(stored, judged.known(), !letter.automatic().isEmpty())
                : Optional.empty();
        if (loop.isPresent()) {
            return database.write(
                    Clearance.SYSTEM,
                    () -> loops.setAside(stored.id(), loop.get())
                            ? new Ended.Unreadable(loop.get())
                            : new Ended.DoneBefore());
        }
        Findings findings = asked == null ? null : senders.answer(asked, verdict.escalates());
        return database.write(Clearance.SYSTEM, () -> {
            if (!store.finish(stored.id(), "done", "", true)) {
                return new Ended.DoneBefore();
            }
            reported.ifPresent(mail -> deliveries.heard(mail, letter.returned(), stored.id()));
            Source source = new Source(stored.id(), stored.channel(), stored.receivedAt());
            SideAnswers.Found found = sideAnswers.of(letter, findings, reported.orElse(null));
            if (found instanceof SideAnswers.Found.In(SideConversations.Side side)) {
                Tickets.Written aside = aside(source, judged, side, findings, rules);
                return new Ended.Followed(aside.ticketId(), aside.messageId());
            }
            Long mayBelong = found instanceof SideAnswers.Found.MayBelong(long ticketId) ? ticketId : null;
            Settled settled = settle(source, judged, findings, mayBelong, rules, id -> {});
            Tickets.Written written = settled.written();
            remarks.tellWarnings(stored.envelope(), written);
            return settled.sorting() == null
                    ? new Ended.Followed(written.ticketId(), written.messageId())
                    : new Ended.Opened(written.ticketId(), written.messageId());
        });
    }

    /** What is found out about a letter before any transaction: whether a child is in danger, who writes, what about. */
    private record Judged(
            Reading.Readable letter,
            Verdict verdict,
            long micros,
            EmailAddress sender,
            Optional<Customer> known,
            Decision decision,
            AgeReading ages,
            boolean child,
            Optional<WrittenWords> shown) {}

    private Judged judge(Reading.Readable letter, PlaybookVersion rules) {
        EmailAddress sender = letter.sender().orElse(NOBODY);
        Optional<Customer> known =
                letter.customerId() == null ? customers.findByAddress(sender) : customers.find(letter.customerId());
        Before before = sender.equals(NOBODY) && known.isEmpty()
                ? Before.NOTHING
                : database.read(Clearance.SYSTEM, () -> before(sender, known));
        long began = System.nanoTime();
        Verdict verdict = letter.signs().protection().encrypted()
                ? screening.screenEncrypted(letter.statement(), before.verdicts())
                : screening.screen(letter.statement(), before.verdicts());
        long micros = (System.nanoTime() - began) / 1_000;
        String tier = known.map(Customer::tier).orElse(rules.playbook().defaultTierKey());
        Decision decision = triage.decide(letter.subject(), letter.text(), tier, verdict, rules.playbook());
        AgeReading agesSaid = agesIn(letter);
        boolean child = masker.isChild(known, before.ages(), agesSaid, answered(letter));
        Optional<WrittenWords> shown = child ? masker.shown(letter, known) : Optional.empty();
        return new Judged(letter, verdict, micros, sender, known, decision, agesSaid, child, shown);
    }

    /** What is known of a writer from earlier messages. Screening is told the verdicts alone. */
    private record Before(List<Verdict> verdicts, List<AgeStatement> ages) {
        static final Before NOTHING = new Before(List.of(), List.of());
    }

    private Before before(EmailAddress sender, Optional<Customer> known) {
        return new Before(
                sender.equals(NOBODY)
                        ? List.of()
                        : conversation.with(known.map(Customer::id).orElse(0L), sender),
                masker.stated(known));
    }

    /** After screening, which asks nobody's age. A text on which the reading fails says nothing of ages. */
    private static AgeReading agesIn(Reading.Readable letter) {
        try {
            return AgeReading.of(letter.subject() + "\n" + letter.text());
        } catch (RuntimeException | StackOverflowError odd) {
            LOG.warn("ages were not read: {}", odd.getClass().getSimpleName());
            return AgeReading.NOTHING;
        }
    }

    /** The stored original of a letter. */
    record Source(long inboundId, Channel channel, Instant receivedAt) {}

    /** @param sorting how the ticket was sorted that came of it; null when it went on in one already there */
    private record Settled(
            Tickets.Written written,
            Customer requester,
            @Nullable Sorting sorting,
            boolean walled) {}

    /**
     * What a third party answered in a side conversation, in the caller's transaction. It is screened, and walled where that says so, like
     * anything that comes in; no clock, no participant and nobody's age or consent hears of it, and nothing answers it by itself.
     */
    private Tickets.Written aside(
            Source source,
            Judged judged,
            SideConversations.Side side,
            @Nullable Findings findings,
            PlaybookVersion rules) {
        Verdict verdict = judged.verdict();
        Ticket ticket = sides.place(side);
        Arrival came = Filing.aside(source, judged.letter(), judged.known(), ticket.requesterId());
        Masker.Filed filed = filed(came, judged, ticket.id(), rules);
        Optional<Ticket> goesOn = sideAnswers.goesOn(ticket.id());
        Tickets.Written written = sides.heard(side, filed.arrival());
        masker.keep(filed, written);
        cases.judged(written.ticketId(), written.messageId(), verdict, judged.micros());
        boolean crisis = !verdict.escalates() && Filing.isCrisis(judged.decision(), rules.playbook());
        if (crisis) {
            cases.raise(written.ticketId(), Level.S2, new Actor.Software("triage"));
        }
        if (crisis || verdict.escalates() || verdict.held()) {
            goesOn.ifPresent(it -> cases.raise(it.id(), verdict.level(), new Actor.Software("safety")));
        }
        store.link(source.inboundId(), written.ticketId(), written.messageId());
        if (tickets.find(written.ticketId()).orElseThrow().walled()) {
            sealed.seal(written.ticketId());
        }
        if (findings != null) {
            senders.keep(written.messageId(), written.ticketId(), findings);
        }
        return written;
    }

    /**
     * Everything that comes of a letter, in the caller's transaction: all of it or nothing.
     *
     * @param mayBelong a ticket of whose side conversation it may be, although another wrote it; null for none
     */
    private Settled settle(
            Source source,
            Judged judged,
            @Nullable Findings findings,
            @Nullable Long mayBelong,
            PlaybookVersion rules,
            LongConsumer mark) {
        Reading.Readable letter = judged.letter();
        Verdict verdict = judged.verdict();
        Customer requester = judged.known()
                .orElseGet(() -> customers.recognise(judged.sender(), letter.name(), source.receivedAt()));
        Threading.Thread thread = thread(judged, requester, findings, rules).orIn(mayBelong);
        Long continued = thread.ticketId();
        Masker.Filed filed = filed(Filing.arrival(source, letter, requester), judged, continued, rules);
        Arrival arrival = filed.arrival();
        Tickets.Written written;
        Sorting sorting = null;
        boolean walled = verdict.escalates() || verdict.held();
        if (continued == null) {
            sorting = Filing.sorting(requester, letter, judged.decision(), thread, verdict, rules);
            written = open(arrival, sorting, marks(letter, thread), rules);
        } else {
            written = tickets.follow(continued, arrival);
        }
        masker.keep(filed, written);
        mark.accept(written.ticketId());
        cases.judged(written.ticketId(), written.messageId(), verdict, judged.micros());
        if (continued == null && !verdict.escalates() && Filing.isCrisis(judged.decision(), rules.playbook())) {
            // Sorting reads it as a crisis although screening found none: the more careful of the two is believed.
            cases.raise(written.ticketId(), Level.S2, new Actor.Software("triage"));
            walled = true;
        }
        store.link(source.inboundId(), written.ticketId(), written.messageId());
        remarks.tell(letter, written, continued == null);
        if (continued == null) {
            language.opened(written.ticketId(), letter.text(), requester, rules.playbook());
        } else if (letter.automatic().isEmpty()) {
            language.wentOn(continued, letter.text(), requester, rules.playbook());
        }
        if (continued != null && letter.automatic().isEmpty()) {
            scheduled.customerWrote(continued);
        }
        boolean behindTheWall = walled
                || continued != null && tickets.find(continued).orElseThrow().walled();
        if (behindTheWall) {
            sealed.seal(written.ticketId());
        }
        hear(requester, judged, written.ticketId(), behindTheWall);
        ground(requester, judged, written.ticketId(), continued == null, behindTheWall);
        vouch(findings, written);
        if (!behindTheWall && (findings == null || !findings.isDoubtful())) {
            gather(source, judged, written.ticketId(), continued == null);
        }
        if (continued == null && judged.known().isPresent()) {
            acknowledge(source, judged, written.ticketId(), rules);
        }
        return new Settled(written, requester, sorting, walled);
    }

    /** Masked only where it stays outside the wall: whoever protects a child reads what was written. */
    private Masker.Filed filed(Arrival arrival, Judged judged, @Nullable Long continued, PlaybookVersion rules) {
        Verdict verdict = judged.verdict();
        boolean walled = verdict.escalates()
                || verdict.held()
                || (continued == null
                        ? Filing.isCrisis(judged.decision(), rules.playbook())
                        : tickets.lock(continued).map(Ticket::walled).orElse(false));
        return judged.shown()
                .filter(shown -> !walled)
                .map(shown -> Masker.Filed.masked(arrival, shown, continued == null))
                .orElseGet(() -> Masker.Filed.asItCame(arrival));
    }

    /** What a message says about ages is kept with it; where that fails, the message is kept without. */
    private void hear(Customer requester, Judged judged, long ticketId, boolean walled) {
        if (judged.ages().isSilent() && answered(judged.letter()) == null) {
            return;
        }
        database.attempt(() -> ages.heard(requester, judged.ages(), answered(judged.letter()), ticketId, walled))
                .ifPresent(failed -> LOG.warn("ages were not kept: {}", Worker.cause(failed)));
    }

    /**
     * On what ground a child's message is kept. Where writing that down fails, the message is kept without; the ground is found
     * again before anything is answered.
     */
    private void ground(Customer requester, Judged judged, long ticketId, boolean opened, boolean walled) {
        if (judged.child() || !opened) {
            database.attempt(() -> consentGate.arrived(requester, ticketId, walled))
                    .ifPresent(failed -> LOG.warn("a ground was not kept: {}", Worker.cause(failed)));
        }
        if (!judged.letter().automatic().isEmpty()
                && !judged.letter().references().isEmpty()) {
            consentGate.cameBack(judged.letter().references());
        }
    }

    /** Whoever may not be who they say goes on in no conversation: what they wrote is a ticket of its own. */
    private Threading.Thread thread(
            Judged judged, Customer requester, @Nullable Findings findings, PlaybookVersion rules) {
        Threading.Thread found = threading.of(judged.letter(), requester, judged.child(), rules.playbook());
        Long continued = found.ticketId();
        if (continued == null || findings == null || !findings.isDoubtful()) {
            return found;
        }
        boolean shown = tickets.find(continued).filter(it -> !it.walled()).isPresent();
        return new Threading.Thread(null, shown ? continued : null, null);
    }

    /** Where the sender is doubted, nothing personal will be answered here. */
    private void vouch(@Nullable Findings findings, Tickets.Written written) {
        if (findings == null) {
            return;
        }
        senders.keep(written.messageId(), written.ticketId(), findings);
        if (findings.isDoubtful()) {
            proofs.doubt(written.ticketId());
        }
    }

    /**
     * Whom a person's mail names is on the conversation: nobody new where a first mail names us alone. Where writing that down fails,
     * the message is kept without.
     */
    private void gather(Source source, Judged judged, long ticketId, boolean opened) {
        List<EmailAddress> named = judged.letter().signs().named();
        boolean somebody = opened ? participants.isSomebodyNamed(named, judged.sender()) : !named.isEmpty();
        if (somebody && judged.letter().automatic().isEmpty()) {
            database.attempt(() -> participants.heard(
                            tickets.find(ticketId).orElseThrow(), judged.sender(), named, source.receivedAt()))
                    .ifPresent(failed -> LOG.warn("participants were not kept: {}", Worker.cause(failed)));
        }
    }

    /** Alike behind the wall and outside of it. Where this fails, the message is kept and nobody is told that it came. */
    private void acknowledge(Source source, Judged judged, long ticketId, PlaybookVersion rules) {
        database.attempt(() -> receipts.acknowledge(source, judged.letter(), judged.known(), ticketId, rules))
                .ifPresent(failed -> LOG.warn("a receipt was not queued: {}", Worker.cause(failed)));
    }

    /** The contact form's question; null when it was not answered. */
    private static @Nullable AgeState answered(Reading.Readable letter) {
        String answer = letter.fields().getOrDefault(Letter.AGE, "");
        return switch (answer) {
            case "under13", "13to17", "adult" -> AgeState.ofKey(answer);
            default -> null;
        };
    }

    /** What goes on from an older ticket keeps its tags. */
    private Marks marks(Reading.Readable letter, Threading.Thread thread) {
        return thread.ended() == null
                ? letter.marks()
                : letter.marks().and(work.tags(thread.ended().id()));
    }

    private Tickets.Written open(Arrival arrival, Sorting sorting, Marks marks, PlaybookVersion rules) {
        return tickets.receive(
                arrival,
                sorting,
                clocks.promised(
                        rules, sorting.tier(), sorting.category(), sorting.issue(), sorting.level(), arrival.at()),
                marks);
    }

    /** Keeps what cannot be read for a person; if its text speaks of a child in danger, as a walled ticket at once. */
    private Ended setAside(InboundStore.Stored stored, String reason, String rawText, PlaybookVersion rules) {
        long began = System.nanoTime();
        Verdict verdict = screening.screen(Statement.of(rawText));
        long micros = (System.nanoTime() - began) / 1_000;
        if (!verdict.escalates()) {
            return database.write(Clearance.SYSTEM, () -> {
                boolean first = store.finish(stored.id(), "unreadable", reason, false);
                wakeups.afterCommit("inbound-unreadable");
                return first ? new Ended.Unreadable(reason) : new Ended.DoneBefore();
            });
        }
        Reading.Readable letter = new Reading.Readable(
                Optional.empty(),
                "",
                "A message that could not be read",
                rawText,
                "",
                "",
                null,
                null,
                List.of(),
                List.of(),
                false,
                Map.of(),
                Marks.NONE,
                "",
                "",
                null,
                null,
                null,
                null,
                Returned.NOTHING,
                Reading.Signs.NONE);
        Decision decision = triage.decide(letter.subject(), letter.text(), null, verdict, rules.playbook());
        return database.write(Clearance.SYSTEM, () -> {
            if (!store.finish(stored.id(), "unreadable", reason, true)) {
                return new Ended.DoneBefore();
            }
            Customer requester = customers.recognise(NOBODY, "Unknown sender", stored.receivedAt());
            Tickets.Written written = open(
                    Filing.arrival(new Source(stored.id(), stored.channel(), stored.receivedAt()), letter, requester),
                    Filing.sorting(requester, letter, decision, Threading.Thread.NEW, verdict, rules),
                    Marks.NONE,
                    rules);
            cases.judged(written.ticketId(), written.messageId(), verdict, micros);
            store.link(stored.id(), written.ticketId(), written.messageId());
            sealed.seal(written.ticketId());
            return new Ended.Unreadable(reason);
        });
    }

    private long store(
            Channel channel,
            String key,
            String envelope,
            long size,
            byte[] sha256,
            InputStream bytes,
            Instant notBefore) {
        return database.write(Clearance.SYSTEM, () -> {
            try {
                Optional<Long> fresh =
                        store.insert(channel, key, envelope, size, sha256, bytes, clock.instant(), notBefore, "stored");
                wakeups.afterCommit("inbound");
                return fresh.orElseGet(() -> store.idOf(key).orElseThrow());
            } catch (IOException failed) {
                throw new UncheckedIOException("the message could not be read while it was stored", failed);
            }
        });
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
