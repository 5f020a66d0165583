package org.nightlight.portal;

import java.io.IOException;
import java.io.InputStream;
import org.nightlight.channel.PostmarkMail;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;

/** Mail that a service hands on by HTTP. "Taken" is said only after it is stored; anything else has the service try again. */
@Controller
class MailEventsController {
    private final PostmarkMail postmark;

    MailEventsController(PostmarkMail postmark) {
        this.postmark = postmark;
    }

    @PostMapping("/hooks/postmark")
    ResponseEntity<Void> postmark(
            InputStream body, @RequestHeader(name = "Authorization", defaultValue = "") String authorization)
            throws IOException {
        return ResponseEntity.status(
                        switch (postmark.take(authorization, body)) {
                            case TAKEN -> HttpStatus.OK;
                            case REFUSED -> HttpStatus.NOT_FOUND;
                            case BROKEN -> HttpStatus.UNPROCESSABLE_CONTENT;
                            case TOO_LARGE -> HttpStatus.CONTENT_TOO_LARGE;
                        })
                .build();
    }
}
