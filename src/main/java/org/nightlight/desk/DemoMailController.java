package org.nightlight.desk;

import static org.nightlight.shared.Spoken.say;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.nightlight.channel.DemoMail;
import org.nightlight.channel.Outbox;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;

/** The mail that a demo desk keeps instead of sending it. Alerts among it are seen by the safety side alone. */
@Controller
class DemoMailController {
    private static final int SHOWN = 50;
    private static final List<String> HEADERS =
            List.of("From", "To", "Subject", "Date", "Message-ID", "In-Reply-To", "References", "Auto-Submitted");

    private final Frame frame;
    private final Outbox outbox;

    DemoMailController(Frame frame, Outbox outbox) {
        this.frame = frame;
        this.outbox = outbox;
    }

    @GetMapping("/demo/mail")
    ModelAndView list(Visit visit) {
        onlyForDemo();
        return frame.page(
                visit,
                Chrome.Place.DEMO_MAIL,
                "desk/demoMail",
                chrome -> new DemoMailPage(
                        chrome,
                        outbox.demoMail(SHOWN).stream()
                                .map(mail -> sent(mail, read(mail)))
                                .toList(),
                        null));
    }

    @GetMapping("/demo/mail/{id}")
    ModelAndView show(@PathVariable long id, Visit visit) {
        onlyForDemo();
        return frame.page(visit, Chrome.Place.DEMO_MAIL, "desk/demoMail", chrome -> {
            DemoMail mail = outbox.demoMail(id).orElseThrow(NotHere::new);
            MimeMessage read = read(mail);
            return new DemoMailPage(
                    chrome, List.of(), new DemoMailPage.Letter(sent(mail, read), headers(read), text(read), null));
        });
    }

    private void onlyForDemo() {
        if (!outbox.keepsForDemo()) {
            throw new NotHere();
        }
    }

    private DemoMailPage.Sent sent(DemoMail mail, MimeMessage read) {
        try {
            return new DemoMailPage.Sent(
                    mail.id(),
                    said(read.getFrom()),
                    said(read.getAllRecipients()),
                    read.getSubject() == null ? say("(no subject)", "(sin asunto)") : read.getSubject(),
                    frame.words().when(mail.at()));
        } catch (MessagingException broken) {
            throw new IllegalStateException("a mail of our own cannot be read", broken);
        }
    }

    private static MimeMessage read(DemoMail mail) {
        try {
            return new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(mail.raw()));
        } catch (MessagingException broken) {
            throw new IllegalStateException("a mail of our own cannot be read", broken);
        }
    }

    private static List<CasePage.Fact> headers(MimeMessage read) {
        List<CasePage.Fact> facts = new ArrayList<>();
        for (String name : HEADERS) {
            String value = header(read, name);
            if (value != null) {
                facts.add(new CasePage.Fact(name, value));
            }
        }
        return facts;
    }

    private static @Nullable String header(MimeMessage read, String name) {
        try {
            String value = read.getHeader(name, ", ");
            return value == null ? null : jakarta.mail.internet.MimeUtility.decodeText(value.replaceAll("\\s+", " "));
        } catch (MessagingException | IOException broken) {
            return null;
        }
    }

    private static String text(Part part) {
        try {
            if (part.getContent() instanceof Multipart parts) {
                return parts.getCount() == 0 ? "" : text(parts.getBodyPart(0));
            }
            return part.getContent() instanceof String text ? text : "";
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (MessagingException broken) {
            throw new IllegalStateException("a mail of our own cannot be read", broken);
        }
    }

    private static String said(Address @Nullable [] addresses) {
        return addresses == null
                ? ""
                : Arrays.stream(addresses)
                        .map(one -> one instanceof InternetAddress mail ? mail.getAddress() : one.toString())
                        .collect(Collectors.joining(", "));
    }
}
