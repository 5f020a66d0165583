package org.nightlight.privacy;

import static org.nightlight.shared.Spoken.say;

import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.nightlight.audit.Audit;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.nightlight.playbook.CurrentPlaybook;
import org.nightlight.seal.Buckets;
import org.nightlight.shared.Actor;
import org.nightlight.shared.Outcome;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * The register of all to whom data can flow. An ordinary flow without a valid entry stays shut. What protects a child goes on
 * all the same, and people are told of it loudly: a paper that ran out must never be why nobody came (see docs/adr/0036).
 */
@Component
public class Suppliers {
    private static final int MOST_BYTES = 10_000_000;
    private static final int LONGEST = 2_000;

    /** Serve a child's safety, or carry nothing of a child's, as what staff and webhooks are told: never shut. */
    private static final Set<Outgoing.Purpose> GO_ON = EnumSet.of(
            Outgoing.Purpose.ALERT,
            Outgoing.Purpose.MACHINE,
            Outgoing.Purpose.CHILD,
            Outgoing.Purpose.NOTICE,
            Outgoing.Purpose.PAGE,
            Outgoing.Purpose.EVENT);

    private final SupplierStore store;
    private final Database database;
    private final CurrentPlaybook playbooks;
    private final Audit audit;
    private final Clock clock;
    private final Map<Way, String> machines = new EnumMap<>(Way.class);

    Suppliers(
            SupplierStore store,
            Database database,
            CurrentPlaybook playbooks,
            Audit audit,
            Clock clock,
            @Value("${nightlight.relay.host}") String relay,
            @Value("${nightlight.sendgrid.key-file}") String sendGridKey,
            @Value("${nightlight.sendgrid.api}") String sendGrid,
            @Value("${nightlight.webhook.url}") String webhook,
            @Value("${nightlight.cybertip.production-credentials-file}") String cybertipline,
            @Value("${nightlight.seal.kms}") String keys,
            @Value("${nightlight.files.bucket}") String bucket,
            Buckets buckets,
            CardSettings cards,
            ObjectProvider<UsedWay> used,
            ObjectProvider<KnowledgeQuestions> questions) {
        this.store = store;
        this.database = database;
        this.playbooks = playbooks;
        this.audit = audit;
        this.clock = clock;
        machines.put(Way.MAIL, sendGridKey.isBlank() ? relay.strip() : host(sendGrid));
        if (!webhook.isBlank()) {
            machines.put(Way.WEBHOOK, host(webhook));
        }
        if (!cybertipline.isBlank()) {
            machines.put(Way.CYBERTIPLINE, "");
        }
        if (!keys.isBlank()) {
            machines.put(Way.KEYS, keys.strip().replaceAll(":.*", ""));
        }
        if (cards.on()) {
            machines.put(Way.CARD, host(cards.api()));
        }
        if (!bucket.isBlank()) {
            machines.put(Way.FILES, buckets.host());
        }
        used.stream().filter(it -> !it.machine().isEmpty()).forEach(it -> machines.put(it.way(), it.machine()));
        questions.ifAvailable(provider -> machines.put(Way.KNOWLEDGE, provider.machine()));
    }

    /** An uploaded assurance. */
    public record Paper(String name, byte[] bytes) {}

    /** Each way that the settings open has an entry; one for another machine than before waits to be confirmed. */
    @EventListener
    void open(ApplicationStartedEvent started) {
        Actor desk = new Actor.Software("privacy");
        database.write(
                Clearance.SYSTEM,
                () -> machines.forEach((way, machine) -> {
                    if (store.insertFirst(way, machine)) {
                        audit.record(desk, "supplier.found", "supplier:" + way.key(), "");
                    } else if (!machine.isEmpty() && store.move(way, machine)) {
                        audit.record(desk, "supplier.moved", "supplier:" + way.key(), "");
                    }
                }));
    }

    public List<Supplier> all() {
        return store.all();
    }

    public Standing standing(Supplier supplier) {
        return Standing.of(supplier, today());
    }

    /** Ended entries are no recipients. */
    public List<Supplier> recipients() {
        return all().stream().filter(it -> it.endedAt() == null).toList();
    }

    /** Why what serves this purpose may not leave just now, as a sentence; empty where it may. */
    Optional<String> shut(Outgoing.Purpose purpose) {
        if (GO_ON.contains(purpose)) {
            return Optional.empty();
        }
        if (purpose == Outgoing.Purpose.CARD) {
            return shut(Way.CARD);
        }
        if (purpose == Outgoing.Purpose.KNOWLEDGE) {
            return shut(Way.KNOWLEDGE);
        }
        Optional<Supplier> relay = store.find(Way.MAIL);
        Standing standing = Standing.of(relay.orElse(null), today());
        if (!standing.holds()) {
            return Optional.of(say(
                            "No mail goes to customers just now: in the register of recipients, for the mail relay ",
                            "Ahora no sale correo a clientes: en el registro de proveedores, para el "
                                    + "servidor de correo, ")
                    + standing.words()
                    + say(
                            ". Administrators are told; they see to it under Suppliers. Your words are kept.",
                            ". Administración ya lo sabe; lo arregla en Proveedores. Tus palabras se guardan."));
        }
        boolean outsider = relay.filter(it -> it.facts().kind() == Supplier.Kind.THIRD_PARTY)
                .isPresent();
        return outsider
                ? Optional.of(say(
                        "No mail goes to customers just now: the mail relay is registered as a "
                                + "third party, which gets nothing of a child’s without a parent’s consent "
                                + "to that. Administrators see to it under Suppliers. Your words are kept.",
                        "Ahora no sale correo a clientes: el servidor de correo está registrado "
                                + "como tercero, y un tercero no recibe nada de un niño sin que su madre o "
                                + "padre lo consienta. Administración lo arregla en Proveedores. Tus "
                                + "palabras se guardan."))
                : Optional.empty();
    }

    /** Whether an entry that holds is about this mail domain: it names it, or is for a machine there. */
    public boolean names(String domain) {
        Pattern named =
                Pattern.compile("(?i)(?<![\\p{L}\\d.-])" + Pattern.quote(domain) + "(?![\\p{L}\\d-]|\\.[\\p{L}\\d])");
        return recipients().stream()
                .filter(it -> standing(it).holds())
                .anyMatch(it -> it.machine().equals(domain)
                        || it.machine().endsWith("." + domain)
                        || named.matcher(it.facts().name() + "\n" + it.facts().purposes() + "\n"
                                        + it.facts().gets())
                                .find());
    }

    /** Whether files may go to a file store outside; always where that is a folder of ours. */
    public boolean mayKeepFiles() {
        return !machines.containsKey(Way.FILES) || shut(Way.FILES).isEmpty();
    }

    /** What helps a parent to prove a consent: nothing of a child's goes there, and nothing at all without a valid entry. */
    private Optional<String> shut(Way way) {
        Optional<Supplier> found = store.find(way);
        Standing standing = Standing.of(found.orElse(null), today());
        boolean outsider = found.filter(it -> it.facts().kind() == Supplier.Kind.THIRD_PARTY)
                .isPresent();
        return standing.holds() && !outsider
                ? Optional.empty()
                : Optional.of(say(
                        "The register of recipients has no valid entry for it.",
                        "El registro de proveedores no tiene una entrada válida para esto."));
    }

    public Outcome<Long> add(Supplier.Facts facts, Actor.Staff by) {
        return checked(facts).map(good -> {
            long id = store.insert(good, by.id(), clock.instant());
            audit.record(by, "supplier.added", "supplier:" + id, good.kind().key());
            return id;
        });
    }

    /** Changes an entry, and says thereby that it is right. Empty when there is none. */
    public Optional<Outcome<Long>> change(long id, Supplier.Facts facts, Actor.Staff by) {
        return store.find(id)
                .map(before -> checked(facts).map(good -> {
                    store.update(id, good, by.id(), clock.instant());
                    audit.record(
                            by,
                            "supplier.confirmed",
                            "supplier:" + id,
                            before.facts().changes(good));
                    return id;
                }));
    }

    /**
     * Keeps a written assurance that {@code by} has checked.
     *
     * @param paper null where only its reference is given
     * @param expires the last day on which it counts, such as {@code 2027-06-30}
     */
    public Optional<Outcome<Long>> assure(
            long id, String reference, @Nullable Paper paper, String expires, Actor.Staff by) {
        return store.find(id).map(found -> {
            LocalDate day = day(expires);
            if (reference.isBlank() && paper == null) {
                return Outcome.refused(
                        "reference",
                        say("Upload the assurance, or write where it lies.", "Sube la garantía o escribe dónde está."));
            }
            if (reference.length() > LONGEST) {
                return Outcome.refused("reference", say("Use at most 2,000 letters.", "Usa un máximo de 2000 letras."));
            }
            if (paper != null && paper.bytes().length > MOST_BYTES) {
                return Outcome.refused(
                        "paper",
                        say(
                                "The file is larger than 10 MB. Upload a smaller one.",
                                "El archivo pesa más de 10 MB. Sube uno más pequeño."));
            }
            if (day == null || day.isBefore(today())) {
                return Outcome.refused(
                        "expires",
                        say(
                                "Enter the last day on which it counts, such as 2027-06-30.",
                                "Escribe el último día en que vale, por ejemplo 2027-06-30."));
            }
            store.insert(
                    id,
                    reference.strip(),
                    paper == null ? null : paper.name(),
                    paper == null ? null : paper.bytes(),
                    day,
                    by.id(),
                    clock.instant());
            audit.record(by, "supplier.assured", "supplier:" + id, "until " + day);
            return Outcome.done(id);
        });
    }

    public Optional<Paper> paper(long id, long assuranceId) {
        return store.paper(id, assuranceId);
    }

    /** Nothing ordinary goes there any more. False when there is no such entry, or it is so already. */
    public boolean end(long id, Actor.Staff by) {
        boolean ended = store.end(id, clock.instant());
        if (ended) {
            audit.record(by, "supplier.ended", "supplier:" + id, "");
        }
        return ended;
    }

    public boolean resume(long id, Actor.Staff by) {
        boolean resumed = store.end(id, null);
        if (resumed) {
            audit.record(by, "supplier.resumed", "supplier:" + id, "");
        }
        return resumed;
    }

    /** What admins are told by mail. That an entry waits to be confirmed is told on its page alone. */
    List<Warning> warnings() {
        List<Warning> all = new ArrayList<>();
        for (Supplier supplier : all()) {
            Standing standing = standing(supplier);
            boolean idle =
                    standing == Standing.ENDED && (supplier.way() == null || !machines.containsKey(supplier.way()));
            if (standing == Standing.GOOD || standing == Standing.TO_CONFIRM || idle) {
                continue;
            }
            Supplier.Assurance assurance = supplier.assurance();
            all.add(new Warning(
                    "supplier:" + supplier.id() + ":" + standing + ":" + (assurance == null ? 0 : assurance.id()),
                    () -> new Warning.Words(
                            say("A recipient of data needs you", "Un destinatario de datos te necesita"),
                            say("In the register of recipients, for ", "En el registro de proveedores, para ")
                                    + supplier.facts().name() + say(" ", ": ") + standing.words() + ". "
                                    + consequence(supplier, standing)),
                    "/desk/admin/suppliers"));
        }
        return all;
    }

    /** Whether what goes by this entry's way goes on although the entry is not in order. */
    public String consequence(Supplier supplier, Standing standing) {
        if (standing.holds()) {
            return standing == Standing.GOOD
                    ? ""
                    : say(
                            "Everything still goes on. Please see to it in time.",
                            "Todo sigue. Ocúpate a tiempo, por favor.");
        }
        return switch (supplier.way()) {
            case MAIL ->
                say(
                        "No mail goes to customers until this is put right. Alerts of the Safety Team, "
                                + "answers to a child in danger and mail to staff go on.",
                        "No sale correo a clientes hasta que esto se arregle. Los avisos del equipo de "
                                + "protección, las respuestas a un niño o niña en peligro y el correo al personal "
                                + "siguen.");
            case WEBHOOK, CYBERTIPLINE, KEYS, NAMES ->
                say(
                        "It goes on all the same, because it protects a child. Please see to it now.",
                        "Sigue igual, porque protege a un niño o niña. Ocúpate ahora, por favor.");
            case INBOUND, MAILBOXES ->
                say(
                        "Mail is taken from there all the same, because a child in danger may write. "
                                + "Please see to it now.",
                        "Se toma correo de ahí igual, porque puede escribir un niño o niña en peligro. "
                                + "Ocúpate ahora, por favor.");
            case FILES ->
                say(
                        "No further file goes there until this is put right; new files stay in the "
                                + "database. Those that lie there can be opened.",
                        "No va ningún archivo más hasta que esto se arregle; los archivos nuevos quedan "
                                + "en la base de datos. Los que ya están ahí se pueden abrir.");
            case CARD, KNOWLEDGE ->
                say(
                        "Parents cannot prove a consent this way until this is put right. Their other ways stay.",
                        "Madres y padres no pueden probar un consentimiento así hasta que esto se "
                                + "arregle. Sus otros medios siguen.");
            case null ->
                say("Hand nothing over until this is put right.", "No entregues nada hasta que esto se arregle.");
        };
    }

    LocalDate today() {
        return LocalDate.ofInstant(
                clock.instant(), playbooks.current().playbook().zone());
    }

    private static Outcome<Supplier.Facts> checked(Supplier.Facts facts) {
        if (facts.name().isBlank() || facts.name().length() > 200) {
            return Outcome.refused(
                    "name",
                    say("Enter a name of at most 200 letters.", "Escribe un nombre de un máximo de 200 letras."));
        }
        if (facts.purposes().isBlank() || facts.purposes().length() > LONGEST) {
            return Outcome.refused(
                    "purposes",
                    say(
                            "Write what it does for us, in at most 2,000 letters.",
                            "Escribe qué hace para nosotros, en un máximo de 2000 letras."));
        }
        if (facts.gets().isBlank() || facts.gets().length() > LONGEST) {
            return Outcome.refused(
                    "gets",
                    say(
                            "Write what it comes to see, in at most 2,000 letters.",
                            "Escribe qué llega a ver, en un máximo de 2000 letras."));
        }
        if (facts.own() && facts.kind() != Supplier.Kind.INTERNAL_OPERATIONS) {
            return Outcome.refused(
                    "kind",
                    say(
                            "What we run ourselves supports our operations. Choose that.",
                            "Lo que está a nuestro cargo apoya nuestras operaciones. Elige eso."));
        }
        return Outcome.done(new Supplier.Facts(
                facts.name().strip(),
                facts.kind(),
                facts.own(),
                facts.purposes().strip(),
                facts.gets().strip(),
                facts.ownerId()));
    }

    private static @Nullable LocalDate day(String text) {
        try {
            return LocalDate.parse(text.strip());
        } catch (DateTimeParseException none) {
            return null;
        }
    }

    private static String host(String address) {
        try {
            String host = URI.create(address).getHost();
            return host == null ? "" : host;
        } catch (IllegalArgumentException broken) {
            return ""; // the webhook itself refuses to start with it and says why
        }
    }
}
