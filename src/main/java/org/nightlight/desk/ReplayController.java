package org.nightlight.desk;

import static org.nightlight.shared.Spoken.say;

import java.util.List;
import org.nightlight.channel.Replay;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Kept mails, and for each what the reader decides about it and why. */
@Controller
class ReplayController {
    private static final String HERE = "/desk/admin/mail";
    private static final int PAGE = 30;

    private final Frame frame;
    private final Replay replay;

    ReplayController(Frame frame, Replay replay) {
        this.frame = frame;
        this.replay = replay;
    }

    @GetMapping(HERE)
    ModelAndView list(@RequestParam(defaultValue = "" + Long.MAX_VALUE) long before, Visit visit) {
        List<Replay.Kept> kept = replay.latest(visit.clearance(), before, PAGE);
        return frame.page(
                visit,
                Chrome.Place.MAIL,
                "desk/adminMail",
                chrome -> new AdminMailPage(
                        chrome,
                        kept.stream().map(this::row).toList(),
                        before == Long.MAX_VALUE ? null : HERE,
                        kept.isEmpty()
                                ? null
                                : HERE + "?before=" + kept.getLast().id()));
    }

    @GetMapping(HERE + "/{id}")
    ModelAndView show(@PathVariable long id, Visit visit) {
        Replay.Read read = replay.read(id, visit.clearance(), visit.actor()).orElseThrow(NotHere::new);
        return frame.page(
                visit,
                Chrome.Place.MAIL,
                "desk/adminMailReplay",
                chrome -> new AdminMailReplayPage(
                        chrome,
                        row(read.kept()),
                        read.facts().stream()
                                .map(fact -> new AdminMailReplayPage.Fact(fact.about(), fact.found()))
                                .toList(),
                        read.parts().stream().map(ReplayController::part).toList(),
                        read.own(),
                        read.folded(),
                        read.other()));
    }

    private AdminMailPage.Row row(Replay.Kept kept) {
        Long ticket = kept.ticketId();
        return new AdminMailPage.Row(
                kept.id(),
                frame.words().when(kept.receivedAt()),
                Words.size(kept.size()),
                ticket == null ? null : Words.number(ticket),
                ticket == null ? "/desk/inbound/" + kept.id() : "/desk/tickets/" + ticket,
                kept.isTooLarge());
    }

    private static AdminMailReplayPage.Part part(Replay.Part part) {
        return new AdminMailReplayPage.Part(
                part.name(),
                part.type(),
                Words.size(part.size()),
                part.inline()
                        ? say("in its place in the text", "en su lugar en el texto")
                        : say("a file", "un archivo"));
    }
}
