package org.nightlight.portal;

import java.io.IOException;
import java.io.InputStream;
import org.nightlight.channel.ServiceMail;
import org.nightlight.channel.SesMail;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;

/** Mail that a service hands on by HTTP. "Taken" is said only after it is stored; anything else has the service try again. */
@Controller
class ServiceMailController {
    private final ServiceMail services;
    private final SesMail ses;

    ServiceMailController(ServiceMail services, SesMail ses) {
        this.services = services;
        this.ses = ses;
    }

    @PostMapping("/hooks/postmark")
    ResponseEntity<Void> postmark(
            InputStream body, @RequestHeader(name = "Authorization", defaultValue = "") String authorization)
            throws IOException {
        return told(services.postmark(authorization, body));
    }

    @PostMapping("/hooks/sendgrid-mail")
    ResponseEntity<Void> sendGrid(
            InputStream body,
            @RequestHeader(name = "Authorization", defaultValue = "") String authorization,
            @RequestHeader(name = "X-Twilio-Email-Event-Webhook-Timestamp", defaultValue = "") String timestamp,
            @RequestHeader(name = "X-Twilio-Email-Event-Webhook-Signature", defaultValue = "") String signature,
            @RequestHeader(name = "Content-Type", defaultValue = "") String contentType)
            throws IOException {
        return told(services.sendGrid(new ServiceMail.Call(authorization, timestamp, signature, contentType), body));
    }

    @PostMapping("/hooks/ses")
    ResponseEntity<Void> ses(InputStream body) throws IOException {
        return told(ses.heard(body));
    }

    private static ResponseEntity<Void> told(ServiceMail.Answer answer) {
        return ResponseEntity.status(
                        switch (answer) {
                            case TAKEN -> HttpStatus.OK;
                            case REFUSED -> HttpStatus.NOT_FOUND;
                            case BROKEN -> HttpStatus.UNPROCESSABLE_CONTENT;
                            case TOO_LARGE -> HttpStatus.CONTENT_TOO_LARGE;
                        })
                .build();
    }
}
