package org.nightlight.portal;

import static org.nightlight.shared.Spoken.say;

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
import org.nightlight.playbook.Notice;
import org.nightlight.shared.Spoken;
import org.nightlight.ticket.Channel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.CookieValue;
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

    /** The band of whoever has answered the question, for this session. */
    static final String AGE = "age";

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

    /** The question first; whoever has answered it in this session comes to the form at once. */
    @GetMapping("/contact")
    ModelAndView show(@CookieValue(name = AGE, defaultValue = "") String answered, CsrfToken csrf) {
        return answered.isEmpty() && frame.playbook().notice().asksFor("age")
                ? question(csrf, "", Map.of())
                : page(csrf, new ContactForm(ContactPage.Form.EMPTY, AgeBand.ofKey(answered)), fresh(), Map.of());
    }

    /**
     * An answer, or none: whoever would rather not say goes on as well, and is taken to be as young as may be. The form comes
     * with this answer and not after a detour, so that a browser that keeps no cookies is not asked for ever.
     */
    @PostMapping("/contact/age")
    ModelAndView answer(
            @RequestParam(defaultValue = "") String year,
            @RequestParam(defaultValue = "") String skip,
            @CookieValue(name = AGE, defaultValue = "") String answered,
            CsrfToken csrf,
            HttpServletRequest request,
            HttpServletResponse response) {
        String said = skip.isEmpty() ? year.strip() : "";
        if (!said.isEmpty() && !AgeBand.isYear(said, thisYear())) {
            response.setStatus(422);
            return question(
                    csrf,
                    said,
                    Map.of(
                            "year",
                            say(
                                    "Write the year with four digits, such as 1996.",
                                    "Escribe el año con cuatro cifras, como 1996.")));
        }
        AgeBand age = AgeBand.bornIn(said, thisYear()).after(AgeBand.ofKey(answered));
        remember(age, request, response);
        return page(csrf, new ContactForm(ContactPage.Form.EMPTY, age), fresh(), Map.of());
    }

    @PostMapping("/contact")
    ModelAndView send(
            @RequestParam(defaultValue = "") String year,
            @RequestParam(defaultValue = "") String age,
            @CookieValue(name = AGE, defaultValue = "") String answered,
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String email,
            @RequestParam(defaultValue = "") String message,
            @RequestParam(defaultValue = "") String website,
            @RequestParam(defaultValue = "") String once,
            CsrfToken csrf,
            HttpServletRequest request,
            HttpServletResponse response) {
        AgeBand band = (year.isBlank() ? AgeBand.ofKey(age) : AgeBand.bornIn(year.strip(), thisYear()))
                .after(AgeBand.ofKey(answered));
        ContactForm form = ContactForm.of(
                new ContactPage.Form(kind, name.strip(), email.strip(), message.replace("\r\n", "\n")),
                band,
                frame.playbook().notice());
        Map<String, String> faults = form.faults();
        if (!faults.isEmpty()) {
            response.setStatus(422);
            return page(csrf, form, once, faults);
        }
        if (!limit.admits(request.getRemoteAddr())) {
            response.setStatus(429);
            return again(
                    response,
                    csrf,
                    form,
                    once,
                    say("Too many messages came from your network.", "Llegaron demasiados mensajes desde tu red."));
        }
        OptionalLong stored = store(letter(form, !website.isEmpty()), once);
        if (stored.isEmpty()) {
            response.setStatus(503);
            return again(
                    response,
                    csrf,
                    form,
                    once,
                    say("We could not take your message just now.", "Ahora mismo no pudimos recibir tu mensaje."));
        }
        process(stored.getAsLong());
        return new ModelAndView(
                "portal/sent",
                "page",
                new SentPage(
                        frame.chrome(csrf), form.child(), !form.typed().email().isEmpty()));
    }

    /** Said in English whatever the page speaks, as all that is kept. */
    private OptionalLong store(Letter letter, String once) {
        try {
            return OptionalLong.of(
                    Spoken.in(Spoken.ENGLISH, () -> intake.accept(Channel.WEB, key(once, letter), letter)));
        } catch (RuntimeException away) {
            LOG.error("a contact form could not be stored: {}", away.getClass().getName());
            return OptionalLong.empty();
        }
    }

    /** The message is stored by now: if working on it fails, a worker ends it, and the sender is told the same. */
    private void process(long inboundId) {
        try {
            Spoken.in(Spoken.ENGLISH, () -> {
                intake.process(inboundId);
                return null;
            });
        } catch (RuntimeException failed) {
            LOG.warn("a contact form waits for a worker: {}", failed.getClass().getName());
        }
    }

    /** The form with all that was typed, to be sent once more in a while. */
    private ModelAndView again(
            HttpServletResponse response, CsrfToken csrf, ContactForm form, String once, String why) {
        response.setHeader(HttpHeaders.RETRY_AFTER, "60");
        String told = why + " "
                + say(
                        "Your words are still here: wait a minute, then press Send again.",
                        "Tus palabras siguen aquí: espera un minuto y pulsa Enviar otra vez.");
        return page(csrf, form, once, Map.of("message", told));
    }

    /** The same form sent twice is one message; sent again with other words, it is another one. */
    private static String key(String once, Letter letter) {
        String form = once.matches("[0-9a-f-]{36}") ? once : UUID.randomUUID().toString();
        return form + ":" + hash(letter.toString());
    }

    /** A filled trap may be a program's work or a child's password manager's: it is marked, never dropped. */
    private static Letter letter(ContactForm sent, boolean trapped) {
        ContactPage.Form form = sent.typed();
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put(Letter.AGE, sent.age().key());
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
                .map(ContactPage.Kind::subject)
                .findFirst()
                .orElse("");
    }

    private ModelAndView question(CsrfToken csrf, String year, Map<String, String> faults) {
        return new ModelAndView("portal/age", "page", new AgePage(frame.chrome(csrf), year, faults));
    }

    private ModelAndView page(CsrfToken csrf, ContactForm form, String once, Map<String, String> faults) {
        Notice notice = frame.playbook().notice();
        return new ModelAndView(
                "portal/contact",
                "page",
                new ContactPage(
                        frame.chrome(csrf),
                        form.typed(),
                        ContactPage.KINDS,
                        form.age().key(),
                        form.child(),
                        ContactForm.asksName(form.age(), notice),
                        notice.asksFor("email"),
                        notice.asks(),
                        once,
                        faults));
    }

    /** For as long as the browser is open: the band alone, so that a second answer changes nothing for a child. */
    private static void remember(AgeBand age, HttpServletRequest request, HttpServletResponse response) {
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                ResponseCookie.from(AGE, age.key())
                        .path("/contact")
                        .httpOnly(true)
                        .sameSite("Lax")
                        .secure(request.isSecure())
                        .build()
                        .toString());
    }

    private int thisYear() {
        return clock.instant().atZone(frame.playbook().zone()).getYear();
    }

    private static String fresh() {
        return UUID.randomUUID().toString();
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
