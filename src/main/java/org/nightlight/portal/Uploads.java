package org.nightlight.portal;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.support.StandardServletMultipartResolver;

/**
 * Forms with files are laid out before a controller sees them, but for a mail that a service hands on: that is read as it comes, and for
 * one that was refused: the page that says so has no need of it.
 */
@Component("multipartResolver")
class Uploads extends StandardServletMultipartResolver {
    @Override
    public boolean isMultipart(HttpServletRequest request) {
        return request.getDispatcherType() != DispatcherType.ERROR
                && !request.getRequestURI().startsWith("/hooks/")
                && super.isMultipart(request);
    }
}
