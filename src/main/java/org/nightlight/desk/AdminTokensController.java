package org.nightlight.desk;

import org.nightlight.staff.Role;
import org.nightlight.staff.Tokens;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;

/** Whose programs may come in by the API. Admins see and end tokens; each makes their own on the account page. */
@Controller
class AdminTokensController {
    private static final String HERE = "/desk/admin/tokens";

    private final Frame frame;
    private final Tokens tokens;

    AdminTokensController(Frame frame, Tokens tokens) {
        this.frame = frame;
        this.tokens = tokens;
    }

    @GetMapping(HERE)
    ModelAndView show(Visit visit) {
        return frame.page(visit, Chrome.Place.TOKENS, "desk/adminTokens", chrome -> {
            Words words = frame.words();
            return new AdminTokensPage(
                    chrome,
                    tokens.all().stream().map(owned -> row(owned, words)).toList());
        });
    }

    @PostMapping(HERE + "/{id}/revocation")
    ModelAndView revoke(@PathVariable long id, Visit visit) {
        return visit.then(HERE, tokens.revoke(visit.actor(), id) ? Said.REVOKED : Said.TOKEN_GONE);
    }

    private static AdminTokensPage.Row row(Tokens.Owned owned, Words words) {
        Tokens.Token token = owned.token();
        return new AdminTokensPage.Row(
                token.id(),
                owned.owner().name(),
                token.name(),
                owned.owner().roles().stream().map(Role::label).sorted().toList(),
                owned.owner().active(),
                words.when(token.createdAt()),
                token.lastUsedAt() == null ? null : words.when(token.lastUsedAt()));
    }
}
