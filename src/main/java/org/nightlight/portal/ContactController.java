package org.nightlight.portal;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import org.nightlight.channel.Intake;
import org.nightlight.channel.Letter;
import org.nightlight.ticket.Channel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * The contact form. What is sent enters by the same door as a mail. The answer is the same whatever screening says: a page
 * that differed would tell whoever looks over a child's shoulder.
 */
@Controller
class ContactController {
    private static final Logger LOG = LoggerFactory.getLogger(ContactController.class);

    private final PortalFrame frame;
    private final Intake intake;
    private final PeerLimit limit;
    private final Clock clock;

    ContactController(PortalFrame frame, Intake intake, Clock clock) {
        this.frame = frame;
        this.intake = intake;
        this.limit = new PeerLimit(clock);
        this.clock = clock;
    }

    @GetMapping("/contact")
    ModelAndView show(CsrfToken csrf) {
        return page(csrf, ContactPage.Form.EMPTY, UUID.randomUUID().toString(), Map.of());
    }

    @PostMapping("/contact")
    ModelAndView send(
            @RequestParam(defaultValue = "") String year,
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String email,
            @RequestParam(defaultValue = "") String message,
            @RequestParam(defaultValue = "") String website,
            @RequestParam(defaultValue = "") String once,
            CsrfToken csrf,
            HttpServletRequest request,
            HttpServletResponse response) {
        ContactForm form = new ContactForm(
                new ContactPage.Form(year.strip(), kind, name.strip(), email.strip(), message.replace("\r\n", "\n")),
                clock.instant().atZone(frame.playbook().zone()).getYear());
        Map<String, String> faults = form.faults();
        if (!faults.isEmpty()) {
            response.setStatus(422);
            return page(csrf, form.typed(), once, faults);
        }
        if (!limit.admits(request.getRemoteAddr())) {
            response.setStatus(429);
            return again(response, csrf, form, once, "Too many messages came from your network.");
        }
        OptionalLong stored = store(letter(form.typed(), !website.isEmpty()), once);
        if (stored.isEmpty()) {
            response.setStatus(503);
            return again(response, csrf, form, once, "We could not take your message just now.");
        }
        process(stored.getAsLong());
        return new ModelAndView("portal/sent", "page", new SentPage(frame.chrome(csrf), form.child()));
    }

    private OptionalLong store(Letter letter, String once) {
        try {
            return OptionalLong.of(intake.accept(Channel.WEB, key(once, letter), letter));
        } catch (RuntimeException away) {
            LOG.error("a contact form could not be stored: {}", away.getClass().getName());
            return OptionalLong.empty();
        }
    }

    /** The message is stored by now: if working on it fails, a worker ends it, and the sender is told the same. */
    private void process(long inboundId) {
        try {
            intake.process(inboundId);
        } catch (RuntimeException failed) {
            LOG.warn("a contact form waits for a worker: {}", failed.getClass().getName());
        }
    }

    /** The form with all that was typed, to be sent once more in a while. */
    private ModelAndView again(
            HttpServletResponse response, CsrfToken csrf, ContactForm form, String once, String why) {
        response.setHeader(HttpHeaders.RETRY_AFTER, "60");
        String told = why + " Your words are still here: wait a minute, then press Send again.";
        return page(csrf, form.typed(), once, Map.of("message", told));
    }

    /** The same form sent twice is one message; sent again with other words, it is another one. */
    private static String key(String once, Letter letter) {
        String form = once.matches("[0-9a-f-]{36}") ? once : UUID.randomUUID().toString();
        return form + ":" + hash(letter.toString());
    }

    /** A filled trap may be a program's work or a child's password manager's: it is marked, never dropped. */
    private static Letter letter(ContactPage.Form form, boolean trapped) {
        Map<String, String> fields = new LinkedHashMap<>();
        if (!form.year().isEmpty()) {
            fields.put("birthYear", form.year());
        }
        if (!form.kind().isEmpty()) {
            fields.put("kind", form.kind());
        }
        return new Letter(
                form.email(),
                form.name(),
                subject(form.kind()),
                form.message(),
                fields,
                trapped ? List.of("possible-spam") : List.of(),
                null,
                null,
                null);
    }

    private static String subject(String kind) {
        return ContactPage.KINDS.stream()
                .filter(known -> known.value().equals(kind))
                .map(ContactPage.Kind::label)
                .findFirst()
                .orElse("");
    }

    private ModelAndView page(CsrfToken csrf, ContactPage.Form form, String once, Map<String, String> faults) {
        boolean child = new ContactForm(
                        form, clock.instant().atZone(frame.playbook().zone()).getYear())
                .child();
        return new ModelAndView(
                "portal/contact",
                "page",
                new ContactPage(frame.chrome(csrf), form, ContactPage.KINDS, child, once, faults));
    }

    private static String hash(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
