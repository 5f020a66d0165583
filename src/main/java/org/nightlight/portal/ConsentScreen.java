package org.nightlight.portal;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nightlight.privacy.ConsentCentre;
import org.nightlight.privacy.OpenedConsent;
import org.nightlight.shared.Outcome;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;

/** The parent's page as an answer, and the one for a link that opens nothing. */
@Component
class ConsentScreen {
    private final ConsentCentre centre;
    private final PortalFrame frame;

    ConsentScreen(ConsentCentre centre, PortalFrame frame) {
        this.centre = centre;
        this.frame = frame;
    }

    ModelAndView answered(
            String token,
            Optional<Outcome<OpenedConsent>> outcome,
            Map<String, String> sent,
            CsrfToken csrf,
            HttpServletResponse response) {
        Hidden.from(response);
        if (outcome.isEmpty()) {
            return dead(csrf, response);
        }
        return switch (outcome.get()) {
            case Outcome.Done<OpenedConsent> done -> back(token);
            case Outcome.Refused<OpenedConsent>(String field, String reason) -> {
                response.setStatus(422);
                yield centre.open(token)
                        .map(opened -> page(csrf, token, opened, sent, Map.of(field, reason)))
                        .orElseGet(() -> dead(csrf, response));
            }
        };
    }

    ModelAndView page(
            CsrfToken csrf, String token, OpenedConsent opened, Map<String, String> sent, Map<String, String> faults) {
        return new ModelAndView(
                "portal/consent",
                "page",
                ConsentPages.page(
                        frame.chrome(csrf, opened.language()),
                        "/my/consent/" + token,
                        opened,
                        centre.held(token),
                        opened.purpose().equals("centre") ? centre.notice(opened) : java.util.List.of(),
                        frame.playbook(),
                        centre.charge(),
                        sent,
                        faults));
    }

    ModelAndView dead(CsrfToken csrf, HttpServletResponse response) {
        response.setStatus(404);
        return link(csrf, true, false, "", Map.of());
    }

    ModelAndView link(CsrfToken csrf, boolean dead, boolean asked, String email, Map<String, String> faults) {
        return new ModelAndView(
                "portal/consentLink", "page", new ConsentLinkPage(frame.chrome(csrf), dead, asked, email, faults));
    }

    static ModelAndView back(String token) {
        return new ModelAndView("redirect:/my/consent/" + token);
    }

    static byte[] bytes(@Nullable MultipartFile file) {
        try {
            return file == null ? new byte[0] : file.getBytes();
        } catch (IOException failed) {
            throw new UncheckedIOException("an uploaded file could not be read", failed);
        }
    }
}
