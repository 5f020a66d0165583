package org.nightlight.api;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The address that clients know this API under. Links to further pages must begin with just what a client was given, so it
 * is the configured public address, and only without one the address that the request came by.
 */
@Component
class Base {
    private static final String ROOT = "/api/v2";

    private final String publicUrl;

    Base(@Value("${nightlight.public-url}") String publicUrl) {
        this.publicUrl = publicUrl.strip().replaceAll("/+$", "");
    }

    String of(HttpServletRequest request) {
        if (!publicUrl.isEmpty()) {
            return publicUrl + ROOT;
        }
        String url = request.getRequestURL().toString();
        return url.substring(0, url.indexOf('/', url.indexOf("://") + 3)) + ROOT;
    }

    /** The path behind the root, as it was asked for. */
    String path(HttpServletRequest request) {
        return request.getRequestURI().substring(ROOT.length());
    }
}
