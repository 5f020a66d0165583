package org.nightlight;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.function.Supplier;
import org.nightlight.staff.Sessions;
import org.springframework.security.core.context.DeferredSecurityContext;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.SecurityContextRepository;

/** Finds who sent a request by its session, only when somebody asks: a style sheet costs no look into the database. */
final class SessionContexts implements SecurityContextRepository {
    private final Sessions sessions;

    SessionContexts(Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public DeferredSecurityContext loadDeferredContext(HttpServletRequest request) {
        return new Deferred(() -> sessions.current(request));
    }

    @Override
    @Deprecated
    public SecurityContext loadContext(HttpRequestResponseHolder holder) {
        return loadDeferredContext(holder.getRequest()).get();
    }

    /** Sessions begin and end by {@link Sessions} alone. */
    @Override
    public void saveContext(SecurityContext context, HttpServletRequest request, HttpServletResponse response) {}

    @Override
    public boolean containsContext(HttpServletRequest request) {
        return request.getSession(false) != null;
    }

    private static final class Deferred implements DeferredSecurityContext {
        private final Supplier<Optional<org.nightlight.staff.StaffMember>> member;
        private @org.jspecify.annotations.Nullable SecurityContext context;

        Deferred(Supplier<Optional<org.nightlight.staff.StaffMember>> member) {
            this.member = member;
        }

        @Override
        public SecurityContext get() {
            SecurityContext known = context;
            if (known == null) {
                known = new SecurityContextImpl();
                Optional<org.nightlight.staff.StaffMember> found = member.get();
                if (found.isPresent()) {
                    known.setAuthentication(new SignedIn(found.get()));
                }
                context = known;
            }
            return known;
        }

        @Override
        public boolean isGenerated() {
            return get().getAuthentication() == null;
        }
    }
}
