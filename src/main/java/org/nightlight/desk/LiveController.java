package org.nightlight.desk;

import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** What changed, while it changes. The browser then asks for the page again, which decides anew what may be seen. */
@Controller
class LiveController {
    /** After this the browser comes again, and with it the question of who it is and what that person may see. */
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final LiveFeed feed;

    LiveController(LiveFeed feed) {
        this.feed = feed;
    }

    @GetMapping(path = "/desk/live", produces = "text/event-stream")
    SseEmitter live(
            @RequestParam(defaultValue = "0") long ticket, @RequestParam(defaultValue = "0") int version, Visit visit) {
        visit.response().setHeader("X-Accel-Buffering", "no");
        visit.response().setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        SseEmitter out = new SseEmitter(LONGEST.toMillis());
        feed.add(new LiveScreen(out, visit.member(), ticket, version));
        return out;
    }
}
