package org.nightlight.desk;

import static org.nightlight.shared.Spoken.say;

import java.time.LocalTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.nightlight.database.Database;
import org.nightlight.shared.Outcome;
import org.nightlight.staff.Role;
import org.nightlight.staff.Sessions;
import org.nightlight.staff.SignIn;
import org.nightlight.staff.Staff;
import org.nightlight.staff.StaffMember;
import org.nightlight.staff.Tokens;
import org.nightlight.staff.Wishes;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** One's own account: how the desk looks, the password, where one is signed in, tokens. */
@Controller
class AccountController {
    private static final String HERE = "/desk/account";
    private static final String TIME = "(?:[01]\\d|2[0-3]):[0-5]\\d";

    private final Frame frame;
    private final Staff staff;
    private final Sessions sessions;
    private final SignIn signIn;
    private final Tokens tokens;
    private final CarePanels care;
    private final Wishes wishes;
    private final Database database;
    private final Attending attending;

    AccountController(
            Frame frame,
            Staff staff,
            Sessions sessions,
            SignIn signIn,
            Tokens tokens,
            CarePanels care,
            Wishes wishes,
            Database database,
            Attending attending) {
        this.frame = frame;
        this.staff = staff;
        this.sessions = sessions;
        this.signIn = signIn;
        this.tokens = tokens;
        this.care = care;
        this.wishes = wishes;
        this.database = database;
        this.attending = attending;
    }

    @GetMapping(HERE)
    ModelAndView show(Visit visit) {
        return page(visit, null, Map.of());
    }

    @PostMapping(HERE + "/look")
    ModelAndView look(
            @RequestParam(defaultValue = "") String density,
            @RequestParam(defaultValue = "") String language,
            @RequestParam(defaultValue = "") String theme,
            Visit visit) {
        return switch (staff.setLook(visit.member().id(), density, language)) {
            case Outcome.Done<StaffMember> saved -> {
                visit.keepTheme(theme);
                yield visit.then(HERE, Said.SAVED);
            }
            case Outcome.Refused<StaffMember>(String field, String reason) ->
                visit.answer(422, page(visit, null, Map.of(field, reason)));
        };
    }

    @PostMapping(HERE + "/wishes")
    ModelAndView wish(
            @RequestParam(defaultValue = "false") boolean mentioned,
            @RequestParam(defaultValue = "false") boolean assigned,
            @RequestParam(defaultValue = "false") boolean screen,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String until,
            Visit visit) {
        if (from.isBlank() != until.isBlank()) {
            String field = from.isBlank() ? "from" : "until";
            return visit.answer(
                    422,
                    page(
                            visit,
                            null,
                            Map.of(
                                    field,
                                    say(
                                            "Give both times, or leave both empty for no quiet hours.",
                                            "Indica las dos horas, o deja las dos vacías para no tener horas de silencio."))));
        }
        if (!from.isBlank() && !(from.matches(TIME) && until.matches(TIME))) {
            return visit.answer(
                    422,
                    page(
                            visit,
                            null,
                            Map.of("from", say("A time looks like 22:00.", "Una hora se escribe como 22:00."))));
        }
        Wishes.Wish wish = new Wishes.Wish(
                mentioned,
                assigned,
                screen,
                from.isBlank() ? null : LocalTime.parse(from),
                until.isBlank() ? null : LocalTime.parse(until));
        database.write(visit.clearance(), () -> wishes.set(visit.member().id(), wish));
        return visit.then(HERE, Said.SAVED);
    }

    @PostMapping(HERE + "/attendance")
    ModelAndView attend(@RequestParam Map<String, String> sent, Visit visit) {
        long me = visit.member().id();
        return switch (attending.keep(me, sent, visit)) {
            case Outcome.Done<StaffMember> kept -> visit.then(HERE, Said.SAVED);
            case Outcome.Refused<StaffMember>(String field, String reason) ->
                visit.answer(422, page(visit, null, Map.of(field + "-" + me, reason)));
        };
    }

    @PostMapping(HERE + "/password")
    ModelAndView password(
            @RequestParam(defaultValue = "") String current,
            @RequestParam(defaultValue = "") String password,
            Visit visit) {
        return switch (staff.changePassword(visit.member().id(), current, password)) {
            case Outcome.Done<StaffMember> changed -> stay(password, visit);
            case Outcome.Refused<StaffMember>(String field, String reason) ->
                visit.answer(422, page(visit, null, Map.of(field, reason)));
        };
    }

    /** The change ended every session, this one too; whoever made it goes on in a new one. */
    private ModelAndView stay(String password, Visit visit) {
        String email = visit.member().email().value();
        if (signIn.attempt(email, password, visit.request().getRemoteAddr()) instanceof SignIn.Result.Known known) {
            sessions.begin(visit.request(), known);
            return visit.then(HERE, Said.PASSWORD);
        }
        return new ModelAndView("redirect:/desk/sign-in");
    }

    @PostMapping(HERE + "/sign-outs")
    String signOutEverywhere(Visit visit) {
        sessions.endAll(visit.member().id());
        return "redirect:/desk/sign-in";
    }

    @PostMapping(HERE + "/tokens")
    ModelAndView create(@RequestParam(defaultValue = "") String label, Visit visit) {
        return switch (tokens.create(visit.member().id(), label)) {
            case Outcome.Done<Tokens.Fresh>(Tokens.Fresh fresh) -> page(visit, fresh.secret(), Map.of());
            case Outcome.Refused<Tokens.Fresh>(String field, String reason) ->
                visit.answer(422, page(visit, null, Map.of("label", reason)));
        };
    }

    @PostMapping(HERE + "/tokens/{id}/revocation")
    ModelAndView revoke(@PathVariable long id, Visit visit) {
        tokens.revoke(visit.member().id(), id);
        return visit.then(HERE, Said.REVOKED);
    }

    private ModelAndView page(Visit visit, @Nullable String fresh, Map<String, String> faults) {
        return frame.page(visit, Chrome.Place.ACCOUNT, "desk/account", chrome -> {
            Words words = frame.words();
            StaffMember me = visit.member();
            return new AccountPage(
                    chrome,
                    me.roles().stream().map(Role::label).sorted().toList(),
                    me.teams().stream().map(words::team).sorted().toList(),
                    words.skills(me.skills()),
                    sessions.count(me.id()),
                    tokens.list(me.id()).stream()
                            .map(token -> new AccountPage.Token(
                                    token.id(),
                                    token.name(),
                                    words.when(token.createdAt()),
                                    token.lastUsedAt() == null ? null : words.when(token.lastUsedAt())))
                            .toList(),
                    care.of(visit, words),
                    told(wishes.of(me.id())),
                    me.id(),
                    chrome.signed() != null && chrome.signed().agent() ? attending.panel(me) : null,
                    me.teams().stream()
                            .map(team -> frame.playbook().teams().get(team))
                            .anyMatch(team -> team != null && team.giving() != null),
                    fresh,
                    faults);
        });
    }

    private static AccountPage.Told told(Wishes.Wish wish) {
        return new AccountPage.Told(
                wish.mentioned(),
                wish.assigned(),
                wish.onScreen(),
                wish.from() == null ? "" : wish.from().toString(),
                wish.until() == null ? "" : wish.until().toString());
    }
}
