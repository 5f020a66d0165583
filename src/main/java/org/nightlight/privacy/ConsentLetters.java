package org.nightlight.privacy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.nightlight.audit.Audit;
import org.nightlight.shared.Actor;
import org.springframework.stereotype.Component;

/**
 * Mails to parents about consent: which is due, what it says, and whether it may still go. Links are made when a mail is, and stand in that mail alone.
 */
@Component
public class ConsentLetters implements ParentMail {
    private static final Actor.Software PRIVACY = new Actor.Software("privacy");
    /** A new link is sent at most so often, whoever asks for it. */
    private static final Duration BETWEEN_LINKS = Duration.ofMinutes(15);
    /** So long a link opens a page whose request has ended. */
    private static final Duration LINK_LASTS = Duration.ofDays(14);

    private final ConsentStore store;
    private final ConsentWords words;
    private final Audit audit;
    private final Clock clock;

    ConsentLetters(ConsentStore store, ConsentWords words, Audit audit, Clock clock) {
        this.store = store;
        this.words = words;
        this.audit = audit;
        this.clock = clock;
    }

    /** What a mail is for, and the places in its text that the desk fills. */
    public enum Kind {
        ASK("notice", "page", "revoke"),
        /** The second mail of a consent by e-mail. */
        CONFIRM("confirm", "revoke"),
        RECORDED("proof", "page", "revoke"),
        DECLINED("declined", "page"),
        /** A new link, because somebody asked for one. */
        LINK("page", "revoke");

        private final List<String> places;

        Kind(String... places) {
            this.places = List.of(places);
        }

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Kind ofKey(String key) {
            return valueOf(key.toUpperCase(Locale.ROOT));
        }

        List<String> places() {
            return places;
        }
    }

    /** Turns one wish for a new link into mails, where its address is known. True when there may be more. */
    public boolean grantWish() {
        Optional<byte[]> wish = store.takeWish();
        wish.ifPresent(hash -> {
            Instant now = clock.instant();
            store.ofContact(hash).stream()
                    .filter(request -> !store.hasMailSince(request.id(), Kind.LINK, now.minus(BETWEEN_LINKS)))
                    .forEach(request -> store.insertMail(request.id(), Kind.LINK, now));
        });
        return wish.isPresent();
    }

    @Override
    public Optional<Draft> next() {
        for (Optional<ConsentStore.Mail> due = store.due(clock.instant());
                due.isPresent();
                due = store.due(clock.instant())) {
            ConsentStore.Mail mail = due.get();
            ConsentRequest request = store.lock(mail.requestId()).orElseThrow();
            if (isDueStill(mail.kind(), request)) {
                return Optional.of(new Draft(mail.id(), outgoing(mail, request)));
            }
            store.ended(mail.id(), "dropped", clock.instant());
        }
        return Optional.empty();
    }

    @Override
    public void queued(Draft draft, String mailId) {
        store.queued(draft.id(), mailId);
    }

    @Override
    public void stopped(Draft draft, Passage.Stopped why) {
        withhold(draft.id(), why.rule());
    }

    @Override
    public boolean isWanted(String mailId) {
        return store.onItsWay(mailId)
                .filter(mail -> mayGo(mail, store.lock(mail.requestId()).orElseThrow()))
                .isPresent();
    }

    @Override
    public void handedOver(String mailId, boolean taken) {
        store.onItsWay(mailId).ifPresent(mail -> store.ended(mail.id(), taken ? "sent" : "failed", clock.instant()));
    }

    private boolean mayGo(ConsentStore.Mail mail, ConsentRequest request) {
        if (!isDueStill(mail.kind(), request)) {
            store.ended(mail.id(), "dropped", clock.instant());
            return false;
        }
        if (store.isSilent(request)) {
            withhold(mail.id(), "wall");
            return false;
        }
        return true;
    }

    private void withhold(long mailId, String rule) {
        store.ended(mailId, "withheld", clock.instant());
        audit.recordWalled(PRIVACY, "consent-mail-withheld", "consent-mail:" + mailId, null, rule);
    }

    private boolean isDueStill(Kind kind, ConsentRequest request) {
        if (request.contact() == null) {
            return false;
        }
        List<ConsentStep> steps = store.steps(request.id());
        ConsentStep last = steps.isEmpty() ? null : steps.getLast();
        return switch (kind) {
            case ASK -> request.isOpen() && last == null;
            case CONFIRM -> request.isOpen() && last != null && last.waitsFor(ConsentMethod.EMAIL_PLUS);
            case RECORDED -> last != null && last.decision() == ConsentStep.Decision.GIVEN;
            case DECLINED -> request.isOpen() && last != null && last.decision() == ConsentStep.Decision.DECLINED;
            case LINK -> true;
        };
    }

    /**
     * To a home that must hear nothing it has no words, and no link is made: the gate stops it by what it comes from. The words are
     * the desk's own and name no child, for the address may be a stranger's; a child called May is in every sentence.
     */
    private Outgoing outgoing(ConsentStore.Mail mail, ConsentRequest request) {
        boolean silent = store.isSilent(request);
        Notices.Mail text = silent ? new Notices.Mail("", "") : text(mail, request);
        return new Outgoing(
                Outgoing.Purpose.CONSENT,
                Set.of(java.util.Objects.requireNonNull(request.contact())),
                text.subject(),
                text.body(),
                silent,
                Set.of(),
                List.of());
    }

    private Notices.Mail text(ConsentStore.Mail mail, ConsentRequest request) {
        Instant now = clock.instant();
        Instant end = request.isOpen() ? request.deadline() : now.plus(LINK_LASTS);
        Map<String, String> links = new HashMap<>();
        for (String place : mail.kind().places()) {
            switch (place) {
                case "page" -> links.put(place, words.address(store.insertLink(request.id(), "centre", now, end)));
                case "confirm" -> links.put(place, words.address(store.insertLink(request.id(), "confirm", now, end)));
                case "revoke" ->
                    links.put(
                            place,
                            words.address(store.insertLink(request.id(), "revoke", now, words.revocableUntil(end))));
                case "proof" -> links.put(place, words.proven(methodOf(request), request.language()));
                case "declined" -> links.put(place, words.declined(methodOf(request), request.language()));
                default -> links.put(place, words.notice(request));
            }
        }
        return words.mail(mail.kind(), request.language(), links);
    }

    private ConsentMethod methodOf(ConsentRequest request) {
        return java.util.Objects.requireNonNull(
                store.steps(request.id()).getLast().method());
    }
}
