package org.nightlight.portal;

import static org.nightlight.shared.Spoken.say;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.nightlight.channel.Intake;
import org.nightlight.channel.Letter;
import org.nightlight.privacy.Erasure;
import org.nightlight.privacy.FamilyVisits;
import org.nightlight.shared.EmailAddress;
import org.nightlight.shared.Outcome;
import org.nightlight.shared.Spoken;
import org.nightlight.ticket.Channel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * A parent's own page: what is held of their children, copies, corrections, deletion. A link that went to their address opens it;
 * reading changes nothing, and whoever asks for a link gets the same answer.
 */
@Controller
class FamilyController {
    private static final Logger LOG = LoggerFactory.getLogger(FamilyController.class);
    private static final int LONGEST = 4_000;

    private final FamilyVisits visits;
    private final Intake intake;
    private final PortalFrame frame;
    private final LinkWish wishes;

    FamilyController(FamilyVisits visits, Intake intake, PortalFrame frame, LinkWish wishes) {
        this.visits = visits;
        this.intake = intake;
        this.frame = frame;
        this.wishes = wishes;
    }

    @GetMapping("/my/family")
    ModelAndView ask(CsrfToken csrf, HttpServletResponse response) {
        Hidden.from(response);
        return link(csrf, false, false, "", Map.of());
    }

    /** Whoever it is, the answer is the same; a mail comes later, and only to a parent's address. */
    @PostMapping("/my/family")
    ModelAndView wish(
            @RequestParam(defaultValue = "") String email,
            CsrfToken csrf,
            HttpServletRequest request,
            HttpServletResponse response) {
        Hidden.from(response);
        Map<String, String> faults = wishes.faults(email, request, response);
        if (!faults.isEmpty()) {
            return link(csrf, false, false, email, faults);
        }
        EmailAddress.parse(email).ifPresent(visits::wish);
        return link(csrf, false, true, "", Map.of());
    }

    @GetMapping("/my/family/{token}")
    ModelAndView show(
            @PathVariable String token,
            @RequestParam(defaultValue = "") String done,
            CsrfToken csrf,
            HttpServletResponse response) {
        return page(token, done, "", Map.of(), csrf, response);
    }

    /** What a parent says is wrong comes to the desk as any other message of theirs. */
    @PostMapping("/my/family/{token}/corrections")
    ModelAndView correct(
            @PathVariable String token,
            @RequestParam(defaultValue = "") String what,
            CsrfToken csrf,
            HttpServletResponse response) {
        Optional<FamilyVisits.Family> opened = visits.open(token);
        if (opened.isEmpty()) {
            return dead(csrf, response);
        }
        String words = what.strip().replace("\r\n", "\n");
        if (words.isEmpty() || words.length() > LONGEST) {
            response.setStatus(422);
            boolean spanish = opened.get().language().equals("es");
            return page(
                    token,
                    "",
                    what,
                    Map.of(
                            "what",
                            spanish
                                    ? "Escriba qué está mal, en 4.000 letras como mucho."
                                    : "Write what is wrong, in at most 4,000 letters."),
                    csrf,
                    response);
        }
        Letter letter = new Letter(
                opened.get().address().value(),
                opened.get().parent().name(),
                "A correction of what is held",
                words,
                Map.of(),
                List.of("correction"),
                opened.get().parent().id(),
                null,
                null);
        process(Spoken.in(Spoken.ENGLISH, () -> intake.accept(Channel.WEB, once(token, words), letter)));
        return back(token, "correction");
    }

    /** It is stored by now: if working on it fails, a worker ends it, and the parent is told the same. */
    private void process(long inboundId) {
        try {
            Spoken.in(Spoken.ENGLISH, () -> {
                intake.process(inboundId);
                return null;
            });
        } catch (RuntimeException failed) {
            LOG.warn("a correction waits for a worker: {}", failed.getClass().getName());
        }
    }

    /** Equal for a form that was sent twice; the link cannot be told from it. */
    private static String once(String token, String words) {
        byte[] both = (token + words).getBytes(StandardCharsets.UTF_8);
        return "family:" + UUID.nameUUIDFromBytes(both);
    }

    @PostMapping("/my/family/{token}/children/{child}/copies")
    ModelAndView copy(
            @PathVariable String token, @PathVariable long child, CsrfToken csrf, HttpServletResponse response) {
        Hidden.from(response);
        return visits.askCopy(token, child) ? back(token, "copy") : dead(csrf, response);
    }

    @GetMapping("/my/family/{token}/children/{child}/copies/{id}/{kind}")
    ResponseEntity<byte[]> fetch(
            @PathVariable String token, @PathVariable long child, @PathVariable long id, @PathVariable String kind) {
        boolean pdf = kind.equals("pdf");
        Optional<byte[]> file = pdf || kind.equals("json") ? visits.copy(token, child, id, pdf) : Optional.empty();
        return file.map(bytes -> ResponseEntity.ok()
                        .contentType(pdf ? MediaType.APPLICATION_PDF : MediaType.APPLICATION_JSON)
                        .header(
                                HttpHeaders.CONTENT_DISPOSITION,
                                ContentDisposition.attachment()
                                        .filename("copy-" + id + "." + kind)
                                        .build()
                                        .toString())
                        .header(HttpHeaders.CACHE_CONTROL, "no-store")
                        .body(bytes))
                .orElseGet(() -> ResponseEntity.notFound().build());
    }

    @PostMapping("/my/family/{token}/children/{child}/erasures")
    ModelAndView erase(
            @PathVariable String token,
            @PathVariable long child,
            @RequestParam(defaultValue = "") String sure,
            CsrfToken csrf,
            HttpServletResponse response) {
        if (!sure.equals("yes")) {
            response.setStatus(422);
            visits.open(token).ifPresent(family -> Spoken.keepTo(Spoken.ofKey(family.language())));
            String told = say("Tick the box if you are sure.", "Marque la casilla si está seguro o segura.");
            return page(token, "", "", Map.of("sure-" + child, told), csrf, response);
        }
        Hidden.from(response);
        Optional<Outcome<Long>> asked = visits.erase(token, child);
        return asked.isEmpty() ? dead(csrf, response) : back(token, "erasure");
    }

    private ModelAndView page(
            String token,
            String done,
            String typed,
            Map<String, String> faults,
            CsrfToken csrf,
            HttpServletResponse response) {
        Hidden.from(response);
        return visits.open(token)
                .map(family -> new ModelAndView(
                        "portal/family",
                        "page",
                        new FamilyPage(
                                frame.chrome(csrf, family.language()),
                                "/my/family/" + token,
                                family.language(),
                                done,
                                frame.playbook().addresses().support().value(),
                                family.waitDays(),
                                family.children().stream().map(this::child).toList(),
                                typed,
                                faults)))
                .orElseGet(() -> dead(csrf, response));
    }

    private FamilyPage.Child child(FamilyVisits.Child child) {
        return new FamilyPage.Child(
                child.person().id(),
                child.person().name(),
                child.shown(),
                child.held().stream()
                        .map(held -> held.place() + ": " + held.number())
                        .toList(),
                child.copies().stream()
                        .map(copy -> new FamilyPage.Copy(copy.id(), day(copy.askedAt()), copy.ready()))
                        .toList(),
                erasure(child.erasure()));
    }

    /** The same words, whatever stands in the way of it. */
    private @Nullable String erasure(@Nullable Erasure erasure) {
        if (erasure == null) {
            return null;
        }
        return switch (erasure.state()) {
            case REVIEW ->
                say(
                        "You asked for it to be deleted. Another person reads this first, as there is more than one adult.",
                        "Usted pidió borrarlo. Otra persona lo lee antes, porque hay más de un adulto en casa.");
            case WAITING -> say("It will be deleted from ", "Se borrará a partir del ") + day(erasure.dueAt()) + ".";
            case RUNNING, DONE, DECLINED -> say("It is being deleted.", "Se está borrando.");
        };
    }

    private String day(Instant at) {
        return LocalDate.ofInstant(at, frame.playbook().zone()).toString();
    }

    private ModelAndView dead(CsrfToken csrf, HttpServletResponse response) {
        Hidden.from(response);
        response.setStatus(404);
        return link(csrf, true, false, "", Map.of());
    }

    private ModelAndView link(CsrfToken csrf, boolean dead, boolean asked, String email, Map<String, String> faults) {
        return new ModelAndView(
                "portal/familyLink", "page", new FamilyLinkPage(frame.chrome(csrf), dead, asked, email, faults));
    }

    private static ModelAndView back(String token, String done) {
        return new ModelAndView("redirect:/my/family/" + token + "?done=" + done);
    }
}
