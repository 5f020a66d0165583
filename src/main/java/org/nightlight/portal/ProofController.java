package org.nightlight.portal;

import jakarta.servlet.http.HttpServletResponse;
import org.nightlight.privacy.Proofs;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;

/** Where somebody shows that an address is theirs. Reading proves nothing, since mail programs follow links by themselves. */
@Controller
class ProofController {
    private final Proofs proofs;
    private final PortalFrame frame;

    ProofController(Proofs proofs, PortalFrame frame) {
        this.proofs = proofs;
        this.frame = frame;
    }

    @GetMapping("/my/proofs/{token}")
    ModelAndView show(@PathVariable String token, CsrfToken csrf, HttpServletResponse response) {
        Hidden.from(response);
        return proofs.open(token)
                .map(done -> page(csrf, "/my/proofs/" + token, done))
                .orElseGet(() -> {
                    response.setStatus(404);
                    return page(csrf, "", false);
                });
    }

    @PostMapping("/my/proofs/{token}/confirmation")
    ModelAndView prove(@PathVariable String token, HttpServletResponse response) {
        Hidden.from(response);
        proofs.prove(token);
        return new ModelAndView("redirect:/my/proofs/" + token);
    }

    private ModelAndView page(CsrfToken csrf, String here, boolean done) {
        return new ModelAndView(
                "portal/proof",
                "page",
                new ProofPage(
                        frame.chrome(csrf),
                        here,
                        frame.playbook().addresses().support().value(),
                        done));
    }
}
