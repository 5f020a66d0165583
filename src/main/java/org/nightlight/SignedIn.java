package org.nightlight;

import java.util.Set;
import org.nightlight.staff.StaffMember;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/** A member of staff, as Spring Security carries them through one request. Never stored. */
final class SignedIn extends AbstractAuthenticationToken {
    private final transient StaffMember member;

    SignedIn(StaffMember member) {
        super(Set.of());
        this.member = member;
        setAuthenticated(true);
    }

    StaffMember member() {
        return member;
    }

    @Override
    public Object getPrincipal() {
        return member;
    }

    @Override
    public String getCredentials() {
        return "";
    }

    @Override
    public String getName() {
        return Long.toString(member.id());
    }
}
