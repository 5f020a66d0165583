package org.nightlight.desk;

import static org.nightlight.shared.Spoken.say;

import java.util.List;
import org.nightlight.channel.Inbound;
import org.nightlight.seal.SealedReading;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Messages that could not be read, each with its reason and another try. */
@Controller
class InboundController {
    private static final int PAGE = 50;

    private final Frame frame;
    private final Inbound inbound;
    private final SealedReading reading;

    InboundController(Frame frame, Inbound inbound, SealedReading reading) {
        this.frame = frame;
        this.inbound = inbound;
        this.reading = reading;
    }

    @GetMapping("/desk/inbound")
    ModelAndView list(@RequestParam(defaultValue = "" + Long.MAX_VALUE) long before, Visit visit) {
        return frame.page(visit, Chrome.Place.INBOUND, "desk/inbound", chrome -> {
            List<Inbound.Waiting> found = inbound.unreadable(before, PAGE + 1);
            List<Inbound.Waiting> shown = found.stream().limit(PAGE).toList();
            return new InboundPage(
                    chrome,
                    shown.stream().map(this::row).toList(),
                    before == Long.MAX_VALUE ? null : "/desk/inbound",
                    found.size() > PAGE
                            ? "/desk/inbound?before=" + shown.getLast().id()
                            : null);
        });
    }

    @GetMapping("/desk/inbound/{id}")
    ModelAndView show(@PathVariable long id, Visit visit) {
        return inbound.ticketOf(id)
                .map(ticketId ->
                        reading.open(visit.clearance(), visit.actor(), ticketId, "arrival", () -> page(visit, id)))
                .orElseGet(() -> page(visit, id));
    }

    private ModelAndView page(Visit visit, long id) {
        return frame.page(visit, Chrome.Place.INBOUND, "desk/inboundMessage", chrome -> {
            Inbound.Waiting found = inbound.find(id).orElseThrow(NotHere::new);
            return new InboundMessagePage(chrome, row(found), inbound.beginning(id), Inbound.isCut(found));
        });
    }

    @PostMapping("/desk/inbound/{id}/retries")
    ModelAndView retry(@PathVariable long id, Visit visit) {
        boolean again = inbound.retry(id, visit.clearance(), visit.actor());
        return visit.then("/desk/inbound", again ? Said.RETRIED : Said.NOT_RETRIED);
    }

    private InboundPage.Row row(Inbound.Waiting waiting) {
        Words words = frame.words();
        return new InboundPage.Row(
                waiting.id(),
                words.when(waiting.receivedAt()),
                words.via(waiting.channel().key()),
                waiting.from().isBlank() ? say("unreadable sender", "remitente ilegible") : waiting.from(),
                Words.size(waiting.size()),
                waiting.reason(),
                waiting.attempts(),
                waiting.ticketed()
                        ? say("with the Safety Team", "con el equipo de protección")
                        : say("screened as text, nothing found", "revisado como texto, sin hallazgos"),
                null);
    }
}
