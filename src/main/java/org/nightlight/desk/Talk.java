package org.nightlight.desk;

import static org.nightlight.shared.Spoken.say;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.nightlight.channel.CustomerSubjects;
import org.nightlight.channel.Deliveries;
import org.nightlight.channel.DeliveryEvent;
import org.nightlight.channel.Forwarding;
import org.nightlight.channel.Outbox;
import org.nightlight.channel.Senders;
import org.nightlight.privacy.FirstName;
import org.nightlight.privacy.MediaConsent;
import org.nightlight.privacy.WrittenWords;
import org.nightlight.shared.Actor;
import org.nightlight.shared.SafeHtml;
import org.nightlight.staff.StaffMember;
import org.nightlight.ticket.Marked;
import org.nightlight.ticket.Message;
import org.nightlight.ticket.Splits;
import org.nightlight.ticket.Ticket;
import org.nightlight.ticket.TicketEvent;
import org.nightlight.ticket.TicketFile;

/** The conversation of a ticket: messages, notes and what happened between them, oldest first. */
record Talk(
        Ticket ticket,
        List<Message> messages,
        List<TicketEvent> events,
        List<TicketFile> files,
        FileLinks.Maker links,
        Predicate<TicketFile> waitsForScan,
        EventWords said,
        Map<Long, Senders.Seen> senders,
        Hiding hiding,
        Map<Long, Deliveries.Told> deliveries,
        Undo undo) {

    /**
     * Whose replies may still be taken back.
     *
     * @param since those that were written after this moment
     * @param scheduled when replies that wait for a time are to leave, by message
     */
    record Undo(Actor viewer, Instant since, Map<Long, Instant> scheduled) {
        boolean covers(Message message) {
            return message.author().equals(viewer) && message.createdAt().isAfter(since);
        }
    }

    /**
     * What of a child's is left out of the conversation.
     *
     * @param names true for first names alone
     * @param media true while no parent has consented to pictures, sound and film
     * @param shown the message whose words are shown as they were written, 0 for none
     * @param written those words
     */
    record Hiding(
            boolean names,
            boolean media,
            long shown,
            @Nullable WrittenWords written) {
        static final Hiding NOTHING = new Hiding(false, false, 0, null);

        Message apply(Message message) {
            WrittenWords words = written;
            if (words != null && message.id() == shown) {
                return message.withWords(
                        words.authorName(), words.subject(), words.text(), words.quoted(), words.html());
            }
            return names && message.kind() == Message.Kind.CUSTOMER
                    ? message.withWords(
                            FirstName.of(message.authorName()),
                            message.subject(),
                            message.text(),
                            message.quoted(),
                            message.html())
                    : message;
        }
    }

    private static final Pattern INLINE = Pattern.compile("src=\"cid:([^\"]*)\"");
    private static final String PLAIN = "<div class=\"plain\">";

    private record Placed(Instant at, TicketPage.Entry entry) {}

    List<TicketPage.Entry> entries() {
        List<Placed> all = new ArrayList<>();
        Map<Long, String> renamed = CustomerSubjects.changed(ticket, messages);
        Set<Long> movable = movable();
        for (Message stored : messages) {
            Message message = hiding.apply(stored);
            all.add(new Placed(
                    message.createdAt(),
                    message.kind() == Message.Kind.NOTE ? note(message) : letter(message, renamed, movable)));
        }
        for (TicketEvent event : events) {
            if (said.inTalk(event) && said.isTold(event)) {
                all.add(new Placed(
                        event.at(),
                        offer(event)
                                .orElseGet(() -> new TicketPage.Event(
                                        said.text(event), when(event.at()), EventWords.why(event)))));
            }
        }
        return all.stream()
                .sorted(Comparator.comparing(Placed::at))
                .map(Placed::entry)
                .toList();
    }

    /**
     * The messages alone, as those of a side conversation.
     *
     * @param renamed the subjects of those that came under another
     */
    List<TicketPage.Message> letters(Map<Long, String> renamed) {
        return messages.stream()
                .map(hiding::apply)
                .map(message -> letter(message, renamed, Set.of()))
                .toList();
    }

    /** Who wrote first what a colleague forwarded may be made the requester, once, outside the wall. */
    private Optional<TicketPage.Entry> offer(TicketEvent event) {
        if (!event.kind().equals("forwarded") || ticket.walled() || isAdopted(event)) {
            return Optional.empty();
        }
        long id = event.detail().path("message").asLong();
        return messages.stream()
                .filter(message -> message.id() == id)
                .findFirst()
                .flatMap(message -> Forwarding.original(message)
                        .map(original -> new TicketPage.Offer(
                                say("Forwarded by %s, first written by %s", "Lo reenvió %s, lo escribió primero %s")
                                        .formatted(message.authorName(), named(original)),
                                when(event.at()),
                                "/desk/tickets/" + ticket.id() + "/requester",
                                id,
                                say("Make %s the requester", "Hacer solicitante a %s")
                                        .formatted(original.address().value()))));
    }

    private boolean isAdopted(TicketEvent forwarded) {
        return events.stream().anyMatch(event -> event.kind().equals("requester") && event.id() > forwarded.id());
    }

    private static String named(Forwarding.Original original) {
        return original.name().isEmpty() ? original.address().value() : original.name();
    }

    /** All that happened, latest first. */
    List<TicketPage.Line> timeline() {
        List<TicketPage.Line> lines = new ArrayList<>();
        for (TicketEvent event : events.reversed().stream().filter(said::isTold).toList()) {
            lines.add(new TicketPage.Line(when(event.at()), said.who(event.actor()), said.text(event)));
        }
        lines.add(new TicketPage.Line(
                when(ticket.createdAt()), said.words().via(ticket.channel().key()), say("Opened", "Abierto")));
        return lines;
    }

    private TicketPage.Note note(Message message) {
        return new TicketPage.Note(
                message.id(), face(message), when(message.createdAt()), message.text(), filesOf(message));
    }

    /** What can be split off: a case's record is not taken apart, and a merged ticket has ended. */
    private Set<Long> movable() {
        return ticket.walled() || ticket.mergedInto() != null
                ? Set.of()
                : Splits.movable(ticket, messages).stream().map(Message::id).collect(Collectors.toSet());
    }

    private TicketPage.Message letter(Message message, Map<Long, String> renamed, Set<Long> movable) {
        SafeHtml html = html(message);
        return new TicketPage.Message(
                message.id(),
                face(message),
                !message.kind().cameIn(),
                said.words().via(message.channel().key()),
                when(message.createdAt()),
                message.text(),
                html,
                html != null || message.quoted().isBlank() ? null : message.quoted(),
                filesOf(message),
                remarks(message, html),
                delivery(message),
                masked(message),
                renamed.get(message.id()),
                movable.contains(message.id())
                        ? "/desk/tickets/" + ticket.id() + "/split?look=true&message=" + message.id()
                        : null);
    }

    private TicketPage.@Nullable Masked masked(Message message) {
        if (!message.masked()) {
            return null;
        }
        WrittenWords written = message.id() == hiding.shown() ? hiding.written() : null;
        return new TicketPage.Masked(
                "/desk/tickets/" + ticket.id() + "/messages/" + message.id() + "/readings",
                written != null,
                written == null || written.subject().isEmpty() ? null : written.subject());
    }

    private Rows.Face face(Message message) {
        return Words.face(message.authorName().isBlank() ? said.who(message.author()) : message.authorName());
    }

    /** The sanitised HTML where the writer sent any, with pictures that came along in their places. */
    private @Nullable SafeHtml html(Message message) {
        if (!message.kind().cameIn()) {
            return Marked.html(message.text()).orElse(null);
        }
        SafeHtml html = message.html();
        if (html == null || html.value().startsWith(PLAIN)) {
            return null;
        }
        Matcher pictures = INLINE.matcher(html.value());
        StringBuilder filled = new StringBuilder();
        while (pictures.find()) {
            String id = pictures.group(1)
                    .replace("&#64;", "@")
                    .replace("&#43;", "+")
                    .replace("&#61;", "=")
                    .replace("%40", "@");
            pictures.appendReplacement(
                    filled,
                    files.stream()
                            .filter(file -> file.messageId() == message.id() && id.equals(file.inlineId()))
                            .filter(file -> !ticket.walled() && !waits(file) && FileKind.of(file) == FileKind.PICTURE)
                            .filter(file -> FileWords.shut(file, waitsForScan.test(file))
                                    .isEmpty())
                            .findFirst()
                            .map(this::inPlace)
                            .orElse("data-missing=\"\""));
        }
        return new SafeHtml(pictures.appendTail(filled).toString());
    }

    /** Pictures that stand in their place too: there they are blurred, and here is the click that shows one. */
    private List<TicketPage.File> filesOf(Message message) {
        return files.stream()
                .filter(file -> file.messageId() == message.id())
                .map(file -> {
                    TicketPage.File.Way way = way(file);
                    return new TicketPage.File(
                            waits(file) ? MediaConsent.kind(file.type()) : file.name(),
                            Words.size(file.size()),
                            way == TicketPage.File.Way.LINK ? links.address(file.id(), false) : address(file),
                            way,
                            ticket.walled() || waits(file) ? null : warning(file));
                })
                .toList();
    }

    /** As the HTML names it where it stands in the text. */
    private String inPlace(TicketFile file) {
        return "src=\"" + links.address(file.id(), true).replace("&", "&amp;") + "\"";
    }

    private static @Nullable String warning(TicketFile file) {
        return file.scan() == TicketFile.Scan.INFECTED ? file.verdict() : FileWords.warning(file);
    }

    private TicketPage.File.Way way(TicketFile file) {
        if (ticket.walled()) {
            return TicketPage.File.Way.HELD;
        }
        if (waits(file)) {
            return TicketPage.File.Way.WAITS;
        }
        if (file.scan() == TicketFile.Scan.INFECTED) {
            return TicketPage.File.Way.INFECTED;
        }
        if (waitsForScan.test(file)) {
            return TicketPage.File.Way.UNSCANNED;
        }
        return switch (FileKind.of(file)) {
            case PICTURE -> TicketPage.File.Way.SHOW;
            case DOCUMENT -> TicketPage.File.Way.LINK;
            case SHUT -> TicketPage.File.Way.HAND;
        };
    }

    /** Into what is neither a document nor known to be harmless nobody has looked: it may be a recording as well. */
    private boolean waits(TicketFile file) {
        String found = file.found();
        return hiding.media()
                && (MediaConsent.mayShow(file.name(), file.type())
                        || found != null && MediaConsent.mayShow("", found)
                        || FileKind.of(file.type()) == FileKind.SHUT
                        || FileKind.of(file) == FileKind.SHUT);
    }

    private String address(TicketFile file) {
        return "/desk/tickets/" + ticket.id() + "/attachments/" + file.id();
    }

    private List<String> remarks(Message message, @Nullable SafeHtml html) {
        List<String> remarks = new ArrayList<>();
        if (message.kind() == Message.Kind.AUTOMATIC || isMachines(message)) {
            remarks.add(say("automatic", "automático"));
        }
        if (html != null && html.value().contains("data-remote=")) {
            remarks.add(say("images blocked", "imágenes bloqueadas"));
        }
        if (message.kind() == Message.Kind.CUSTOMER
                && message.author() instanceof Actor.Customer(long id)
                && id != ticket.requesterId()) {
            remarks.add(say("not the requester", "no es quien solicita"));
        }
        Senders.Seen sender = senders.get(message.id());
        if (sender != null) {
            remarks.add(EventWords.vouched(sender.verdict()));
        }
        return remarks;
    }

    private boolean isMachines(Message message) {
        return message.kind() == Message.Kind.SIDE_ANSWER
                && events.stream()
                        .filter(event -> event.kind().equals("side-automatic"))
                        .anyMatch(event -> event.detail().path("message").asLong() == message.id());
    }

    private TicketPage.@Nullable Delivery delivery(Message message) {
        Instant leaves = undo.scheduled().get(message.id());
        if (leaves != null && message.delivery() == Message.Delivery.QUEUED) {
            return new TicketPage.Delivery(
                    TicketPage.Delivery.Step.SCHEDULED,
                    say("Leaves %s", "Sale %s").formatted(when(leaves).text()),
                    null,
                    false);
        }
        String reason = message.deliveryReason().isBlank() ? null : message.deliveryReason();
        return switch (message.delivery()) {
            case RECEIVED, KEPT -> null;
            case QUEUED ->
                reason == null
                        ? new TicketPage.Delivery(
                                undo.covers(message)
                                        ? TicketPage.Delivery.Step.LEAVING
                                        : TicketPage.Delivery.Step.QUEUED,
                                say("Waiting to be sent", "Espera su envío"),
                                null,
                                false)
                        : new TicketPage.Delivery(
                                TicketPage.Delivery.Step.RETRYING,
                                say("Not sent yet", "Todavía no enviado"),
                                reason,
                                false);
            case SENT -> {
                Instant at = message.sentAt() == null ? message.createdAt() : message.sentAt();
                yield left(message, say("Sent %s", "Enviado %s").formatted(when(at).text()));
            }
            case FAILED ->
                new TicketPage.Delivery(
                        TicketPage.Delivery.Step.FAILED, say("Not delivered", "No entregado"), reason, true);
            case WITHHELD ->
                Outbox.TAKEN_BACK.equals(reason)
                        ? new TicketPage.Delivery(
                                TicketPage.Delivery.Step.QUEUED,
                                say(Outbox.TAKEN_BACK, "Deshecho antes de que saliera."),
                                null,
                                false)
                        : new TicketPage.Delivery(
                                TicketPage.Delivery.Step.FAILED, say("Held back", "Retenido"), reason, false);
        };
    }

    /** What other mail systems have said since it left. */
    private TicketPage.Delivery left(Message message, String sent) {
        Deliveries.Told told = deliveries.getOrDefault(message.id(), Deliveries.Told.NOTHING);
        TicketPage.Delivery far = far(told.event(), sent);
        List<String> remarks = new ArrayList<>();
        if (far.reason() != null) {
            remarks.add(far.reason());
        }
        if (told.doubted()) {
            remarks.add(
                    say(
                            "The relay gave no answer at first, so it is not known whether the first try arrived. It went out under one"
                                    + " identification, by which most mailboxes show it once.",
                            "El servidor de envío no respondió al principio, así que no se sabe si el primer intento llegó. Salió con una sola identificación, por la que la mayoría de los buzones lo muestran una vez."));
        }
        told.copies().forEach(copy -> remarks.add(copied(copy)));
        return new TicketPage.Delivery(
                far.step(), far.text(), remarks.isEmpty() ? null : String.join(" ", remarks), far.resendable());
    }

    private static String copied(Deliveries.Copy copy) {
        String whom = copy.address().isEmpty() ? say("somebody", "alguien") : copy.address();
        String code = copy.event().status().isEmpty() ? "" : " (" + copy.event().status() + ")";
        return copy.event().kind() == DeliveryEvent.Kind.COMPLAINT
                ? say("The copy to %s was marked as spam.", "La copia a %s se marcó como spam.")
                        .formatted(whom)
                : say("The copy to %s came back%s.", "La copia a %s volvió%s.").formatted(whom, code);
    }

    private TicketPage.Delivery far(@Nullable DeliveryEvent event, String sent) {
        if (event == null) {
            return new TicketPage.Delivery(TicketPage.Delivery.Step.SENT, sent, null, false);
        }
        return switch (event.kind()) {
            case DELIVERED ->
                new TicketPage.Delivery(
                        TicketPage.Delivery.Step.SENT,
                        sent
                                + say(", delivered ", ", entregado ")
                                + when(event.at()).text(),
                        null,
                        false);
            case DEFERRED ->
                new TicketPage.Delivery(
                        TicketPage.Delivery.Step.RETRYING,
                        sent + say(", not delivered yet", ", todavía no entregado"),
                        say(
                                "The recipient’s mail system has not taken it. It is tried again for some days, and you are told"
                                        + " if it comes back.",
                                "El sistema de correo de destino no lo ha aceptado. Se intenta de nuevo durante unos días, y se te avisa si vuelve."),
                        false);
            case COMPLAINT ->
                new TicketPage.Delivery(
                        TicketPage.Delivery.Step.FAILED,
                        sent + say(", then marked as spam", ", luego marcado como spam"),
                        say(
                                "The recipient does not want our mail. No more goes there.",
                                "El destinatario no quiere nuestro correo. Ya no se envía nada allí."),
                        false);
            // A mail that came back is a failed one, unless it has been sent again since.
            case BOUNCED, RETURNED, DOUBTED ->
                new TicketPage.Delivery(TicketPage.Delivery.Step.SENT, sent, null, false);
        };
    }

    private When when(Instant at) {
        return said.words().when(at);
    }

    /** Names by id, for {@link EventWords}. */
    static Map<Long, String> names(List<StaffMember> staff) {
        return staff.stream().collect(Collectors.toMap(StaffMember::id, StaffMember::name));
    }
}
