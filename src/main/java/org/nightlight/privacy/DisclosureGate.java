package org.nightlight.privacy;

import static org.nightlight.shared.Spoken.say;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * The one way out: every mail passes here first, and the outbox takes nothing without the {@link Passage.Passed} that only
 * this class can make. It keeps the safety wall, payment cards and government identifiers from everybody, a child's name and
 * other personal information from strangers, and knows what may be answered to the child of a case and to a child of whose
 * parents nobody has consented.
 */
@Component
public class DisclosureGate {
    /** What is not told to anybody outside the family, unless it is their own. An age or a link by itself passes. */
    private static final Set<PersonalType> TELLING_TYPES = EnumSet.of(
            PersonalType.EMAIL,
            PersonalType.LOCATION,
            PersonalType.ADDRESS,
            PersonalType.IDENTIFIER,
            PersonalType.DATE_OF_BIRTH,
            PersonalType.PHONE,
            PersonalType.BIOMETRIC,
            PersonalType.USERNAME,
            PersonalType.SCHOOL);

    private static final Set<PersonalType> TOLD_TO_NOBODY = EnumSet.copyOf(TELLING_TYPES);

    static {
        TOLD_TO_NOBODY.addAll(EnumSet.of(PersonalType.CARD, PersonalType.GOVERNMENT_ID));
    }

    /** So much of a mail may be shown beside its subject, on a locked screen as well. */
    static final int PREVIEW = 120;

    private static final Pattern TELLING = Pattern.compile(
            "(?iu)safe|abus|cris[ie]s|report|danger|emergenc|police|harm|hurt|suicid|urgent|case|child|segur|denunci|peligr"
                    + "|emergenci|polic[ií]a|daño|caso|niñ|menor");

    private final @Nullable Suppliers suppliers;

    @Autowired
    public DisclosureGate(Suppliers suppliers) {
        this.suppliers = suppliers;
    }

    /** Judges words alone: for what sends nothing. */
    DisclosureGate() {
        this.suppliers = null;
    }

    /**
     * Why nothing of this purpose may leave just now, whatever it says: whoever would carry it is not in the register of
     * recipients as it must be. Asked when something is queued, and again before it is handed over.
     */
    public Optional<String> shut(Outgoing.Purpose purpose) {
        return suppliers == null ? Optional.empty() : suppliers.shut(purpose);
    }

    public Passage decide(Outgoing outgoing) {
        return decide(outgoing, false);
    }

    /**
     * As {@link #decide}, where a person with the right answers for what it tells a stranger. Everything else is judged as ever, a
     * card number too.
     */
    public Passage overruled(Outgoing outgoing) {
        return decide(outgoing, true);
    }

    private Passage decide(Outgoing outgoing, boolean overruled) {
        if (outgoing.purpose() == Outgoing.Purpose.CHILD) {
            return answerToChild(outgoing, outgoing.release());
        }
        if (outgoing.purpose() == Outgoing.Purpose.RECEIPT) {
            return receipt(outgoing);
        }
        if (outgoing.purpose() == Outgoing.Purpose.EVENT) {
            return event(outgoing);
        }
        if (outgoing.purpose() == Outgoing.Purpose.PAGE) {
            return page(outgoing);
        }
        boolean toMachine = outgoing.purpose() == Outgoing.Purpose.MACHINE;
        boolean toStaff = toMachine
                || outgoing.purpose() == Outgoing.Purpose.ALERT
                || outgoing.purpose() == Outgoing.Purpose.NOTICE;
        if (outgoing.walled() && !toStaff) {
            return behindTheWall();
        }
        if (outgoing.recipients().isEmpty() && !toMachine) {
            return new Passage.Stopped(
                    "no-recipient",
                    say("There is no address to send this to.", "No hay dirección a la que enviar esto."),
                    List.of());
        }
        Optional<String> shut = shut(outgoing.purpose());
        if (shut.isPresent()) {
            return new Passage.Stopped("supplier", shut.get(), List.of());
        }
        boolean outside = outgoing.purpose() == Outgoing.Purpose.REPLY
                || outgoing.purpose() == Outgoing.Purpose.AUTOMATIC
                || outgoing.purpose() == Outgoing.Purpose.SIDE;
        Outgoing.ToChild child = outgoing.child();
        if (outside && child != null) {
            Optional<LawfulPath.Barred> barred =
                    child.path().bars(outgoing.purpose() == Outgoing.Purpose.AUTOMATIC, child.repliesBefore());
            if (barred.isPresent()) {
                return stopped(barred.get().rule(), barred.get().reason());
            }
        }
        return judged(outgoing, outgoing.text(), outside, overruled)
                .or(() ->
                        judged(outgoing, outgoing.subject(), outside, overruled).map(DisclosureGate::ofSubject))
                .or(() -> outgoing.enclosed().files().stream()
                        .flatMap(file -> enclosed(outgoing, file, outside, overruled).stream())
                        .findFirst())
                .<Passage>map(stopped -> stopped)
                .orElseGet(() -> new Passage.Passed(outgoing));
    }

    private static Passage behindTheWall() {
        return stopped(
                "wall",
                say(
                        "This ticket is with the Safety Team. Nothing is sent from it without their decision.",
                        "Este ticket lo tiene el equipo de protección. No sale nada de él sin su decisión."));
    }

    /** A receiver may be anybody: it is told of no ticket behind the wall, and nothing that names or quotes somebody. */
    private Passage event(Outgoing event) {
        if (event.walled()) {
            return behindTheWall();
        }
        if (!event.recipients().isEmpty()
                || !event.subject().isEmpty()
                || event.text().contains("@")) {
            return stopped("event", say("An event names nobody.", "Un evento no nombra a nadie."));
        }
        return shut(event.purpose())
                .<Passage>map(why -> stopped("supplier", why))
                .orElseGet(() -> new Passage.Passed(event));
    }

    /** Whoever reads is a stranger to every family, and nobody answers for what a page tells. */
    private static Passage page(Outgoing page) {
        String words = page.subject() + "\n" + page.text();
        OwnWords own = new OwnWords(page.own());
        List<Found> told = of(PersonalFinder.find(words), TOLD_TO_NOBODY).stream()
                .filter(each -> !own.has(words, each))
                .toList();
        return told.isEmpty()
                ? new Passage.Passed(page)
                : stopped(
                        "page",
                        say(
                                        "Everybody can read this page. Take this out first: “%s” (%s).",
                                        "Todos pueden leer esta página. Quita antes esto: «%s» (%s).")
                                .formatted(
                                        told.getFirst().in(words),
                                        told.getFirst().type().plain()));
    }

    /**
     * Not asked here is whether the ticket is behind the wall: a receipt that came for every ticket but those would tell of the wall
     * to whoever wrote. What keeps it safe is that it holds nothing of a ticket, and that none goes where a child may live.
     */
    private Passage receipt(Outgoing receipt) {
        if (receipt.child() != null
                || !receipt.family().isEmpty()
                || !receipt.children().isEmpty()) {
            return stopped(
                    "receipt",
                    say(
                            "A receipt goes to no child, and to no home with a child.",
                            "Un acuse de recibo no va a ningún niño ni a un hogar con niños."));
        }
        if (receipt.recipients().size() != 1) {
            return stopped(
                    "no-recipient",
                    say("There is no address to send this to.", "No hay dirección a la que enviar esto."));
        }
        return shut(receipt.purpose())
                .<Passage>map(why -> stopped("supplier", why))
                .orElseGet(() -> new Passage.Passed(receipt));
    }

    /** What words must not leave, of the text or of the subject. */
    private static Optional<Passage.Stopped> judged(
            Outgoing outgoing, String words, boolean outside, boolean overruled) {
        List<Found> found = PersonalFinder.find(words);
        List<Found> cards = of(found, EnumSet.of(PersonalType.CARD));
        if (!cards.isEmpty()) {
            return Optional.of(stopped(
                    "card",
                    say(
                            "A payment card number must not go out by mail. Take it out and send again.",
                            "Un número de tarjeta de pago no debe salir por correo. Quítalo y envía otra vez."),
                    cards));
        }
        List<Found> ids = outside ? of(found, EnumSet.of(PersonalType.GOVERNMENT_ID)) : List.of();
        if (!ids.isEmpty()) {
            return Optional.of(stopped(
                    "government-id",
                    say(
                            "A number of a passport, identity card or the like must not go out by mail. "
                                    + "Take it out and send again.",
                            "Un número de pasaporte, documento de identidad o parecido no debe salir por "
                                    + "correo. Quítalo y envía otra vez."),
                    ids));
        }
        if (overruled || !outgoing.family().isEmpty() && outgoing.family().containsAll(outgoing.recipients())) {
            return Optional.empty();
        }
        OwnWords own = new OwnWords(outgoing.own());
        // Also where the stranger named the child first: a name that comes back tells that it was right.
        List<Found> names = KnownNames.find(words, outgoing.children());
        List<Found> told = outside
                ? of(found, TELLING_TYPES).stream()
                        .filter(each -> !own.has(words, each))
                        .toList()
                : List.of();
        if (!names.isEmpty()) {
            List<Found> both = new ArrayList<>(names);
            told.stream()
                    .filter(each -> names.stream().noneMatch(each::overlaps))
                    .forEach(both::add);
            return Optional.of(stopped(
                    "child-name",
                    outgoing.unsure()
                            ? say(
                                    "This names a child, and nobody has shown that this address is the "
                                            + "family’s. Take the name out, or ask them to prove the address first.",
                                    "Esto nombra a un niño o niña, y nadie ha mostrado que esta dirección "
                                            + "sea de la familia. Quita el nombre o pide antes que prueben la "
                                            + "dirección.")
                            : say(
                                    "This names a child to somebody outside the child’s family. Take the "
                                            + "name out and send again.",
                                    "Esto nombra a un niño o niña ante alguien de fuera de su familia. "
                                            + "Quita el nombre y envía otra vez."),
                    both));
        }
        return told.isEmpty() ? Optional.empty() : Optional.of(stopped("personal", whatIsTold(told), told));
    }

    /**
     * Why a file must not go along: for its words, which are judged like the letter's, or since it goes to a child and nobody can
     * say what is in it.
     */
    private static Optional<Passage.Stopped> enclosed(
            Outgoing outgoing, Enclosure file, boolean outside, boolean overruled) {
        boolean known = file.sight() == Enclosure.Sight.READ || file.sight() == Enclosure.Sight.PICTURE;
        if (!known && outgoing.enclosed().toChild()) {
            return Optional.of(stopped(
                    "closed-file",
                    say(
                                    "The desk cannot look inside %s, and such a file does not go to a child. Remove it, or send what"
                                            + " it says as text, as a PDF with words in it, or as a JPEG or PNG picture.",
                                    "No se puede mirar dentro de %s, y un archivo así no se envía a un menor. Quítalo, o envía lo que dice como"
                                            + " texto, como PDF con palabras o como imagen JPEG o PNG.")
                            .formatted(file.name())));
        }
        try {
            return judged(outgoing, file.judged(), outside, overruled)
                    .map(why -> stopped(
                            why.rule(),
                            say("In the file %s: ", "En el archivo %s: ").formatted(file.name()) + why.reason()));
        } catch (RuntimeException | StackOverflowError unread) {
            return Optional.of(stopped(
                    "closed-file",
                    say(
                                    "The words in %s could not be read through. Remove it, or send it in smaller pieces.",
                                    "No se pudieron leer las palabras de %s. Quítalo, o envíalo en partes más pequeñas.")
                            .formatted(file.name())));
        }
    }

    /** Its places are none of the text, in which alone something can be taken out by a click. */
    private static Passage.Stopped ofSubject(Passage.Stopped stopped) {
        return stopped(stopped.rule(), say("In the subject line: ", "En el asunto: ") + stopped.reason());
    }

    /** A ticket's subject as it may be told to somebody outside the family: without the names of these children. */
    public static String withoutNames(String subject, Collection<String> children) {
        return PersonalFinder.masked(subject, KnownNames.find(subject, children));
    }

    private static Passage answerToChild(Outgoing answer, @Nullable Release release) {
        if (release == null || !release.safeChannel()) {
            return stopped(
                    "safe-channel",
                    say(
                            "Nobody has decided yet that an answer reaches the child alone. Decide first "
                                    + "whether it is safe to answer here.",
                            "Nadie ha decidido todavía que una respuesta le llegue solo al niño o niña. "
                                    + "Decide antes si es seguro responder aquí."));
        }
        if (answer.recipients().size() != 1) {
            return stopped(
                    "no-recipient",
                    say(
                            "There is no address of the child’s own to send this to.",
                            "No hay una dirección propia del niño o niña a la que enviar esto."));
        }
        if (answer.recipients().stream().anyMatch(release.readByOthers()::contains)) {
            return stopped(
                    "parent-readable",
                    say(
                            "Somebody at home can read this address: it is a parent’s, is shared, or was "
                                    + "given as a grown-up’s. Nothing of the case is sent to it.",
                            "Alguien en casa puede leer esta dirección: es de la madre o del padre, es "
                                    + "compartida o se dio como de una persona adulta. No se envía nada del caso a "
                                    + "ella."));
        }
        String preview =
                answer.text().substring(0, Math.min(PREVIEW, answer.text().length()));
        if (TELLING.matcher(answer.subject()).find() || TELLING.matcher(preview).find()) {
            return stopped(
                    "telling",
                    say(
                            "The subject or the first line shows what it is about. Both must be neutral.",
                            "El asunto o la primera línea muestra de qué se trata. Ambos deben ser neutros."));
        }
        String words = plain(answer.subject()) + plain(answer.text());
        for (String unsaid : release.unsaid()) {
            if (words.contains(" " + unsaid + " ")) {
                return stopped(
                        "unsaid",
                        say("Take out ‘", "Quita ‘")
                                + unsaid
                                + say(
                                        "’: an answer names nobody of the case, no agency, and repeats "
                                                + "nothing that the child wrote.",
                                        "’: una respuesta no nombra a nadie del caso ni a ninguna "
                                                + "agencia, y no repite nada de lo que escribió el niño o niña."));
            }
        }
        List<Found> cards = of(PersonalFinder.find(answer.text()), EnumSet.of(PersonalType.CARD));
        boolean inSubject =
                PersonalFinder.find(answer.subject()).stream().anyMatch(each -> each.type() == PersonalType.CARD);
        return cards.isEmpty() && !inSubject
                ? new Passage.Passed(answer)
                : stopped(
                        "card",
                        say(
                                "A payment card number must not go out by mail.",
                                "Un número de tarjeta de pago no debe salir por correo."),
                        cards);
    }

    /** Words in lower case with one blank around each. */
    private static String plain(String text) {
        return " "
                + text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\d]+", " ").strip() + " ";
    }

    private static Passage.Stopped stopped(String rule, String reason) {
        return new Passage.Stopped(rule, reason, List.of());
    }

    private static Passage.Stopped stopped(String rule, String reason, List<Found> found) {
        return new Passage.Stopped(
                rule,
                reason,
                found.stream()
                        .sorted(Comparator.comparingInt(Found::start))
                        .map(each -> new Passage.Span(
                                each.start(), each.end(), each.type().word()))
                        .toList());
    }

    private static List<Found> of(List<Found> found, Set<PersonalType> types) {
        return found.stream().filter(each -> types.contains(each.type())).toList();
    }

    private static String whatIsTold(List<Found> told) {
        String what = told.stream()
                .map(each -> each.type().plain())
                .distinct()
                .collect(Collectors.joining(say(" and ", " y ")));
        return say("This tells ", "Esto cuenta ")
                + what
                + say(
                        " that the recipient did not write here, to somebody who is not known to be the "
                                + "child’s family. Take it out and send again.",
                        " que quien lo recibe no escribió aquí, a alguien que no consta como familia del "
                                + "niño o niña. Quítalo y envía otra vez.");
    }
}
