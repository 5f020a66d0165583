package org.nightlight.api;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;
import org.nightlight.playbook.Category;
import org.nightlight.playbook.Playbook;
import org.nightlight.shared.EmailAddress;
import org.nightlight.staff.Staff;
import org.nightlight.ticket.State;

/**
 * What a body asks of a ticket, checked: every fault is told with its field before anything is done. What the dialect has
 * and this desk has not (type, due date, forms, brands) is read over, so that a client may send back what it was given.
 */
record TicketRequest(
        @Nullable String subject,
        @Nullable Comment comment,
        @Nullable Requester requester,
        @Nullable Long requesterId,
        @Nullable Long submitterId,
        @Nullable State state,
        @Nullable String priority,
        boolean setsPriority,
        @Nullable String externalId,
        boolean setsExternalId,
        @Nullable Long assignee,
        boolean setsAssignee,
        @Nullable String team,
        @Nullable String category,
        @Nullable String issue,
        @Nullable List<String> tags,
        List<String> moreTags,
        List<String> fewerTags,
        @Nullable Instant readAt) {

    /** Whether nothing is asked but tags to be added and taken away. */
    boolean onlyMergesTags() {
        boolean tagsAlone = !(moreTags.isEmpty() && fewerTags.isEmpty()) && tags == null;
        return tagsAlone
                && subject == null
                && comment == null
                && state == null
                && !setsPriority
                && !setsExternalId
                && !setsAssignee
                && team == null
                && category == null;
    }

    private static final int LONGEST_TEXT = 1_000_000;
    private static final int LONGEST_SUBJECT = 250;
    private static final Set<String> PRIORITIES = Set.of("urgent", "high", "normal", "low");
    private static final Set<String> STATES = Set.of("new", "open", "pending", "hold", "solved", "closed");
    private static final Pattern BLOCK = Pattern.compile("p|div|li|tr|h[1-6]|blockquote|pre|ul|ol|table");

    /** @param authorId the user in whose name it is written; null for the caller */
    record Comment(String text, boolean isPublic, @Nullable Long authorId) {}

    record Requester(EmailAddress email, String name) {}

    static TicketRequest of(Body body, Playbook playbook, Staff staff) {
        Body custom = body;
        String category = null;
        String issue = null;
        for (Body field : custom.each("custom_fields")) {
            Long id = field.id("id");
            if (id != null && id == Ids.CATEGORY) {
                category = field.text("value", 100);
            } else if (id != null && id == Ids.ISSUE) {
                issue = field.text("value", 100);
            }
        }
        checkSorting(body, playbook, category, issue);
        TicketRequest request = new TicketRequest(
                blankToNull(body.text("subject", LONGEST_SUBJECT)),
                comment(body),
                requester(body),
                body.id("requester_id"),
                body.id("submitter_id"),
                state(body),
                oneOf(body, "priority", PRIORITIES),
                body.has("priority"),
                body.text("external_id", 255),
                body.has("external_id"),
                assignee(body, staff),
                body.has("assignee_id") || body.gives("assignee_email"),
                team(body, playbook),
                category,
                issue,
                body.gives("tags") ? body.words("tags") : null,
                body.words("additional_tags"),
                body.words("remove_tags"),
                readAt(body));
        body.sound();
        return request;
    }

    private static @Nullable Comment comment(Body body) {
        Body comment = body.isText("comment") || !body.gives("comment") ? body : body.inside("comment");
        String field = body.isText("comment") ? "comment" : body.gives("comment") ? "body" : "description";
        String text = comment.text(field, LONGEST_TEXT);
        String html = comment == body ? null : comment.text("html_body", LONGEST_TEXT);
        if (html != null && !html.isBlank()) {
            text = text(html);
        }
        if (comment != body && !comment.words("uploads").isEmpty()) {
            body.fault("comment", "attachments cannot be handed in through this API yet", "InvalidValue");
        }
        if (text == null || text.isBlank()) {
            if (body.gives("comment")) {
                body.fault("comment", "cannot be blank", "BlankValue");
            }
            return null;
        }
        boolean inside = comment != body;
        return new Comment(text, !inside || comment.flag("public", true), inside ? comment.id("author_id") : null);
    }

    private static @Nullable Requester requester(Body body) {
        if (!body.gives("requester")) {
            return null;
        }
        Body requester = body.inside("requester");
        String name = requester.text("name", 200);
        String address = requester.text("email", 320);
        Optional<EmailAddress> email = address == null ? Optional.empty() : EmailAddress.parse(address);
        if (email.isEmpty()) {
            body.fault("requester", "needs an e-mail address", "InvalidValue");
            return null;
        }
        return new Requester(email.get(), name == null ? "" : name);
    }

    private static @Nullable State state(Body body) {
        String word = oneOf(body, "status", STATES);
        return word == null ? null : State.ofKey(word);
    }

    private static @Nullable String oneOf(Body body, String field, Set<String> words) {
        String word = body.text(field, 40);
        if (word == null || word.isEmpty()) {
            return null;
        }
        if (!words.contains(word)) {
            body.fault(field, "is not one of the values that can be set", "InvalidValue");
            return null;
        }
        return word;
    }

    private static @Nullable Long assignee(Body body, Staff staff) {
        Long id = body.id("assignee_id");
        String address = body.text("assignee_email", 320);
        if (id == null && address == null) {
            return null;
        }
        var member = id != null
                ? Ids.isStaff(id) ? staff.find(Ids.staffNumber(id)) : Optional.<org.nightlight.staff.StaffMember>empty()
                : EmailAddress.parse(java.util.Objects.requireNonNull(address)).flatMap(staff::findByEmail);
        if (member.filter(org.nightlight.staff.StaffMember::active).isEmpty()) {
            body.fault("assignee_id", "is not a member of staff", "InvalidValue");
            return null;
        }
        return member.get().id();
    }

    private static @Nullable String team(Body body, Playbook playbook) {
        Long id = body.id("group_id");
        if (id == null) {
            return null;
        }
        Optional<String> team = Ids.team(id, playbook);
        if (team.isEmpty()) {
            body.fault("group_id", "is not a group", "InvalidValue");
        }
        return team.orElse(null);
    }

    private static void checkSorting(Body body, Playbook playbook, @Nullable String category, @Nullable String issue) {
        Category known = category == null ? null : playbook.categories().get(category);
        if (category != null && known == null) {
            body.fault("custom_fields", "the category is not one of the playbook's", "InvalidValue");
        }
        if (issue != null && (known == null || !known.issues().containsKey(issue))) {
            body.fault("custom_fields", "the issue is not one of its category", "InvalidValue");
        }
    }

    /** The stamp of a safe update; null for one that is not. */
    private static @Nullable Instant readAt(Body body) {
        if (!body.flag("safe_update", false)) {
            return null;
        }
        String stamp = body.text("updated_stamp", 40);
        try {
            return stamp == null ? missing(body) : OffsetDateTime.parse(stamp).toInstant();
        } catch (DateTimeParseException none) {
            return missing(body);
        }
    }

    private static @Nullable Instant missing(Body body) {
        body.fault("updated_stamp", "must be the updated_at of the ticket that was read", "InvalidValue");
        return null;
    }

    /** The words of an HTML comment, a line for each block. The markup itself is not kept. */
    private static String text(String html) {
        Element body = Jsoup.parse(html).body();
        body.select("*").forEach(element -> {
            if (BLOCK.matcher(element.normalName()).matches()) {
                element.appendText("\n");
            }
        });
        return body.wholeText().replaceAll("[ \\t]*\\n(\\s*\\n)+", "\n\n").strip();
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
