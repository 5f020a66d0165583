package org.nightlight;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import gg.jte.resolve.DirectoryCodeResolver;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.nightlight.staff.StaffMember;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.MethodParameter;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.ViewResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Turns a controller's answer into HTML: the view named {@code desk/ticket} is the template {@code desk/ticket.jte}, its
 * parameters come from the model by name. And hands every controller that asks for one the {@link StaffMember} signed in.
 */
@Component
class Pages implements ViewResolver, WebMvcConfigurer {
    private final TemplateEngine templates;

    /** @param dev whether templates are read from the source folder and seen as soon as they change */
    Pages(@Value("${nightlight.dev}") boolean dev) {
        this.templates = dev
                ? TemplateEngine.create(
                        new DirectoryCodeResolver(Path.of("src/main/jte")), Path.of("target/jte-dev"), ContentType.Html)
                : TemplateEngine.createPrecompiled(ContentType.Html);
        templates.setTrimControlStructures(true);
    }

    @Override
    public @Nullable View resolveViewName(String name, Locale locale) {
        return templates.hasTemplate(name + ".jte") ? page(name + ".jte") : null;
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new SignedInMember());
    }

    private View page(String template) {
        return new View() {
            @Override
            public String getContentType() {
                return "text/html;charset=UTF-8";
            }

            @Override
            @SuppressWarnings("unchecked")
            public void render(
                    @Nullable Map<String, ?> model,
                    jakarta.servlet.http.HttpServletRequest request,
                    jakarta.servlet.http.HttpServletResponse response)
                    throws java.io.IOException {
                Utf8ByteOutput html = new Utf8ByteOutput();
                templates.render(template, model == null ? Map.of() : (Map<String, Object>) model, html);
                response.setContentType(getContentType());
                response.setContentLength(html.getContentLength());
                html.writeTo(response.getOutputStream());
            }
        };
    }

    private static final class SignedInMember implements HandlerMethodArgumentResolver {
        @Override
        public boolean supportsParameter(MethodParameter parameter) {
            return parameter.getParameterType() == StaffMember.class;
        }

        @Override
        public StaffMember resolveArgument(
                MethodParameter parameter,
                @Nullable ModelAndViewContainer container,
                NativeWebRequest request,
                @Nullable WebDataBinderFactory binders) {
            return SecurityContextHolder.getContext().getAuthentication() instanceof SignedIn signed
                    ? signed.member()
                    : refuse();
        }

        private static StaffMember refuse() {
            throw new org.springframework.security.access.AccessDeniedException("nobody is signed in");
        }
    }
}
