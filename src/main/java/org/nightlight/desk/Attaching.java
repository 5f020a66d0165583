package org.nightlight.desk;

import static org.nightlight.shared.Spoken.say;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.nightlight.channel.Enclosures;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.nightlight.ticket.DraftFiles;
import org.nightlight.ticket.Drafts;
import org.nightlight.ticket.Message;
import org.nightlight.ticket.NewFile;
import org.nightlight.ticket.NewFiles;
import org.nightlight.ticket.Refusal;
import org.nightlight.ticket.Replies;
import org.nightlight.ticket.Ticket;
import org.nightlight.ticket.TicketFile;
import org.nightlight.ticket.TicketFiles;
import org.nightlight.ticket.Tickets;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MultipartFile;

/** Files that a colleague puts beside what they write: taken into the draft at once, so that nothing that comes after loses them. */
@Component
class Attaching {
    /** Kept with the ticket, so in one language. */
    private static final String WITH_CALL = "Files that came with the call.";

    private final Database database;
    private final Tickets tickets;
    private final TicketFiles files;
    private final NewFiles looks;
    private final DraftFiles drafts;
    private final Enclosures enclosures;
    private final Replies replies;
    private final Drafts words;
    private final FileLinks links;

    Attaching(
            Database database,
            Tickets tickets,
            TicketFiles files,
            NewFiles looks,
            DraftFiles drafts,
            Enclosures enclosures,
            Replies replies,
            Drafts words,
            FileLinks links) {
        this.database = database;
        this.tickets = tickets;
        this.files = files;
        this.looks = looks;
        this.drafts = drafts;
        this.enclosures = enclosures;
        this.replies = replies;
        this.words = words;
        this.links = links;
    }

    /**
     * What became of the files of a form.
     *
     * @param ids of those that are in the draft now
     * @param faults sentences about the others
     */
    record Taken(List<Long> ids, List<String> faults) {
        String fault() {
            return String.join(" ", faults);
        }
    }

    /** Each by itself: one that is refused holds up no other. Outside any transaction. */
    Taken take(Visit visit, long id, Drafts.Kind kind, @Nullable List<MultipartFile> sent) {
        Taken taken = new Taken(new ArrayList<>(), new ArrayList<>());
        for (MultipartFile file : chosen(sent)) {
            try {
                NewFile looked = looked(file, kind);
                taken.ids().add(database.write(visit.clearance(), () -> put(visit, id, kind, looked)));
            } catch (Refusal refused) {
                taken.faults().add(String.valueOf(refused.getMessage()));
            }
        }
        return taken;
    }

    /** Looks at files for which there is no ticket yet; they stay at the desk. @throws Refusal where one is not taken */
    List<NewFile> looked(@Nullable List<MultipartFile> sent) {
        List<NewFile> looked = chosen(sent).stream()
                .map(file -> looked(file, Drafts.Kind.NOTE))
                .toList();
        if (looked.stream().mapToLong(file -> file.bytes().length).sum() > drafts.together()) {
            throw new Refusal(say(
                            "All files together may have %s. Leave some out, and add them to the ticket in a note.",
                            "Todos los archivos pueden sumar %s. Deja algunos fuera y agrégalos al ticket en una nota.")
                    .formatted(NewFile.size(drafts.together())));
        }
        return looked;
    }

    /**
     * Keeps what came with a call beside the ticket that was made of it, once, whoever may see that: in the software's sight, since what was
     * written down may have put it behind the wall.
     */
    void keepWithCall(Visit visit, long id, List<NewFile> looked) {
        database.write(Clearance.SYSTEM, () -> {
            Ticket ticket = tickets.lock(id).orElseThrow(NotHere::new);
            boolean before = tickets.messages(id).stream()
                    .anyMatch(message -> message.kind() == Message.Kind.NOTE
                            && message.author().equals(visit.actor())
                            && !files.ofMessage(message.id()).isEmpty());
            if (!before && !looked.isEmpty()) {
                List<Long> put = looked.stream()
                        .map(file -> drafts.put(ticket, visit.member().id(), Drafts.Kind.NOTE, file))
                        .distinct()
                        .toList();
                Message note =
                        replies.note(ticket, visit.actor(), visit.member().name(), WITH_CALL);
                drafts.hand(note, visit.actor(), Drafts.Kind.NOTE, put);
                words.drop(id, visit.member().id(), Drafts.Kind.NOTE);
            }
        });
    }

    /** A form in which nothing was chosen sends a file without a name. */
    private static List<MultipartFile> chosen(@Nullable List<MultipartFile> sent) {
        return sent == null
                ? List.of()
                : sent.stream()
                        .filter(file -> !file.isEmpty()
                                || !String.valueOf(file.getOriginalFilename()).isEmpty())
                        .toList();
    }

    private NewFile looked(MultipartFile file, Drafts.Kind kind) {
        String given = file.getOriginalFilename();
        String name = given == null ? "" : given;
        if (file.getSize() > looks.each()) {
            throw new Refusal(looks.tooLarge(name));
        }
        try {
            String type = file.getContentType();
            return looks.looked(name, type == null ? "application/octet-stream" : type, file.getBytes(), kind);
        } catch (IOException lost) {
            throw new UncheckedIOException(lost);
        }
    }

    private long put(Visit visit, long id, Drafts.Kind kind, NewFile file) {
        Ticket ticket = tickets.find(id).orElseThrow(NotHere::new);
        if (kind == Drafts.Kind.REPLY && (ticket.walled() || ticket.mergedInto() != null)) {
            throw new Refusal(say(
                    "No reply leaves from here, so no file can be put beside it. Put it into a note.",
                    "De aquí no sale ninguna respuesta, así que no se le puede adjuntar nada. Ponlo en una nota."));
        }
        return drafts.put(ticket, visit.member().id(), kind, file);
    }

    /** Takes one out; the answer is the same whether it is there, somebody else's, or was never. */
    void remove(Visit visit, long id, Drafts.Kind kind, long fileId) {
        database.write(visit.clearance(), () -> {
            if (tickets.find(id).isEmpty() || !drafts.remove(id, visit.member().id(), kind, fileId)) {
                throw new NotHere();
            }
        });
    }

    /** In the caller's transaction. */
    List<TicketFile> of(long id, Visit visit, Drafts.Kind kind) {
        return files.ofDraft(id, visit.member().id(), kind);
    }

    /** Whether a message has these files already: then they came with the same form once more. In the caller's transaction. */
    boolean hasAll(Message message, List<TicketFile> draft) {
        List<TicketFile> there = draft.isEmpty() ? List.of() : files.ofMessage(message.id());
        return draft.stream()
                .allMatch(file -> there.stream().anyMatch(one -> Arrays.equals(one.sha256(), file.sha256())));
    }

    /** What can be seen of them. Outside any transaction. */
    Enclosures.Seen seen(List<TicketFile> draft) {
        return draft.isEmpty() ? Enclosures.Seen.NOTHING : enclosures.seen(draft);
    }

    /** Why these may not leave as they are, and what to do; empty where they may. */
    String hindrance(List<TicketFile> draft) {
        return draft.stream()
                .filter(file -> !files.mayLeave(file))
                .map(this::hindrance)
                .collect(Collectors.joining(" "));
    }

    private String hindrance(TicketFile file) {
        return switch (file.scan()) {
            case INFECTED ->
                say("The virus scanner found %s in %s. Remove it.", "El antivirus encontró %s en %s. Quítalo.")
                        .formatted(file.verdict(), file.name());
            case FAILED ->
                say(
                                "The virus scanner cannot look into %s, so it does not leave the desk. Remove it.",
                                "El antivirus no puede mirar dentro de %s, así que no sale de aquí. Quítalo.")
                        .formatted(file.name());
            case NONE, CLEAN ->
                say(
                                "The virus scanner has not answered about %s yet. Nothing was sent; try again in a minute, or remove it.",
                                "El antivirus aún no ha respondido sobre %s. No se envió nada; inténtalo en un minuto, o quítalo.")
                        .formatted(file.name());
        };
    }

    /** The field with what is in a draft. In the caller's transaction. */
    TicketPage.Attachments field(Ticket ticket, Visit visit, Drafts.Kind kind, boolean begun) {
        long id = ticket.id();
        FileLinks.Maker addresses = links.ofDraft(id, visit.member().id(), kind);
        List<TicketPage.Attached> attached = !begun
                ? List.of()
                : of(id, visit, kind).stream()
                        .map(file -> new TicketPage.Attached(
                                file.id(),
                                file.name(),
                                Words.size(file.size()),
                                ticket.walled() ? null : addresses.address(file.id(), false),
                                kind == Drafts.Kind.NOTE || files.mayLeave(file) ? null : hindrance(file)))
                        .toList();
        return new TicketPage.Attachments(
                kind.key(),
                "/desk/tickets/" + id + "/drafts/" + kind.key() + "/files",
                attached,
                looks.each(),
                drafts.together(),
                say("Or paste or drop them: %s each, %s in all.", "O pégalos o suéltalos: %s cada uno, %s en total.")
                        .formatted(NewFile.size(looks.each()), NewFile.size(drafts.together())));
    }
}
