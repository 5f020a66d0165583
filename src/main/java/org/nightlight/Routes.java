package org.nightlight;

import static org.nightlight.staff.Role.ADMIN;
import static org.nightlight.staff.Role.AGENT;
import static org.nightlight.staff.Role.AUDITOR;
import static org.nightlight.staff.Role.LEAD;
import static org.nightlight.staff.Role.LEGAL;
import static org.nightlight.staff.Role.SAFETY_OFFICER;
import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.nightlight.staff.Role;
import org.nightlight.staff.StaffMember;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Every address of the desk and who may use it, one line each. What has no line is closed to everybody. A route only lets
 * somebody come in; which tickets they find inside is kept by the database.
 */
final class Routes {
    /** Whoever works on tickets. An admin among them sees no walled ticket by that role. */
    private static final Set<Role> DESK = EnumSet.of(AGENT, LEAD, SAFETY_OFFICER, LEGAL, ADMIN);

    private static final Set<Role> SAFETY = EnumSet.of(SAFETY_OFFICER, LEGAL);
    private static final Set<Role> ANY_STAFF = EnumSet.allOf(Role.class);

    static final List<Route> ALL = List.of(
            // customers
            open(GET, "/"),
            open(GET, "/help"),
            open(POST, "/help"),
            open(GET, "/help/{id}"),
            open(GET, "/contact"),
            open(POST, "/contact"),
            open(POST, "/contact/age"),
            open(GET, "/crisis"),
            open(GET, "/language/{key}"),
            // a parent, by a link from a mail to their own address; the link itself says who comes
            open(GET, "/my/consent"),
            open(POST, "/my/consent"),
            open(GET, "/my/consent/{token}"),
            open(POST, "/my/consent/{token}/answers"),
            open(POST, "/my/consent/{token}/confirmation"),
            open(POST, "/my/consent/{token}/revocation"),
            open(GET, "/my/consent/{token}/form"),
            open(POST, "/my/consent/{token}/forms"),
            open(GET, "/my/notices/{token}"),
            open(POST, "/my/notices/{token}/refusal"),
            open(GET, "/my/proofs/{token}"),
            open(POST, "/my/proofs/{token}/confirmation"),
            open(POST, "/my/consent/{token}/papers"),
            open(POST, "/my/consent/{token}/payments"),
            open(POST, "/my/consent/{token}/questions"),
            open(POST, "/my/consent/{token}/question-answers"),
            // coming back from the card provider's page, and what the provider itself tells, which is signed
            open(GET, "/my/consent/card"),
            open(POST, "/hooks/stripe"),
            // a parent's own page
            open(GET, "/my/family"),
            open(POST, "/my/family"),
            open(GET, "/my/family/{token}"),
            open(POST, "/my/family/{token}/corrections"),
            open(POST, "/my/family/{token}/children/{child}/copies"),
            open(GET, "/my/family/{token}/children/{child}/copies/{id}/{kind}"),
            open(POST, "/my/family/{token}/children/{child}/erasures"),
            // what SendGrid tells of mail on its way, which is signed
            open(POST, "/hooks/sendgrid-events"),
            // mail that a service hands on, which shows a secret
            open(POST, "/hooks/postmark"),
            open(POST, "/hooks/sendgrid-mail"),
            // what SES tells by SNS, which is signed
            open(POST, "/hooks/ses"),
            open(GET, "/privacy"),
            open(GET, "/privacy/retention"),
            // coming in
            open(GET, "/desk/sign-in"),
            open(POST, "/desk/sign-in"),
            open(GET, "/desk/first-run"),
            open(POST, "/desk/first-run"),
            open(GET, "/desk/invitations/{secret}"),
            open(POST, "/desk/invitations/{secret}"),
            route(POST, "/desk/sign-out", ANY_STAFF),
            route(GET, "/desk", ANY_STAFF),
            // lists
            route(GET, "/desk/lists/{list}", DESK),
            route(POST, "/desk/lists/{list}/layout", DESK),
            route(POST, "/desk/lists/{list}/layout/removal", DESK),
            route(GET, "/desk/search", DESK),
            route(GET, "/desk/palette", DESK),
            route(GET, "/desk/filter-values", DESK),
            route(GET, "/desk/views", DESK),
            route(POST, "/desk/views", DESK),
            route(POST, "/desk/views/{id}/menu", DESK),
            route(GET, "/desk/views/{id}", DESK),
            route(POST, "/desk/views/{id}", DESK),
            route(POST, "/desk/views/{id}/removal", DESK),
            route(GET, "/desk/macros", DESK),
            route(POST, "/desk/macros", DESK),
            route(GET, "/desk/macros/{id}", DESK),
            route(POST, "/desk/macros/{id}", DESK),
            route(POST, "/desk/macros/{id}/removal", DESK),
            route(POST, "/desk/macros/{id}/return", DESK),
            // the help centre and the runbooks
            route(GET, "/desk/articles", DESK),
            route(GET, "/desk/articles/new", LEAD, ADMIN),
            route(POST, "/desk/articles", LEAD, ADMIN),
            route(GET, "/desk/articles/{id}", DESK),
            route(GET, "/desk/articles/{id}/edit", LEAD, ADMIN),
            route(POST, "/desk/articles/{id}", LEAD, ADMIN),
            route(POST, "/desk/articles/{id}/state", LEAD, ADMIN),
            route(GET, "/desk/articles/{id}/versions/{number}", DESK),
            route(POST, "/desk/articles/{id}/versions/{number}/return", LEAD, ADMIN),
            route(GET, "/desk/mentions", DESK),
            route(POST, "/desk/mentions/readings", DESK),
            route(POST, "/desk/mentions/{id}/reading", DESK),
            route(GET, "/desk/tasks", DESK),
            route(POST, "/desk/tasks/{tid}/completion", DESK),
            route(POST, "/desk/tasks/{tid}/assignment", DESK),
            route(POST, "/desk/tasks/{tid}/removal", DESK),
            route(POST, "/desk/bulk", DESK),
            route(GET, "/desk/bulk-jobs", DESK),
            route(POST, "/desk/bulk-jobs", DESK),
            route(GET, "/desk/bulk-jobs/{id}", DESK),
            route(POST, "/desk/bulk-jobs/{id}/cancellation", DESK),
            route(POST, "/desk/bulk-jobs/{id}/retries", DESK),
            route(POST, "/desk/bulk-jobs/{id}/undo", DESK),
            route(GET, "/desk/live", ANY_STAFF),
            // tickets
            route(GET, "/desk/tickets/new", DESK),
            route(POST, "/desk/tickets", DESK),
            route(GET, "/desk/tickets/{id}", DESK),
            route(GET, "/desk/tickets/{id}/rules", DESK),
            route(POST, "/desk/tickets/{id}/replies", DESK),
            route(POST, "/desk/tickets/{id}/notes", DESK),
            route(POST, "/desk/preview", DESK),
            route(POST, "/desk/tickets/{id}/presence", DESK),
            route(POST, "/desk/tickets/{id}/drafts/{kind}", DESK),
            route(POST, "/desk/tickets/{id}/drafts/{kind}/removal", DESK),
            route(POST, "/desk/tickets/{id}/drafts/{kind}/removal/undo", DESK),
            route(POST, "/desk/tickets/{id}/drafts/{kind}/files", DESK),
            route(GET, "/desk/tickets/{id}/drafts/{kind}/files/{fid}", DESK),
            route(POST, "/desk/tickets/{id}/drafts/{kind}/files/{fid}/removal", DESK),
            route(POST, "/desk/tickets/{id}/following", DESK),
            route(POST, "/desk/tickets/{id}/assignment", DESK),
            route(POST, "/desk/tickets/{id}/state", DESK),
            route(POST, "/desk/tickets/{id}/requester", DESK),
            route(GET, "/desk/tickets/{id}/merge", DESK),
            route(POST, "/desk/tickets/{id}/merge", DESK),
            route(POST, "/desk/tickets/{id}/merge/undo", DESK),
            route(GET, "/desk/tickets/{id}/split", DESK),
            route(POST, "/desk/tickets/{id}/split", DESK),
            route(POST, "/desk/tickets/{id}/split/undo", DESK),
            route(POST, "/desk/tickets/{id}/tasks", DESK),
            route(POST, "/desk/tickets/{id}/side-conversations", DESK),
            route(GET, "/desk/tickets/{id}/side-conversations/{sid}", DESK),
            route(POST, "/desk/tickets/{id}/side-conversations/{sid}/messages", DESK),
            route(POST, "/desk/tickets/{id}/side-conversations/{sid}/messages/{mid}/resend", DESK),
            route(POST, "/desk/tickets/{id}/side-conversations/{sid}/messages/{mid}/undo", DESK),
            route(POST, "/desk/tickets/{id}/side-conversations/{sid}/closure", DESK),
            route(POST, "/desk/tickets/{id}/side-conversations/{sid}/reading", DESK),
            route(POST, "/desk/tickets/{id}/articles", DESK),
            route(POST, "/desk/tickets/{id}/articles/{article}/removal", DESK),
            route(POST, "/desk/tickets/{id}/links", DESK),
            route(POST, "/desk/tickets/{id}/links/{lid}/removal", DESK),
            route(POST, "/desk/tickets/{id}/participants", DESK),
            route(POST, "/desk/tickets/{id}/participants/{pid}", DESK),
            route(POST, "/desk/tickets/{id}/tags", DESK),
            route(POST, "/desk/tickets/{id}/classification", DESK),
            route(POST, "/desk/tickets/{id}/escalations", DESK),
            route(POST, "/desk/tickets/{id}/concerns", DESK),
            route(POST, "/desk/tickets/{id}/messages/{mid}/resend", DESK),
            route(POST, "/desk/tickets/{id}/messages/{mid}/undo", DESK),
            route(POST, "/desk/tickets/{id}/messages/{mid}/departure", DESK),
            route(POST, "/desk/tickets/{id}/messages/{mid}/recall", DESK),
            route(POST, "/desk/tickets/{id}/messages/{mid}/readings", DESK),
            route(POST, "/desk/tickets/{id}/household/readings", DESK),
            route(POST, "/desk/tickets/{id}/ages", DESK),
            route(POST, "/desk/tickets/{id}/consent-requests", DESK),
            route(POST, "/desk/tickets/{id}/proofs", DESK),
            route(GET, "/desk/tickets/{id}/consent-calls/{child}", DESK),
            route(POST, "/desk/tickets/{id}/consent-calls/{child}", DESK),
            route(GET, "/desk/tickets/{id}/attachments/{aid}", DESK),
            route(POST, "/desk/tickets/{id}/attachments/{aid}/views", DESK),
            // messages that could not be read
            route(GET, "/desk/inbound", DESK),
            route(GET, "/desk/inbound/{id}", DESK),
            route(POST, "/desk/inbound/{id}/retries", DESK),
            // safety
            route(GET, "/desk/cases", SAFETY),
            route(GET, "/desk/cases/{id}", SAFETY),
            route(POST, "/desk/cases/{id}/acknowledgement", SAFETY),
            route(POST, "/desk/cases/{id}/readings", SAFETY),
            route(POST, "/desk/cases/{id}/release", SAFETY),
            route(POST, "/desk/cases/{id}/closure", SAFETY),
            route(POST, "/desk/cases/{id}/suspect", SAFETY),
            route(POST, "/desk/cases/{id}/channel", SAFETY),
            route(POST, "/desk/cases/{id}/ground", SAFETY),
            route(POST, "/desk/cases/{id}/jurisdiction", SAFETY),
            route(POST, "/desk/cases/{id}/level", SAFETY),
            route(POST, "/desk/cases/{id}/proposals/{proposal}/confirmation", SAFETY),
            route(POST, "/desk/cases/{id}/proposals/{proposal}/refusal", SAFETY),
            route(POST, "/desk/cases/{id}/owner", SAFETY),
            route(POST, "/desk/cases/{id}/second", SAFETY),
            route(POST, "/desk/cases/{id}/holds", SAFETY),
            route(POST, "/desk/cases/{id}/holds/{hold}/end", SAFETY),
            route(POST, "/desk/cases/{id}/tickets", SAFETY),
            route(POST, "/desk/cases/{id}/children", SAFETY),
            route(GET, "/desk/safety", SAFETY_OFFICER, LEGAL, LEAD, ADMIN, AUDITOR),
            route(POST, "/desk/safety/rereads/{id}", SAFETY_OFFICER),
            // being called for a case; the link itself says who comes
            route(GET, "/desk/on-call", SAFETY_OFFICER, LEGAL, ADMIN),
            route(POST, "/desk/on-call/shifts", SAFETY_OFFICER, ADMIN),
            route(POST, "/desk/on-call/shifts/{id}", SAFETY_OFFICER, ADMIN),
            route(POST, "/desk/on-call/shifts/{id}/removal", SAFETY_OFFICER, ADMIN),
            route(POST, "/desk/on-call/drills", SAFETY_OFFICER),
            route(POST, "/desk/on-call/alarms/{id}/acknowledgement", SAFETY),
            open(GET, "/desk/acknowledgements/{secret}"),
            open(POST, "/desk/acknowledgements/{secret}"),
            route(GET, "/desk/cases/{id}/report", SAFETY),
            route(POST, "/desk/cases/{id}/report/readings", SAFETY),
            route(POST, "/desk/cases/{id}/report/place", SAFETY),
            route(POST, "/desk/cases/{id}/report/comments", SAFETY),
            route(POST, "/desk/cases/{id}/report/wishes", SAFETY),
            route(POST, "/desk/cases/{id}/report/versions", SAFETY),
            route(POST, "/desk/cases/{id}/report/versions/{number}/approval", SAFETY),
            route(GET, "/desk/cases/{id}/report/versions/{number}/file", SAFETY),
            route(POST, "/desk/cases/{id}/report/submissions", SAFETY),
            route(POST, "/desk/cases/{id}/report/submissions/{line}/additions", SAFETY),
            route(POST, "/desk/cases/{id}/report/tracks/{track}/steps", SAFETY),
            route(POST, "/desk/cases/{id}/report/decisions", SAFETY),
            route(POST, "/desk/cases/{id}/report/decisions/{decision}/confirmation", SAFETY),
            // files of a case: shut until two people agree
            route(GET, "/desk/cases/{id}/files", SAFETY),
            route(GET, "/desk/cases/{id}/files/{aid}/blurred", SAFETY),
            route(POST, "/desk/cases/{id}/files/{aid}/requests", SAFETY),
            route(POST, "/desk/cases/{id}/files/{aid}/views", SAFETY),
            route(POST, "/desk/cases/{id}/files/{aid}/mark", SAFETY),
            route(POST, "/desk/cases/{id}/files/requests/{request}/grant", SAFETY),
            // a case opened to an administrator: asked for, answered, read
            route(GET, "/desk/break-glass", SAFETY_OFFICER, LEGAL, ADMIN),
            route(POST, "/desk/break-glass", ADMIN),
            route(POST, "/desk/break-glass/{request}/readings", ADMIN),
            route(POST, "/desk/break-glass/{request}/grant", SAFETY),
            route(POST, "/desk/break-glass/{request}/refusal", SAFETY),
            route(GET, "/desk/cases/{id}/cybertip", SAFETY),
            route(POST, "/desk/cases/{id}/cybertip/readings", SAFETY),
            route(POST, "/desk/cases/{id}/cybertip/versions", SAFETY),
            route(POST, "/desk/cases/{id}/cybertip/versions/{number}/approval", SAFETY),
            route(POST, "/desk/cases/{id}/cybertip/filings/{filing}/withdrawal", SAFETY),
            route(POST, "/desk/cases/{id}/cybertip/filings/{filing}/repetition", SAFETY),
            route(POST, "/desk/cases/{id}/cybertip/filings/{filing}/number", SAFETY),
            // whether the desk can report there, and whether it is real; nothing of a case
            route(GET, "/desk/cybertip", SAFETY_OFFICER, LEGAL, ADMIN),
            route(POST, "/desk/cybertip/checks", SAFETY_OFFICER, LEGAL, ADMIN),
            route(POST, "/desk/cybertip/production", SAFETY_OFFICER, LEGAL, ADMIN),
            route(POST, "/desk/cybertip/production/{proposal}/confirmation", SAFETY_OFFICER, LEGAL, ADMIN),
            route(POST, "/desk/cybertip/test", SAFETY_OFFICER, LEGAL, ADMIN),
            route(POST, "/desk/cybertip/stops/{stop}/end", SAFETY_OFFICER, LEGAL, ADMIN),
            // answering the child
            route(GET, "/desk/cases/{id}/answers", SAFETY),
            route(POST, "/desk/cases/{id}/answers", SAFETY),
            route(POST, "/desk/cases/{id}/answers/previews", SAFETY),
            route(POST, "/desk/cases/{id}/answers/texts", SAFETY),
            route(POST, "/desk/cases/{id}/answers/texts/{text}/approval", SAFETY),
            route(POST, "/desk/cases/{id}/answers/texts/{text}/refusal", SAFETY),
            route(POST, "/desk/cases/{id}/answers/notices", SAFETY),
            // one's own account
            route(POST, "/desk/account/exposure", SAFETY),
            route(POST, "/desk/account/debriefs/{id}", SAFETY),
            route(POST, "/desk/account/debriefs/{id}/end", SAFETY),
            route(GET, "/desk/account", ANY_STAFF),
            route(POST, "/desk/account/look", ANY_STAFF),
            route(POST, "/desk/account/wishes", DESK),
            route(POST, "/desk/account/attendance", ANY_STAFF),
            route(POST, "/desk/account/password", ANY_STAFF),
            route(POST, "/desk/account/sign-outs", ANY_STAFF),
            route(POST, "/desk/account/tokens", ANY_STAFF),
            route(POST, "/desk/account/tokens/{id}/revocation", ANY_STAFF),
            // signed forms and identity papers of parents, which a trained person checks
            route(GET, "/desk/consent-forms", SAFETY_OFFICER),
            route(POST, "/desk/consent-forms/{id}/views", SAFETY_OFFICER),
            route(POST, "/desk/consent-forms/{id}/check", SAFETY_OFFICER),
            route(POST, "/desk/consent-papers/{id}/views", SAFETY_OFFICER),
            route(POST, "/desk/consent-papers/{id}/check", SAFETY_OFFICER),
            // settings
            route(GET, "/desk/admin/playbook", ANY_STAFF),
            route(GET, "/desk/admin/playbook/versions/{number}", ANY_STAFF),
            route(GET, "/desk/admin/playbook/difference", ANY_STAFF),
            route(GET, "/desk/admin/playbook/edit", ADMIN),
            route(POST, "/desk/admin/playbook/edit", ADMIN),
            route(POST, "/desk/admin/playbook/difference", ADMIN),
            route(POST, "/desk/admin/playbook/versions", ADMIN),
            route(GET, "/desk/at-work", LEAD, ADMIN),
            route(POST, "/desk/at-work/{id}/attendance", LEAD, ADMIN),
            route(GET, "/desk/admin/people", ADMIN),
            route(POST, "/desk/admin/people", ADMIN),
            route(POST, "/desk/admin/people/{id}", ADMIN),
            route(POST, "/desk/admin/people/{id}/suspension", ADMIN),
            route(POST, "/desk/admin/people/{id}/training", ADMIN),
            route(POST, "/desk/admin/people/{id}/attendance", ADMIN),
            route(POST, "/desk/admin/people/{id}/invitations", ADMIN),
            // where somebody's data is, copies of it, its erasure; nothing of what is behind the wall
            route(GET, "/desk/admin/mail", ADMIN),
            route(GET, "/desk/admin/mail/{id}", ADMIN),
            route(GET, "/desk/admin/records", ADMIN),
            route(POST, "/desk/admin/records/lookups", ADMIN),
            route(GET, "/desk/admin/records/people/{id}", ADMIN),
            route(POST, "/desk/admin/records/people/{id}/relation", ADMIN),
            route(POST, "/desk/admin/records/people/{id}/erasures", ADMIN),
            route(POST, "/desk/admin/records/people/{id}/copies", ADMIN),
            route(GET, "/desk/admin/records/households/{id}", ADMIN),
            route(POST, "/desk/admin/records/households/{id}/erasures", ADMIN),
            route(POST, "/desk/admin/records/households/{id}/copies", ADMIN),
            route(GET, "/desk/admin/records/copies/{id}/{kind}", ADMIN),
            route(GET, "/desk/admin/records/erasures/{id}", ADMIN),
            route(POST, "/desk/admin/records/erasures/{id}/review", ADMIN),
            route(POST, "/desk/admin/records/erasures/{id}/withdrawal", ADMIN),
            // what was put behind the wall instead
            route(GET, "/desk/held-records", SAFETY),
            route(POST, "/desk/held-records/{id}/release", SAFETY),
            route(POST, "/desk/held-records/legal-holds", SAFETY),
            route(POST, "/desk/held-records/legal-holds/{id}/end", SAFETY),
            route(GET, "/desk/admin/audit", ADMIN, AUDITOR),
            // to whom data flows, and the programme that keeps children's data safe
            route(GET, "/desk/admin/mailboxes", ADMIN),
            route(GET, "/desk/admin/rules", ADMIN, LEAD),
            route(GET, "/desk/admin/rules/new", ADMIN),
            route(POST, "/desk/admin/rules", ADMIN),
            route(POST, "/desk/admin/rules/trials", ADMIN),
            route(GET, "/desk/admin/rules/{id}", ADMIN, LEAD),
            route(POST, "/desk/admin/rules/{id}", ADMIN),
            route(POST, "/desk/admin/rules/{id}/switch", ADMIN),
            route(POST, "/desk/admin/rules/{id}/place", ADMIN),
            route(POST, "/desk/admin/rules/{id}/removal", ADMIN),
            route(POST, "/desk/admin/rules/{id}/return", ADMIN),
            // everybody's API tokens, and work that waits or failed
            route(GET, "/desk/admin/tokens", ADMIN),
            route(POST, "/desk/admin/tokens/{id}/revocation", ADMIN),
            route(GET, "/desk/admin/jobs", ADMIN),
            // machines of others that are told what happens to tickets
            route(GET, "/desk/admin/webhooks", ADMIN),
            route(GET, "/desk/admin/webhooks/new", ADMIN),
            route(POST, "/desk/admin/webhooks", ADMIN),
            route(GET, "/desk/admin/webhooks/{id}", ADMIN),
            route(POST, "/desk/admin/webhooks/{id}", ADMIN),
            route(POST, "/desk/admin/webhooks/{id}/switch", ADMIN),
            route(POST, "/desk/admin/webhooks/{id}/secrets", ADMIN),
            route(POST, "/desk/admin/webhooks/{id}/tests", ADMIN),
            route(POST, "/desk/admin/webhooks/{id}/removal", ADMIN),
            route(POST, "/desk/admin/webhooks/{id}/return", ADMIN),
            route(GET, "/desk/admin/webhooks/{id}/deliveries", ADMIN),
            route(POST, "/desk/admin/webhooks/{id}/deliveries/{event}/replays", ADMIN),
            route(POST, "/desk/admin/webhooks/{id}/replays", ADMIN),
            route(GET, "/desk/admin/suppliers", ADMIN),
            route(POST, "/desk/admin/suppliers", ADMIN),
            route(POST, "/desk/admin/suppliers/{id}", ADMIN),
            route(POST, "/desk/admin/suppliers/{id}/assurances", ADMIN),
            route(GET, "/desk/admin/suppliers/{id}/assurances/{paper}", ADMIN),
            route(POST, "/desk/admin/suppliers/{id}/end", ADMIN),
            // addresses to which no mail goes since it came back
            route(GET, "/desk/admin/sending", ADMIN),
            route(POST, "/desk/admin/sending/checks", ADMIN),
            route(GET, "/desk/admin/suppressed", ADMIN),
            route(POST, "/desk/admin/suppressed/{id}/lifting", ADMIN),
            route(GET, "/desk/admin/compliance", ADMIN),
            route(POST, "/desk/admin/compliance", ADMIN),
            // mail that a demo desk kept; there is no such controller outside demo mode
            route(GET, "/demo/mail", DESK),
            route(GET, "/demo/mail/{id}", DESK),
            // machines
            open(GET, "/api/openapi.json"),
            route(GET, "/api/v2/**", DESK),
            route(POST, "/api/v2/**", DESK),
            route(PUT, "/api/v2/**", DESK),
            route(DELETE, "/api/v2/**", DESK),
            // files
            file("/css/**"),
            file("/js/**"),
            file("/favicon.svg"),
            file("/favicon.ico"));

    private Routes() {}

    /**
     * One line.
     *
     * @param roles any of them opens it; empty and not {@code open} cannot be
     * @param open for whoever comes, signed in or not
     * @param file served as it lies in the program, by no controller
     */
    record Route(HttpMethod method, PathPattern path, Set<Role> roles, boolean open, boolean file) {
        boolean admits(StaffMember member) {
            return open || roles.stream().anyMatch(member::is);
        }
    }

    /** The line that holds for a request: of all that match, the most exact. {@code HEAD} asks what {@code GET} asks. */
    static Optional<Route> of(HttpMethod method, String path) {
        HttpMethod asked = method.equals(HttpMethod.HEAD) ? GET : method;
        PathContainer container = PathContainer.parsePath(path);
        return ALL.stream()
                .filter(route -> route.method.equals(asked) && route.path.matches(container))
                .min((a, b) -> PathPattern.SPECIFICITY_COMPARATOR.compare(a.path, b.path));
    }

    private static Route open(HttpMethod method, String path) {
        return new Route(method, parse(path), Set.of(), true, false);
    }

    private static Route file(String path) {
        return new Route(GET, parse(path), Set.of(), true, true);
    }

    private static Route route(HttpMethod method, String path, Set<Role> roles) {
        return new Route(method, parse(path), roles, false, false);
    }

    private static Route route(HttpMethod method, String path, Role first, Role... more) {
        return route(method, path, EnumSet.of(first, more));
    }

    private static PathPattern parse(String path) {
        return PathPatternParser.defaultInstance.parse(path);
    }
}
