package org.nightlight.desk;

import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    /** So many tickets are followed for one browser; whoever has more open sees the others change when they come back to them. */
    private static final int MOST_OPEN = 100;

    private final LiveFeed feed;

    LiveController(LiveFeed feed) {
        this.feed = feed;
    }

    /**
     * @param ticket those that are open in this browser
     * @param version in the same order, the version that each was drawn at
     * @param shared whether it is for all tabs of this browser: then it takes the place of the one before
     */
    @GetMapping(path = "/desk/live", produces = "text/event-stream")
    SseEmitter live(
            @RequestParam(defaultValue = "") List<Long> ticket,
            @RequestParam(defaultValue = "") List<Integer> version,
            @RequestParam(defaultValue = "false") boolean shared,
            HttpSession session,
            Visit visit) {
        visit.response().setHeader("X-Accel-Buffering", "no");
        visit.response().setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        SseEmitter out = new SseEmitter(LONGEST.toMillis());
        Map<Long, Integer> open = new HashMap<>();
        for (int i = 0; i < Math.min(ticket.size(), MOST_OPEN); i++) {
            open.put(ticket.get(i), i < version.size() ? version.get(i) : 0);
        }
        feed.add(new LiveScreen(out, visit.member(), shared ? session.getId() : "", open));
        return out;
    }
}
