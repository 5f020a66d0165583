package org.nightlight.desk;

import static org.nightlight.shared.Spoken.say;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.nightlight.channel.Enclosures;
import org.nightlight.channel.Outbox;
import org.nightlight.channel.Participants;
import org.nightlight.customer.Customer;
import org.nightlight.customer.Customers;
import org.nightlight.shared.Actor;
import org.nightlight.ticket.Links;
import org.nightlight.ticket.Message;
import org.nightlight.ticket.Tasks;
import org.nightlight.ticket.Ticket;
import org.nightlight.ticket.Tickets;
import org.springframework.stereotype.Component;

/** What a writer is asked about once before a reply leaves. Nothing here stops it for good: that is the gate's work. */
@Component
class BeforeSending {
    /**
     * English and Spanish; a file of the customer’s own is not ours to attach. The page's script reads the same words (flags i and u),
     * so nothing stands here that Java and JavaScript understand differently, such as a word's boundary.
     */
    static final String ATTACHMENT = "(?<!(?<!\\p{L})your )(?<![\\p{L}\\p{N}])"
            + "(?:attached|attach|attaching|attachments?|enclosed|enclosing|enclosures?)(?![\\p{L}\\p{N}])"
            + "|(?<!(?<!\\p{L})(?:tu|su|sus) )(?<![\\p{L}\\p{N}])"
            + "(?:adjunt(?:o|a|os|as|amos|ar|é|ado|ada|ados|adas|ando)|anex(?:o|a|os|as|amos))(?![\\p{L}\\p{N}])";

    private static final Pattern ATTACHMENTS =
            Pattern.compile(ATTACHMENT, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private final Tickets tickets;
    private final Customers customers;
    private final Participants participants;
    private final ReplyRecipients recipients;
    private final Outbox outbox;
    private final Links links;
    private final Tasks tasks;

    BeforeSending(
            Tickets tickets,
            Customers customers,
            Participants participants,
            ReplyRecipients recipients,
            Outbox outbox,
            Links links,
            Tasks tasks) {
        this.tickets = tickets;
        this.customers = customers;
        this.participants = participants;
        this.recipients = recipients;
        this.outbox = outbox;
        this.links = links;
        this.tasks = tasks;
    }

    /** One thing to be asked; {@code key} is sent back by whoever has read it. */
    record Warning(String key, String title, String text) {}

    /** What the page says beside Send while a reply is written; it is asked about before that leaves all the same. */
    TicketPage.Beforehand beforehand(
            Customer requester, ReplyTo recipients, List<Message> messages, Actor.Staff writer) {
        // Where somebody may be copied in, it is known already that no child writes here.
        boolean child = !recipients.open() && !hasWritten(messages, writer) && participants.isChilds(requester);
        return new TicketPage.Beforehand(
                ATTACHMENT,
                say(
                        "Your reply speaks of an attachment, and no file goes with it.",
                        "Tu respuesta habla de un adjunto, y no lleva ningún archivo."),
                child
                        ? say(
                                "This goes to a child: plain words, and nothing about anybody else.",
                                "Esto va a un menor: palabras sencillas, y nada sobre nadie más.")
                        : "",
                Filling.HOLE,
                say("Not filled in:", "Sin completar:"));
    }

    /**
     * A reply that is about to leave.
     *
     * @param mark of the recipients that the writer saw; empty when no page showed any
     * @param ends whether the ticket is to end with the reply
     * @param heeded keys of what was asked already, with commas between
     * @param unseen whether other files go with it than the writer saw
     */
    record Asking(String text, String mark, boolean ends, String heeded, Enclosures.Seen enclosed, boolean unseen) {}

    /** What is still to be asked; nothing where the gate will stop the reply anyway. Belongs into a transaction. */
    List<Warning> warnings(long ticketId, Actor.Staff writer, Asking asking) {
        String text = asking.text();
        String mark = asking.mark();
        boolean ends = asking.ends();
        Ticket ticket = tickets.find(ticketId).orElseThrow(NotHere::new);
        Customer requester = customers.find(ticket.requesterId()).orElseThrow(NotHere::new);
        Set<String> asked = Set.copyOf(Arrays.asList(asking.heeded().split(",")));
        List<Warning> warnings = new ArrayList<>();
        AboutFiles.warnings(asking).forEach(warnings::add);
        if (mentionsAnAttachment(text) && asking.enclosed().ids().isEmpty()) {
            warnings.add(
                    new Warning(
                            "attachment",
                            say("No file is attached", "No hay ningún archivo adjunto"),
                            say(
                                    "Your reply speaks of an attachment, and none goes with it. Take the sentence out, or say where the"
                                            + " file can be found.",
                                    "Tu respuesta habla de un adjunto, y no lleva ninguno. Quita la frase, o di dónde está el archivo.")));
        }
        List<String> holes = Filling.holes(text);
        if (!holes.isEmpty()) {
            warnings.add(new Warning(
                    "holes",
                    say("Something is not filled in", "Falta completar algo"),
                    String.join(", ", holes)
                            + (holes.size() == 1
                                    ? say(" stands in your reply as it is", " está tal cual en tu respuesta")
                                    : say(" stand in your reply as it is", " están tal cual en tu respuesta"))
                            + say(
                                    ": there is nothing of that kind here. Write out what is meant, or take it out.",
                                    ": aquí no hay nada de ese tipo. Escribe lo que quieres decir, o quítalo.")));
        }
        if (participants.isChilds(requester) && !hasWritten(tickets.messages(ticketId), writer)) {
            warnings.add(
                    new Warning(
                            "child",
                            say("This goes to a child", "Esto va a un menor"),
                            say(
                                    "The account is a child’s, or somebody said that a child writes here. Read it once more: plain words,"
                                            + " nothing about anybody else, and no question that a child should not have to answer.",
                                    "La cuenta es de un menor, o alguien dijo que aquí escribe un menor. Léelo una vez más: palabras sencillas, nada sobre nadie más y ninguna pregunta que un menor no debería tener que responder.")));
        }
        if (!mark.isEmpty() && !mark.equals(recipients.of(ticket, requester).mark())) {
            warnings.add(
                    new Warning(
                            "recipients",
                            say("It goes to other people than you saw", "Va a personas distintas de las que viste"),
                            say(
                                    "Since you opened the page, somebody else was copied in or taken off. Look at the ticket again, or send"
                                            + " it to those who are on it now.",
                                    "Desde que abriste la página, se puso en copia o se quitó a alguien. Mira el ticket de nuevo, o envíala a quienes están ahora.")));
        }
        if (ends && !links.openChildren(ticketId).isEmpty()) {
            warnings.add(
                    new Warning(
                            "children",
                            say("Parts of this ticket are still open", "Hay partes de este ticket todavía abiertas"),
                            say(
                                    "It would end with your reply, and its parts stay open: see “Linked tickets” beside the conversation.",
                                    "Terminaría con tu respuesta, y sus partes siguen abiertas: mira “Tickets enlazados” junto a la conversación.")));
        }
        if (ends && !tasks.open(ticketId).isEmpty()) {
            warnings.add(
                    new Warning(
                            "tasks",
                            say("Something is still to be done here", "Aquí queda algo por hacer"),
                            say(
                                    "The ticket would end with your reply, and its tasks stay open: see “Tasks” beside the conversation.",
                                    "El ticket terminaría con tu respuesta, y sus tareas siguen abiertas: mira “Tareas” junto a la conversación.")));
        }
        warnings.removeIf(warning -> asked.contains(warning.key()));
        return warnings.isEmpty()
                        || outbox.wouldStop(ticket, text, asking.enclosed().files())
                                .isPresent()
                ? List.of()
                : warnings;
    }

    static boolean mentionsAnAttachment(String text) {
        return ATTACHMENTS.matcher(text).find();
    }

    /** Whoever answers a child for the first time here is asked; at every answer nobody would read it any more. */
    private static boolean hasWritten(List<Message> messages, Actor.Staff writer) {
        return messages.stream()
                .anyMatch(message -> message.kind() == Message.Kind.REPLY
                        && message.author().equals(writer)
                        && message.delivery() != Message.Delivery.WITHHELD);
    }
}
