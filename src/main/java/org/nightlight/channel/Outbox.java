package org.nightlight.channel;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.nightlight.audit.Audit;
import org.nightlight.channel.email.MailComposer;
import org.nightlight.channel.email.OutgoingMail;
import org.nightlight.channel.email.Relay;
import org.nightlight.customer.Customer;
import org.nightlight.customer.Customers;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.nightlight.database.Wakeups;
import org.nightlight.database.Worker;
import org.nightlight.playbook.CurrentPlaybook;
import org.nightlight.playbook.Playbook;
import org.nightlight.privacy.ConsentGate;
import org.nightlight.privacy.DisclosureGate;
import org.nightlight.privacy.Enclosure;
import org.nightlight.privacy.LawfulPath;
import org.nightlight.privacy.Masking;
import org.nightlight.privacy.Outgoing;
import org.nightlight.privacy.ParentMail;
import org.nightlight.privacy.Passage;
import org.nightlight.safety.Answers;
import org.nightlight.safety.ChildAnswer;
import org.nightlight.safety.PageTimes;
import org.nightlight.seal.FilesAway;
import org.nightlight.seal.SealBroken;
import org.nightlight.shared.Actor;
import org.nightlight.shared.EmailAddress;
import org.nightlight.ticket.DraftFiles;
import org.nightlight.ticket.Drafts;
import org.nightlight.ticket.Marked;
import org.nightlight.ticket.Message;
import org.nightlight.ticket.Refusal;
import org.nightlight.ticket.Replies;
import org.nightlight.ticket.Ticket;
import org.nightlight.ticket.Tickets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The way out. A message passes the gate, is queued in the transaction of whoever wrote it, and is handed to the first hop
 * by a worker; only when that has taken it is the customer answered. Each mail keeps one Message-ID for all its attempts:
 * where a process dies, or the line, between the hop's taking it and our writing that down, it is sent again under the same
 * id, since a second copy that a mailbox recognises is better than an answer that never came (see docs/adr).
 */
@Component
public class Outbox {
    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);
    private static final List<Duration> PAUSES = List.of(
            Duration.ofSeconds(5),
            Duration.ofSeconds(20),
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofHours(1),
            Duration.ofHours(3),
            Duration.ofHours(6),
            Duration.ofHours(12),
            Duration.ofHours(24));

    /** How long a mail that may have left waits before it is sent once more. */
    private static final Duration DOUBT = Duration.ofMinutes(15);

    /** Why a reply is held back that its writer took back. */
    public static final String TAKEN_BACK = "Taken back before it left.";

    private final Database database;
    private final OutboundStore store;
    private final DeliveryStore deliveries;
    private final OwnMail own;
    private final Suppressions suppressions;
    private final SealedMail sealed;
    private final Tickets tickets;
    private final Replies replies;
    private final Customers customers;
    private final Masking masking;
    private final DisclosureGate gate;
    private final CurrentPlaybook playbooks;
    private final PageTimes pageTimes;
    private final Answers answers;
    private final ConsentGate consentGate;
    private final Letters letters;
    private final ScheduledReplies scheduled;
    private final Enclosures enclosures;
    private final DraftFiles draftFiles;
    private final List<ParentMail> parentMails;
    private final Audit audit;
    private final Wakeups wakeups;
    private final Clock clock;
    /** For so long a mail is ours alone, and again from each time that we hold it anew. */
    private final Duration lease;

    private final Duration undoable;

    private final Courier courier;

    public Outbox(
            Database database,
            OutboundStore store,
            DeliveryStore deliveries,
            OwnMail own,
            Suppressions suppressions,
            SealedMail sealed,
            Tickets tickets,
            Replies replies,
            Customers customers,
            Masking masking,
            DisclosureGate gate,
            CurrentPlaybook playbooks,
            PageTimes pageTimes,
            Answers answers,
            ConsentGate consentGate,
            Letters letters,
            ScheduledReplies scheduled,
            Enclosures enclosures,
            DraftFiles draftFiles,
            List<ParentMail> parentMails,
            Audit audit,
            Wakeups wakeups,
            Clock clock,
            FirstHop firstHop,
            @Value("${nightlight.outbox.undo}") long undoSeconds,
            @Value("${nightlight.outbox.lease}") long leaseSeconds) {
        this.database = database;
        this.store = store;
        this.deliveries = deliveries;
        this.own = own;
        this.suppressions = suppressions;
        this.sealed = sealed;
        this.tickets = tickets;
        this.replies = replies;
        this.customers = customers;
        this.masking = masking;
        this.gate = gate;
        this.playbooks = playbooks;
        this.pageTimes = pageTimes;
        this.answers = answers;
        this.consentGate = consentGate;
        this.letters = letters;
        this.scheduled = scheduled;
        this.enclosures = enclosures;
        this.draftFiles = draftFiles;
        this.parentMails = List.copyOf(parentMails);
        this.audit = audit;
        this.wakeups = wakeups;
        this.clock = clock;
        this.courier = firstHop.courier();
        this.undoable = Duration.ofSeconds(undoSeconds);
        this.lease = Duration.ofSeconds(leaseSeconds);
    }

    /** Whether sent mail is kept on this desk to be looked at. */
    public boolean keepsForDemo() {
        return courier instanceof Courier.KeptForDemo;
    }

    /** A reply is on its way, or the gate stopped it and says why. */
    public sealed interface Sending {
        record Queued(Message message) implements Sending {}

        record Stopped(Passage.Stopped why) implements Sending {}
    }

    /** Answers the customer in a person's name. Belongs into the caller's transaction; the ticket must be visible to it. */
    public Sending reply(Ticket ticket, Actor.Staff author, String authorName, String text) {
        return send(ticket, Message.Kind.REPLY, author, authorName, text, Enclosures.Seen.NOTHING, Duration.ZERO, "");
    }

    /**
     * As {@link #reply}, from the writer's screen, with the files of their draft: for {@link #undoable} it can be taken back.
     *
     * @param enclosed all files of the draft, which become the message's
     * @param why where somebody with the right answers for what the gate would not tell this recipient, in their own words: kept with
     *     the ticket, and the audit says that it was done; empty else
     * @throws Refusal when the draft has other files by now
     */
    public Sending replyFromScreen(
            Ticket ticket, Actor.Staff author, String authorName, String text, Enclosures.Seen enclosed, String why) {
        return send(ticket, Message.Kind.REPLY, author, authorName, text, enclosed, undoable, why);
    }

    /** As {@link #replyFromScreen}, to leave at {@code then}: until it does it can be made a draft again (see {@link ScheduledReplies}). */
    public Sending replyLater(
            Ticket ticket, Actor.Staff author, String authorName, String text, Enclosures.Seen enclosed, Instant then) {
        Duration delay = Duration.between(clock.instant(), then);
        Sending sending = send(ticket, Message.Kind.REPLY, author, authorName, text, enclosed, delay, "");
        if (sending instanceof Sending.Queued(Message message)) {
            store.schedule(message.id());
        }
        return sending;
    }

    /** So long a reply from a screen waits before it leaves; zero where none does. */
    public Duration undoable() {
        return undoable;
    }

    /**
     * Takes a reply back that has not begun to leave: its files are in its writer's draft again. It stays on the ticket as held back. False when it is too late, or somebody
     * else's. Belongs into the caller's transaction; the ticket must be visible to it.
     */
    public boolean undo(Ticket ticket, Message message, Actor.Staff by) {
        if (!message.author().equals(by) || !store.undo(message.id(), clock.instant())) {
            return false;
        }
        draftFiles.takeBack(message, ticket, by.id());
        replies.notSent(message.id(), Message.Delivery.WITHHELD, TAKEN_BACK);
        return true;
    }

    /** What the gate would stop in a reply with these words and files; nothing is sent or kept. */
    public Optional<Passage.Stopped> wouldStop(Ticket ticket, String text, List<Enclosure> enclosed) {
        Customer requester = customers.find(ticket.requesterId()).orElseThrow();
        Optional<LawfulPath> path = consentGate.glance(requester, ticket.id());
        return suppressions.checked(gate.decide(letters.reply(ticket, requester, path, text, enclosed)))
                        instanceof Passage.Stopped stopped
                ? Optional.of(stopped)
                : Optional.empty();
    }

    /** Writes to the customer from a template of the playbook. Nothing goes out from a walled ticket. */
    public Sending template(Ticket ticket, String template, String team) {
        Playbook playbook = playbooks.current().playbook();
        Customer requester = customers.find(ticket.requesterId()).orElseThrow();
        String language = requester.language() == null ? playbook.brand().language() : requester.language();
        String text = playbook.template(template)
                .in(language)
                .filled(Map.of(
                        "customer.name", masking.addressed(requester),
                        "ticket.number", Long.toString(ticket.id()),
                        "ticket.subject", ticket.subject(),
                        "team.name", playbook.team(team).label(),
                        "brand.name", playbook.brand().name()))
                .body();
        return send(
                ticket,
                Message.Kind.AUTOMATIC,
                new Actor.Software("outbox"),
                playbook.brand().fromName(),
                text,
                Enclosures.Seen.NOTHING,
                Duration.ZERO,
                "");
    }

    /** Tells staff something about their work, by mail to all of {@code recipients}. Facts and links only, no content. */
    public void tellStaff(
            Outgoing.Purpose purpose,
            @Nullable Long ticketId,
            Set<EmailAddress> recipients,
            String subject,
            String text) {
        Passage passage = gate.decide(new Outgoing(
                purpose, recipients, subject, text, purpose == Outgoing.Purpose.ALERT, Set.of(), List.of()));
        if (passage instanceof Passage.Passed passed) {
            EmailAddress from = playbooks.current().playbook().addresses().support();
            // The ticket's number stays out of the row's reach for the desk: alerts are the safety side's own.
            store.insert(
                    passed,
                    own.newId(),
                    from,
                    new OutboundStore.Thread(ticketId, null, null, List.of()),
                    clock.instant(),
                    clock.instant());
            wakeups.afterCommit("outbox");
        }
    }

    /**
     * An answer to the child of a case, on its way. Its words stay with the case: the ticket keeps none of them, only the
     * mail's id, so that the child's next mail finds it.
     *
     * @return the mail's id
     * @throws Refusal when the gate stops it
     */
    String answer(long ticketId, Outgoing answer) {
        return switch (gate.decide(answer)) {
            case Passage.Stopped stopped -> throw new Refusal(stopped.reason());
            case Passage.Passed passed -> {
                OutboundStore.Thread references = letters.thread(ticketId);
                String mailId = own.newId();
                tickets.remember(ticketId, mailId);
                store.insert(
                        passed,
                        mailId,
                        letters.sender(ticketId), // as an ordinary answer would: whoever looks on sees no difference
                        new OutboundStore.Thread(ticketId, null, references.inReplyTo(), references.references()),
                        clock.instant(),
                        clock.instant());
                wakeups.afterCommit("outbox");
                yield mailId;
            }
        };
    }

    /**
     * Says that a mail has come, on its way unless the gate stops it. It is no message on the ticket and answers nothing: its id alone
     * is remembered, so that what is written back finds the ticket.
     */
    boolean receipt(long ticketId, Outgoing receipt, @Nullable String inReplyTo, List<String> references) {
        if (!(gate.decide(receipt) instanceof Passage.Passed passed)) {
            return false;
        }
        List<String> ids = new ArrayList<>(references);
        if (inReplyTo != null) {
            ids.add(inReplyTo);
        }
        String mailId = own.newId();
        tickets.remember(ticketId, mailId);
        store.insert(
                passed,
                mailId,
                letters.sender(ticketId),
                new OutboundStore.Thread(ticketId, null, inReplyTo, ids),
                clock.instant(),
                clock.instant());
        wakeups.afterCommit("outbox");
        return true;
    }

    /** A message of a side conversation as it was queued, and what its mail answers. */
    record Aside(Message message, OutboundStore.Thread thread) {}

    /**
     * A person's mail in a side conversation, on its way unless the gate stops it.
     *
     * @param queue keeps the message of the mail that will have this id; asked once the gate has let it pass
     */
    Sending aside(Outgoing letter, Function<String, Aside> queue) {
        return switch (suppressions.checked(gate.decide(letter))) {
            case Passage.Stopped stopped -> new Sending.Stopped(stopped);
            case Passage.Passed passed -> {
                String mailId = own.newId();
                Aside aside = queue.apply(mailId);
                store.insert(
                        passed,
                        mailId,
                        playbooks.current().playbook().addresses().support(),
                        aside.thread(),
                        clock.instant(),
                        clock.instant().plus(undoable));
                wakeups.afterCommit("outbox");
                yield new Sending.Queued(aside.message());
            }
        };
    }

    /** A mail that had left came back: whoever wrote it is told, and it can be sent again. */
    void cameBack(DeliveryStore.Left mail, String reason) {
        if (!store.cameBack(mail.id(), reason)) {
            return;
        }
        if (mail.messageId() != null) {
            replies.notSent(mail.messageId(), Message.Delivery.FAILED, reason);
        }
        if (mail.purpose() == Outgoing.Purpose.CHILD && mail.ticketId() != null) {
            answers.ended(mail.mailId(), ChildAnswer.Kind.FAILED);
        }
    }

    /** A mail to a parent, on its way unless the gate stops it. It belongs to no ticket. */
    void toParent(ParentMail kind, ParentMail.Draft draft) {
        switch (gate.decide(draft.outgoing())) {
            case Passage.Stopped stopped -> kind.stopped(draft, stopped);
            case Passage.Passed passed -> {
                String mailId = own.newId();
                store.insert(
                        passed,
                        mailId,
                        playbooks.current().playbook().addresses().support(),
                        OutboundStore.Thread.NONE,
                        clock.instant(),
                        clock.instant());
                kind.queued(draft, mailId);
                wakeups.afterCommit("outbox");
            }
        }
    }

    /** Holds back answers to a child that have not left yet. */
    void withholdAnswers(long ticketId) {
        for (String mailId : store.withholdAnswers(ticketId, "Held back: it is not safe to answer here.")) {
            answers.ended(mailId, ChildAnswer.Kind.WITHHELD);
        }
        sealed.sealAnswers(ticketId);
    }

    /** Sends a failed message once more. False when it is not one. */
    public boolean resend(long messageId, Actor.Staff by) {
        Optional<Message> message = tickets.message(messageId);
        if (message.isEmpty() || !store.again(messageId, clock.instant())) {
            return false;
        }
        replies.notSent(messageId, Message.Delivery.QUEUED, "Sent again by a person, waiting for the relay.");
        audit.recordTicket(by, "resend", message.get().ticketId(), "message:" + messageId);
        wakeups.afterCommit("outbox");
        return true;
    }

    /** Mail that a demo desk kept, newest first, as far as the caller's clearance shows it. */
    public List<DemoMail> demoMail(int limit) {
        return store.demoMail(limit);
    }

    public Optional<DemoMail> demoMail(long id) {
        return store.demoMail(id);
    }

    /**
     * On a desk that keeps its mail for show: what waits on a ticket is kept at once, in the caller's transaction, so that a
     * demo's past can be told. Elsewhere nothing happens; the workers hand it over.
     */
    public void keepNow(long ticketId) {
        if (keepsForDemo()) {
            for (OutboundStore.Mail mail : store.claimOf(ticketId, clock.instant(), lease)) {
                taken(mail, MailComposer.compose(outgoing(mail, List.of())), clock.instant());
            }
        }
    }

    /** Holds back what waits to be sent to the customer of a ticket behind the wall. */
    void withhold(long ticketId) {
        for (long messageId : store.withhold(ticketId, "Held back: the ticket is with the Safety Team.")) {
            replies.notSent(messageId, Message.Delivery.WITHHELD, "Held back: the ticket is with the Safety Team.");
        }
    }

    /** One round of a worker: claims mail, hands it over, writes down what came of it. True when there may be more. */
    boolean deliverSome(int limit) {
        List<OutboundStore.Mail> claimed =
                database.write(Clearance.SYSTEM, () -> store.claim(clock.instant(), lease, limit));
        for (OutboundStore.Mail mail : claimed) {
            try {
                deliver(mail);
            } catch (RuntimeException | StackOverflowError failed) {
                LOG.warn("mail {} failed attempt {}: {}", mail.id(), mail.attempts(), Worker.cause(failed));
                write(() -> later(
                        mail, "The desk itself failed (" + failed.getClass().getSimpleName() + ").", clock.instant()));
            }
        }
        return claimed.size() == limit;
    }

    private Sending send(
            Ticket ticket,
            Message.Kind kind,
            Actor author,
            String authorName,
            String text,
            Enclosures.Seen enclosed,
            Duration delay,
            String overruling) {
        boolean automatic = kind == Message.Kind.AUTOMATIC;
        Customer requester = customers.find(ticket.requesterId()).orElseThrow();
        Optional<LawfulPath> path = consentGate.path(requester, ticket.id());
        Outgoing outgoing = automatic
                ? letters.automatic(ticket, requester, path, text)
                : letters.reply(ticket, requester, path, text, enclosed.files());
        Outgoing.ToChild child = outgoing.child();
        Passage passage = gate.decide(outgoing);
        String overruled = "";
        if (passage instanceof Passage.Stopped stopped && !overruling.isBlank() && stopped.mayBeOverruled()) {
            overruled = stopped.rule();
            passage = gate.overruled(outgoing);
        }
        passage = suppressions.checked(passage);
        String rule = overruled;
        return switch (passage) {
            case Passage.Stopped stopped -> new Sending.Stopped(stopped);
            case Passage.Passed passed -> {
                if (child != null) {
                    consentGate.queued(requester, ticket.id(), child.path(), child.repliesBefore());
                }
                OutboundStore.Thread references = letters.thread(ticket.id());
                Message message = replies.queue(ticket, kind, author, authorName, text);
                if (author instanceof Actor.Staff writer && !enclosed.ids().isEmpty()) {
                    draftFiles.hand(message, writer, Drafts.Kind.REPLY, enclosed.ids());
                }
                String mailId = own.newId();
                tickets.remember(ticket.id(), mailId);
                store.insert(
                        passed,
                        mailId,
                        letters.sender(ticket.id()),
                        new OutboundStore.Thread(
                                ticket.id(),
                                message.id(),
                                references.inReplyTo(),
                                references.references(),
                                Letters.copies(passed.outgoing(), requester),
                                enclosed.ids().size()),
                        clock.instant(),
                        clock.instant().plus(delay));
                if (rule.isEmpty()) {
                    tickets.explain(
                            ticket.id(),
                            new Actor.Software("privacy"),
                            "gate",
                            Map.of("decision", "pass", "message", message.id()));
                } else {
                    audit.recordTicket(author, "gate-overruled", ticket.id(), rule + " message:" + message.id());
                    tickets.explain(
                            ticket.id(),
                            author,
                            "gate",
                            Map.of(
                                    "decision",
                                    "overruled",
                                    "message",
                                    message.id(),
                                    "rule",
                                    rule,
                                    "reason",
                                    overruling.strip()));
                }
                wakeups.afterCommit("outbox");
                yield new Sending.Queued(message);
            }
        };
    }

    private void deliver(OutboundStore.Mail mail) {
        if (isOverruled(mail) || !scheduled.mayLeave(mail) || !isTurn(mail)) {
            return;
        }
        Optional<String> shut = gate.shut(mail.purpose())
                .or(() -> database.read(Clearance.SYSTEM, () -> suppressions.stops(mail.purpose(), mail.recipients())));
        if (shut.isPresent()) {
            write(() -> failed(mail, shut.get()));
            return;
        }
        byte[] raw;
        try {
            raw = own.signed(mail.sender(), MailComposer.compose(outgoing(mail, files(mail))));
        } catch (Enclosures.NotReady notReady) {
            write(() -> failed(mail, String.valueOf(notReady.getMessage())));
            return;
        } catch (FilesAway away) {
            write(() -> later(mail, "The place where the desk keeps files does not answer.", clock.instant()));
            return;
        } catch (SealBroken gone) {
            write(() -> failed(mail, "A file of this message cannot be read, so it was not sent."));
            return;
        } catch (IllegalArgumentException unfit) {
            write(() -> failed(mail, "No mail can be made of this message."));
            return;
        }
        if (!hold(mail)) {
            return;
        }
        Relay.Outcome outcome = handOver(mail, raw);
        Instant now = clock.instant();
        switch (outcome) {
            case Relay.Outcome.Taken taken -> writeDownTaken(mail, raw, now);
            case Relay.Outcome.Refused refused
            when refused.temporary() -> write(() -> later(mail, refused.reason().sentence(), now));
            case Relay.Outcome.Refused refused ->
                write(() -> failed(mail, refused.reason().sentence()));
            case Relay.Outcome.Unknown unknown ->
                write(() -> doubted(mail, unknown.reason().sentence(), now));
        }
    }

    /** What a parent has taken back since it was queued, or a home that must hear nothing by now. */
    private boolean isOverruled(OutboundStore.Mail mail) {
        return mail.purpose() == Outgoing.Purpose.CONSENT
                && database.write(Clearance.SYSTEM, () -> {
                    boolean overruled = parentMails.stream().noneMatch(kind -> kind.isWanted(mail.mailId()));
                    if (overruled) {
                        store.withhold(mail.id(), mail.attempts(), "Not wanted any more.");
                        store.forget(mail.id());
                    }
                    return overruled;
                });
    }

    /** Whether a letter to a child may leave now: what a parent has said since it was written counts, and whom to tell first. */
    private boolean isTurn(OutboundStore.Mail mail) {
        boolean toCustomer = mail.purpose() == Outgoing.Purpose.REPLY || mail.purpose() == Outgoing.Purpose.AUTOMATIC;
        Long ticketId = mail.ticketId();
        Long messageId = mail.messageId();
        return !toCustomer
                || ticketId == null
                || messageId == null
                || database.write(Clearance.SYSTEM, () -> switch (consentGate.turn(
                        ticketId, () -> letters.before(ticketId, messageId))) {
                    case GO -> true;
                    case WAIT -> {
                        String why = "Waits until a parent was told.";
                        Instant then = clock.instant().plus(PAUSES.get(Math.min(mail.attempts() - 1, 3)));
                        if (store.wait(mail.id(), mail.attempts(), then, why)) {
                            replies.notSent(messageId, Message.Delivery.QUEUED, why);
                        }
                        yield false;
                    }
                    case TAKEN_BACK -> {
                        String why = "Held back: a parent’s permission does not hold any more.";
                        store.withhold(mail.id(), mail.attempts(), why);
                        replies.notSent(messageId, Message.Delivery.WITHHELD, why);
                        yield false;
                    }
                    case NOT_TOLD -> {
                        failed(mail, "A parent has to be told before this answer, and our notice did not arrive.");
                        yield false;
                    }
                });
    }

    /** Asked right before a mail is handed over: it is still wanted, and ours for another lease. */
    private boolean hold(OutboundStore.Mail mail) {
        return database.write(
                Clearance.SYSTEM,
                () -> store.hold(mail.id(), mail.attempts(), clock.instant().plus(lease)));
    }

    /** A slow relay may take longer than the lease; while this process lives, nobody else may think it dead. */
    private Relay.Outcome handOver(OutboundStore.Mail mail, byte[] raw) {
        Thread keeper = Thread.ofVirtual().name("lease-" + mail.id()).start(() -> {
            try {
                do {
                    Thread.sleep(lease.dividedBy(3));
                } while (hold(mail));
            } catch (InterruptedException | RuntimeException handedOver) {
                // Done with it, or the database is gone for now: then the lease ends in its time.
            }
        });
        try {
            boolean automatic =
                    mail.purpose() == Outgoing.Purpose.AUTOMATIC || mail.purpose() == Outgoing.Purpose.RECEIPT;
            return courier.hand(own.returnPath(mail.id(), mail.sender()), automatic, mail.recipients(), raw);
        } finally {
            keeper.interrupt();
        }
    }

    /** Where this alone fails, the mail is not sent again and again by a machine: a person is told. */
    private void writeDownTaken(OutboundStore.Mail mail, byte[] raw, Instant now) {
        try {
            write(() -> taken(mail, raw, now));
        } catch (RuntimeException failed) {
            LOG.warn("mail {} was taken, but not written down: {}", mail.id(), Worker.cause(failed));
            write(() -> failed(
                    mail,
                    "The relay took it, but the desk failed to write that down. Resend only if it did not arrive."));
        }
    }

    private void write(Runnable work) {
        database.write(Clearance.SYSTEM, work);
    }

    private void taken(OutboundStore.Mail mail, byte[] raw, Instant now) {
        if (!store.sent(mail.id(), mail.attempts(), now)) {
            return;
        }
        if (keepsForDemo()) {
            store.keepForDemo(mail.id(), raw, now);
        }
        if (mail.messageId() != null) {
            replies.sent(mail.messageId(), mail.mailId(), now);
        }
        toParentEnded(mail, true);
        if (mail.purpose() == Outgoing.Purpose.REPLY && mail.ticketId() != null) {
            consentGate.answered(mail.ticketId());
        }
        if (mail.purpose() == Outgoing.Purpose.ALERT && mail.ticketId() != null) {
            pageTimes.handedOver(mail.ticketId(), now);
        }
        if (mail.purpose() == Outgoing.Purpose.CHILD && mail.ticketId() != null) {
            tickets.answered(mail.ticketId(), now);
            answers.ended(mail.mailId(), ChildAnswer.Kind.SENT);
            sealed.sealAnswers(mail.ticketId());
        }
    }

    /**
     * It may have left. It is sent once more under its id, after a while in which something may be heard of it; where there is no
     * answer again, a person decides. An alert goes on as ever: rather twice than never.
     */
    private void doubted(OutboundStore.Mail mail, String reason, Instant now) {
        boolean again = deliveries.isDoubted(mail.id());
        deliveries.insert(
                mail.id(),
                "doubt:" + mail.id() + ":" + mail.attempts(),
                new DeliveryEvent(DeliveryEvent.Kind.DOUBTED, "", now),
                null);
        String sameId = reason + " It is sent again under the same identification.";
        if (mail.purpose() == Outgoing.Purpose.ALERT) {
            later(mail, sameId, now);
        } else if (again) {
            failed(mail, reason + " So it was before. Resend it only if it did not arrive.");
        } else {
            later(mail, sameId, DOUBT, now);
        }
    }

    /** Something was heard of a mail that was to be sent again because nobody knew: it had left, and stays single. */
    boolean leftAfterAll(long id, Instant at) {
        Optional<OutboundStore.Mail> waiting = store.claimWaiting(id, at, lease);
        waiting.ifPresent(mail -> taken(mail, new byte[0], at));
        return waiting.isPresent();
    }

    private void later(OutboundStore.Mail mail, String reason, Instant now) {
        boolean alert = mail.purpose() == Outgoing.Purpose.ALERT;
        if (!alert && mail.attempts() > PAUSES.size()) {
            failed(mail, reason);
            return;
        }
        // An alert is tried for as long as it takes, and never less often than each minute.
        later(
                mail,
                reason,
                alert ? PAUSES.get(Math.min(mail.attempts() - 1, 2)) : PAUSES.get(mail.attempts() - 1),
                now);
    }

    private void later(OutboundStore.Mail mail, String reason, Duration pause, Instant now) {
        if (store.wait(mail.id(), mail.attempts(), now.plus(pause), reason) && mail.messageId() != null) {
            replies.notSent(
                    mail.messageId(), Message.Delivery.QUEUED, reason + " Next attempt in " + said(pause) + ".");
        }
    }

    private void failed(OutboundStore.Mail mail, String reason) {
        if (!store.fail(mail.id(), mail.attempts(), reason)) {
            return;
        }
        toParentEnded(mail, false);
        if (mail.messageId() != null) {
            replies.notSent(mail.messageId(), Message.Delivery.FAILED, reason);
        }
        if (mail.purpose() == Outgoing.Purpose.CHILD && mail.ticketId() != null) {
            answers.ended(mail.mailId(), ChildAnswer.Kind.FAILED);
            sealed.sealAnswers(mail.ticketId());
        }
    }

    private void toParentEnded(OutboundStore.Mail mail, boolean taken) {
        if (mail.purpose() == Outgoing.Purpose.CONSENT) {
            parentMails.forEach(kind -> kind.handedOver(mail.mailId(), taken));
            store.forget(mail.id());
        }
    }

    private List<OutgoingMail.File> files(OutboundStore.Mail mail) throws Enclosures.NotReady {
        Long messageId = mail.messageId();
        return mail.files() == 0 || messageId == null ? List.of() : enclosures.of(messageId, mail.files());
    }

    private OutgoingMail outgoing(OutboundStore.Mail mail, List<OutgoingMail.File> files) {
        Playbook playbook = playbooks.current().playbook();
        return new OutgoingMail(
                mail.sender(),
                playbook.fromName(mail.sender()),
                mail.recipients().stream()
                        .filter(it -> !mail.copies().contains(it))
                        .toList(),
                mail.copies(),
                mail.subject(),
                mail.mailId(),
                mail.inReplyTo(),
                mail.references(),
                mail.createdAt(),
                mail.body(),
                mail.purpose() == Outgoing.Purpose.REPLY || mail.purpose() == Outgoing.Purpose.SIDE
                        ? Marked.html(mail.body()).orElse(null)
                        : null,
                mail.purpose() != Outgoing.Purpose.REPLY
                        && mail.purpose() != Outgoing.Purpose.SIDE
                        && mail.purpose() != Outgoing.Purpose.CHILD,
                files,
                own.instance());
    }

    private static String said(Duration pause) {
        if (pause.toHours() > 0) {
            return pause.toHours() + " h";
        }
        return pause.toMinutes() > 0 ? pause.toMinutes() + " min" : pause.toSeconds() + " s";
    }
}
