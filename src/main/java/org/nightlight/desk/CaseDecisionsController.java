package org.nightlight.desk;

import static org.nightlight.shared.Spoken.say;

import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.nightlight.safety.CaseGround;
import org.nightlight.safety.Ending;
import org.nightlight.safety.Level;
import org.nightlight.safety.Levels;
import org.nightlight.safety.Reaching;
import org.nightlight.safety.SafeChannel;
import org.nightlight.safety.SafetyCase;
import org.nightlight.safety.SecondOpinions;
import org.nightlight.safety.Suspect;
import org.nightlight.safety.Suspecting;
import org.nightlight.ticket.Refusal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** What people judge of a case: who is suspected, how the child is reached, how grave it is, and that it ends. */
@Controller
class CaseDecisionsController {
    private final CasePages pages;
    private final Suspecting suspecting;
    private final Reaching reaching;
    private final CaseGround grounds;
    private final Levels levels;
    private final Ending ending;
    private final SecondOpinions seconds;

    CaseDecisionsController(
            CasePages pages,
            Suspecting suspecting,
            Reaching reaching,
            CaseGround grounds,
            Levels levels,
            Ending ending,
            SecondOpinions seconds) {
        this.pages = pages;
        this.suspecting = suspecting;
        this.reaching = reaching;
        this.grounds = grounds;
        this.levels = levels;
        this.ending = ending;
        this.seconds = seconds;
    }

    @PostMapping("/desk/cases/{id}/suspect")
    ModelAndView suspect(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String suspect,
            @RequestParam(required = false) @Nullable Long staff,
            @RequestParam(name = "suspect-reason", defaultValue = "") String reason,
            Visit visit) {
        return run(
                visit,
                id,
                "suspect-reason",
                reason,
                Said.CASE_SAVED,
                () -> suspecting.decide(id, visit.actor(), known(() -> Suspect.ofKey(suspect)), staff, reason));
    }

    @PostMapping("/desk/cases/{id}/channel")
    ModelAndView channel(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String channel,
            @RequestParam(name = "channel-reason", defaultValue = "") String reason,
            Visit visit) {
        return run(
                visit,
                id,
                "channel-reason",
                reason,
                Said.CASE_SAVED,
                () -> reaching.decide(id, visit.actor(), known(() -> SafeChannel.ofKey(channel)), reason));
    }

    @PostMapping("/desk/cases/{id}/ground")
    ModelAndView ground(
            @PathVariable long id,
            @RequestParam(defaultValue = "-") String ground,
            @RequestParam(name = "ground-reason", defaultValue = "") String reason,
            Visit visit) {
        return run(
                visit,
                id,
                "ground-reason",
                reason,
                Said.CASE_SAVED,
                () -> grounds.decide(id, visit.actor(), ground.equals("v") ? "" : ground, reason));
    }

    @PostMapping("/desk/cases/{id}/jurisdiction")
    ModelAndView jurisdiction(
            @PathVariable long id, @RequestParam(defaultValue = "") String jurisdiction, Visit visit) {
        return run(
                visit, id, "jurisdiction", "", Said.CASE_SAVED, () -> reaching.locate(id, visit.actor(), jurisdiction));
    }

    @PostMapping("/desk/cases/{id}/level")
    ModelAndView level(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String level,
            @RequestParam(name = "level-reason", defaultValue = "") String reason,
            Visit visit) {
        return run(
                visit,
                id,
                "level-reason",
                reason,
                Said.LEVEL_CHANGED,
                () -> levels.change(id, visit.actor(), known(() -> Level.valueOf(level)), reason));
    }

    @PostMapping("/desk/cases/{id}/release")
    ModelAndView release(@PathVariable long id, @RequestParam(defaultValue = "") String reason, Visit visit) {
        return run(visit, id, "reason", reason, Said.RELEASED, () -> ending.release(id, visit.actor(), reason));
    }

    @PostMapping("/desk/cases/{id}/closure")
    ModelAndView close(
            @PathVariable long id,
            @RequestParam(name = "closure-reason", defaultValue = "") String reason,
            Visit visit) {
        return run(
                visit, id, "closure-reason", reason, Said.CASE_CLOSED, () -> ending.close(id, visit.actor(), reason));
    }

    @PostMapping("/desk/cases/{id}/proposals/{proposal}/confirmation")
    ModelAndView confirm(@PathVariable long id, @PathVariable long proposal, Visit visit) {
        return run(visit, id, "waiting", "", Said.CONFIRMED, () -> seconds.confirm(id, proposal, visit.actor()));
    }

    @PostMapping("/desk/cases/{id}/proposals/{proposal}/refusal")
    ModelAndView decline(
            @PathVariable long id,
            @PathVariable long proposal,
            @RequestParam(name = "refusal-reason", defaultValue = "") String reason,
            Visit visit) {
        return run(
                visit,
                id,
                "refusal-reason",
                reason,
                Said.DECLINED,
                () -> seconds.decline(id, proposal, visit.actor(), reason));
    }

    private ModelAndView run(
            Visit visit, long id, String field, String text, Said done, Supplier<Optional<SafetyCase>> verb) {
        return pages.run(visit, new CasePages.Form(id, field, text), done, verb);
    }

    static <T> T known(Supplier<T> read) {
        try {
            return read.get();
        } catch (IllegalArgumentException unknown) {
            throw new Refusal(say("Choose one of the list.", "Elige una opción de la lista."));
        }
    }
}
