package org.nightlight.desk;

import static org.nightlight.shared.Spoken.say;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nightlight.database.Database;
import org.nightlight.safety.cybertip.Access;
import org.nightlight.safety.cybertip.Connection;
import org.nightlight.safety.cybertip.CybertipSwitch;
import org.nightlight.safety.cybertip.CybertipSwitch.Proposal;
import org.nightlight.safety.cybertip.Environment;
import org.nightlight.staff.Staff;
import org.nightlight.ticket.Refusal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The desk's way to the CyberTipline: credentials, connection, and the switch to real reports. */
@Controller
@RequestMapping("/desk/cybertip")
class CybertipSwitchController {
    private static final String HERE = "/desk/cybertip";

    private final Database database;
    private final Frame frame;
    private final CybertipSwitch production;
    private final Connection connection;
    private final Access access;
    private final Staff staff;

    CybertipSwitchController(
            Database database,
            Frame frame,
            CybertipSwitch production,
            Connection connection,
            Access access,
            Staff staff) {
        this.database = database;
        this.frame = frame;
        this.production = production;
        this.connection = connection;
        this.access = access;
        this.staff = staff;
    }

    @GetMapping
    ModelAndView show(Visit visit) {
        return page(visit, "", Map.of());
    }

    @PostMapping("/checks")
    ModelAndView check(@RequestParam(defaultValue = "test") String system, Visit visit) {
        Environment asked = system.equals("production") ? Environment.PRODUCTION : Environment.TEST;
        return page(visit, access.host(asked) + ": " + connection.check(asked), Map.of());
    }

    @PostMapping("/production")
    ModelAndView propose(Visit visit) {
        return run(visit, () -> production.propose(visit.actor()));
    }

    @PostMapping("/production/{proposal}/confirmation")
    ModelAndView confirm(@PathVariable long proposal, Visit visit) {
        return run(visit, () -> production.confirm(proposal, visit.actor()));
    }

    @PostMapping("/test")
    ModelAndView off(Visit visit) {
        return run(visit, () -> production.off(visit.actor()));
    }

    @PostMapping("/stops/{stop}/end")
    ModelAndView resume(@PathVariable long stop, Visit visit) {
        return run(visit, () -> production.resume(stop, visit.actor()));
    }

    private ModelAndView run(Visit visit, Runnable verb) {
        try {
            database.write(visit.clearance(), verb);
            return visit.then(HERE, Said.SAVED);
        } catch (Refusal refused) {
            return visit.answer(422, page(visit, "", Map.of("main", String.valueOf(refused.getMessage()))));
        }
    }

    private ModelAndView page(Visit visit, String checked, Map<String, String> faults) {
        return frame.page(visit, Chrome.Place.CASES, "desk/cybertipSwitch", chrome -> {
            Map<Long, String> names = Talk.names(staff.all());
            Words words = frame.words();
            Optional<Proposal> proposal = production.proposal();
            return new CybertipSwitchPage(
                    chrome,
                    production.environment() == Environment.PRODUCTION,
                    Arrays.stream(Environment.values()).map(this::system).toList(),
                    proposal.map(it -> say("%s proposed it, %s.", "Lo propuso %s, %s.")
                                    .formatted(
                                            names.getOrDefault(
                                                    it.by(), say("Somebody who left", "Alguien que ya no está")),
                                            words.when(it.at()).exact()))
                            .orElse(null),
                    proposal.map(Proposal::id).orElse(0L),
                    proposal.filter(it -> it.by() != visit.member().id()).isPresent(),
                    stops(words),
                    checked,
                    faults);
        });
    }

    private CybertipSwitchPage.System system(Environment it) {
        return new CybertipSwitchPage.System(
                it.key(),
                it == Environment.TEST ? say("Test system", "Sistema de pruebas") : say("Production", "Producción"),
                access.host(it),
                access.ready(it),
                Access.setting(it));
    }

    private List<CybertipSwitchPage.Stop> stops(Words words) {
        return production.stops().stream()
                .map(it -> new CybertipSwitchPage.Stop(
                        it.id(),
                        (it.environment() == Environment.TEST
                                        ? say("Test system: ", "Sistema de pruebas: ")
                                        : say("Production: ", "Producción: "))
                                + say(
                                                "nothing is sent since %s, as the sign-in was not taken (code %s).",
                                                "no se envía nada desde el %s, porque no se aceptaron las credenciales (código %s).")
                                        .formatted(words.when(it.at()).exact(), it.code())))
                .toList();
    }
}
