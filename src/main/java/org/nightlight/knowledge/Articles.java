package org.nightlight.knowledge;

import static org.nightlight.shared.Spoken.say;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nightlight.audit.Audit;
import org.nightlight.database.Database;
import org.nightlight.playbook.CurrentPlaybook;
import org.nightlight.playbook.Playbook;
import org.nightlight.privacy.DisclosureGate;
import org.nightlight.privacy.Outgoing;
import org.nightlight.privacy.Passage;
import org.nightlight.staff.StaffMember;
import org.springframework.stereotype.Component;

/**
 * Articles: written, shown, put away, and made what they were before. Whoever changes one names the version that they saw; who was
 * overtaken changes nothing. What customers are to read passes the gate first. Who may do what is kept by the routes.
 */
@Component
public class Articles {
    private static final int OLDER = 100;

    private final Database database;
    private final ArticleStore store;
    private final DisclosureGate gate;
    private final CurrentPlaybook playbooks;
    private final Audit audit;
    private final Clock clock;

    Articles(
            Database database,
            ArticleStore store,
            DisclosureGate gate,
            CurrentPlaybook playbooks,
            Audit audit,
            Clock clock) {
        this.database = database;
        this.store = store;
        this.gate = gate;
        this.playbooks = playbooks;
        this.audit = audit;
        this.clock = clock;
    }

    /** What became of a change. Only the first of the three changed anything. */
    public sealed interface Saved {
        record Done(Article article) implements Saved {}

        record Refused(String field, String reason) implements Saved {}

        /** Somebody else was quicker. */
        record Overtaken(Article now) implements Saved {}
    }

    public Optional<Article> find(long id) {
        return store.find(id);
    }

    /** The same in the other language, whatever its state. */
    public Optional<Article> other(Article article) {
        return store.other(article);
    }

    /** All that was ever shown of it, the latest first. */
    public List<Article.Version> versions(long id) {
        return store.versions(id, OLDER);
    }

    public Optional<Article.Version> version(long id, int number) {
        return store.version(id, number);
    }

    /** @param originalId the article of which it is the same in the other language; null for a new one */
    public Saved write(ArticleText text, @Nullable Long originalId, StaffMember by) {
        return fault(text)
                .orElseGet(() -> database.write(by.clearance(), () -> {
                    Optional<Saved> unfit = originalId == null ? Optional.empty() : unfit(text, originalId);
                    if (unfit.isPresent()) {
                        return unfit.get();
                    }
                    long id = store.insert(text, originalId, by.id(), clock.instant());
                    audit.record(by.actor(), "article-kept", "article:" + id, text.audience());
                    return done(id);
                }));
    }

    /** Why it cannot be the same in another language. */
    private Optional<Saved> unfit(ArticleText text, long originalId) {
        Article original = store.lock(originalId).orElseThrow();
        boolean fits = original.originalId() == null
                && text.language().equals(original.otherLanguage())
                && text.audience().equals(original.audience().key());
        if (!fits) {
            return refused(
                    "language",
                    say(
                            "The same in the other language is for the same readers, and in the other language.",
                            "El mismo en el otro idioma es para los mismos lectores, y en el otro idioma."));
        }
        return store.other(original).isEmpty()
                ? Optional.empty()
                : refused(
                        "language",
                        say(
                                "Somebody wrote it in this language already. Open that one and change it.",
                                "Alguien ya lo escribió en este idioma. Abre ese y cámbialo."));
    }

    /** Says something else from now on; of a published one at once, to whoever reads it. */
    public Saved change(long id, int version, ArticleText text, StaffMember by) {
        return fault(text)
                .orElseGet(() -> database.write(by.clearance(), () -> {
                    Article now = store.lock(id).orElseThrow();
                    if (text.isThatOf(now)) {
                        return new Saved.Done(now); // also the same form, sent twice
                    }
                    if (now.version() != version) {
                        return new Saved.Overtaken(now);
                    }
                    return fixed(now, text)
                            .or(() -> now.state() == Article.State.PUBLISHED ? stopped(text) : Optional.empty())
                            .orElseGet(() -> written(now, text, by, "article-changed"));
                }));
    }

    /** Who reads it and in which language is settled once somebody could: a runbook never becomes a page for customers by a slip. */
    private Optional<Saved> fixed(Article now, ArticleText text) {
        boolean same = text.language().equals(now.language())
                && text.audience().equals(now.audience().key());
        return same
                        || (store.versions(now.id(), 1).isEmpty()
                                && now.originalId() == null
                                && store.other(now).isEmpty())
                ? Optional.empty()
                : refused(
                        text.language().equals(now.language()) ? "audience" : "language",
                        say(
                                "It was shown already, or stands in two languages. Write a new article for other readers or in another language.",
                                "Ya se mostró, o está en dos idiomas. Escribe un artículo nuevo para otros lectores o en otro idioma."));
    }

    /** Shows it, puts it away or makes it a draft again; nothing where it is so already. */
    public Saved move(long id, int version, Article.State to, StaffMember by) {
        return database.write(by.clearance(), () -> {
            Article now = store.lock(id).orElseThrow();
            if (now.state() == to) {
                return new Saved.Done(now);
            }
            if (now.version() != version) {
                return new Saved.Overtaken(now);
            }
            boolean shown = to == Article.State.PUBLISHED;
            return (shown ? stopped(text(now, now.title(), now.body())) : Optional.<Saved>empty()).orElseGet(() -> {
                store.move(now, to, by.id(), clock.instant());
                Article moved = store.find(id).orElseThrow();
                if (shown && !isLatest(moved)) {
                    store.keep(moved);
                }
                audit.record(by.actor(), "article-" + to.key(), "article:" + id, "");
                return new Saved.Done(moved);
            });
        });
    }

    private boolean isLatest(Article article) {
        return store.versions(article.id(), 1).stream()
                .anyMatch(last ->
                        last.title().equals(article.title()) && last.body().equals(article.body()));
    }

    /** Makes it say again what it said then. Empty when it never said so. */
    public Optional<Saved> takeBack(long id, int version, int number, StaffMember by) {
        return database.write(
                by.clearance(),
                () -> store.version(id, number).map(then -> {
                    Article now = store.lock(id).orElseThrow();
                    ArticleText text = text(now, then.title(), then.body());
                    if (text.isThatOf(now)) {
                        return new Saved.Done(now);
                    }
                    if (now.version() != version) {
                        return new Saved.Overtaken(now);
                    }
                    return (now.state() == Article.State.PUBLISHED ? stopped(text) : Optional.<Saved>empty())
                            .orElseGet(() -> written(now, text, by, "article-taken-back"));
                }));
    }

    private Saved written(Article now, ArticleText text, StaffMember by, String action) {
        store.write(now, text, by.id(), clock.instant());
        Article written = store.find(now.id()).orElseThrow();
        if (written.state() == Article.State.PUBLISHED) {
            store.keep(written);
        }
        audit.record(by.actor(), action, "article:" + now.id(), written.state().key());
        return new Saved.Done(written);
    }

    private static ArticleText text(Article article, String title, String body) {
        return new ArticleText(
                article.language(),
                article.audience().key(),
                article.category() == null ? "" : article.category(),
                title,
                body);
    }

    /** What the gate keeps from a page that everybody can read. */
    private Optional<Saved> stopped(ArticleText text) {
        if (!text.audience().equals(Article.Audience.CUSTOMERS.key())) {
            return Optional.empty();
        }
        Passage passage = gate.decide(new Outgoing(
                Outgoing.Purpose.PAGE,
                Set.of(),
                text.title(),
                text.body(),
                false,
                Set.of(),
                List.of(),
                null,
                ours(playbooks.current().playbook()),
                false,
                null));
        return passage instanceof Passage.Stopped why ? refused("text", why.reason()) : Optional.empty();
    }

    private static Outgoing.Own ours(Playbook playbook) {
        Playbook.Addresses addresses = playbook.addresses();
        return new Outgoing.Own(
                List.of(playbook.brand().name()),
                Stream.concat(Stream.of(addresses.support()), addresses.aliases().stream())
                        .map(address -> address.domain().toLowerCase(Locale.ROOT))
                        .collect(Collectors.toSet()));
    }

    private Optional<Saved> fault(ArticleText text) {
        return text.fault(playbooks.current().playbook().categories().keySet())
                .map(fault -> new Saved.Refused(fault.field(), fault.reason()));
    }

    private static Optional<Saved> refused(String field, String reason) {
        return Optional.of(new Saved.Refused(field, reason));
    }

    private Saved done(long id) {
        return new Saved.Done(store.find(id).orElseThrow());
    }
}
