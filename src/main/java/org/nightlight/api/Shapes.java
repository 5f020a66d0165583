package org.nightlight.api;

import java.time.Instant;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.nightlight.customer.Customer;
import org.nightlight.customer.CustomerAddress;
import org.nightlight.playbook.CurrentPlaybook;
import org.nightlight.playbook.Team;
import org.nightlight.shared.EmailAddress;
import org.nightlight.shared.SafeHtml;
import org.nightlight.staff.Role;
import org.nightlight.staff.StaffMember;
import org.nightlight.ticket.Channel;
import org.nightlight.ticket.Marked;
import org.nightlight.ticket.Message;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Our things in Zendesk's shapes: every key that its clients read, each with a value that they accept. */
@Component
class Shapes {
    private final CurrentPlaybook playbooks;

    Shapes(CurrentPlaybook playbooks) {
        this.playbooks = playbooks;
    }

    ObjectNode ticket(TicketRow row, String base) {
        ObjectNode json = Json.object();
        json.put("id", row.id());
        json.put("url", base + "/tickets/" + row.id() + ".json");
        json.put("external_id", row.externalId());
        json.set("via", via(row.channel()));
        json.put("created_at", Json.date(row.createdAt()));
        json.put("updated_at", Json.date(row.updatedAt()));
        json.put("generated_timestamp", row.updatedAt().getEpochSecond());
        json.putNull("type");
        json.put("subject", row.subject());
        json.put("raw_subject", row.subject());
        json.put("description", row.description());
        json.put("priority", row.priority());
        json.put("status", row.state().key());
        json.putNull("custom_status_id");
        json.put(
                "recipient",
                playbooks.current().playbook().addresses().support().value());
        json.put("requester_id", row.requesterId());
        json.put("submitter_id", Ids.user(row.submitter()));
        json.put("assignee_id", row.assigneeId() == null ? null : Ids.staff(row.assigneeId()));
        json.putNull("organization_id");
        json.put("group_id", Ids.group(row.team()));
        json.putArray("collaborator_ids");
        json.putArray("follower_ids");
        json.putArray("email_cc_ids");
        json.putNull("forum_topic_id");
        json.putNull("problem_id");
        json.put("has_incidents", false);
        json.put("is_public", true);
        json.putNull("due_at");
        ArrayNode tags = json.putArray("tags");
        row.tags().forEach(tags::add);
        ArrayNode custom = json.putArray("custom_fields");
        custom.addObject().put("id", Ids.CATEGORY).put("value", row.category());
        custom.addObject().put("id", Ids.ISSUE).put("value", row.issue());
        custom.addObject().put("id", Ids.TIER).put("value", row.tier());
        json.putObject("satisfaction_rating").put("score", "unoffered");
        json.putArray("sharing_agreement_ids");
        json.putArray("followup_ids");
        json.putNull("ticket_form_id");
        json.putNull("brand_id");
        json.put("allow_channelback", false);
        json.put("allow_attachments", true);
        return json;
    }

    ArrayNode tickets(Collection<TicketRow> rows, String base) {
        ArrayNode list = Json.array();
        rows.forEach(row -> list.add(ticket(row, base)));
        return list;
    }

    static ObjectNode comment(Message message) {
        ObjectNode json = Json.object();
        json.put("id", message.id());
        json.put("type", "Comment");
        json.put("author_id", Ids.user(message.author()));
        json.put("body", message.text());
        json.put("html_body", htmlBody(message));
        json.put("plain_body", message.text());
        json.put("public", message.kind().isPublic());
        json.putArray("attachments");
        json.put("audit_id", message.id());
        json.set("via", via(message.channel()));
        json.put("created_at", Json.date(message.createdAt()));
        json.putObject("metadata").putObject("system");
        return json;
    }

    private static String htmlBody(Message message) {
        if (message.kind() != Message.Kind.CUSTOMER) {
            return Marked.html(message.text()).map(SafeHtml::value).orElseGet(() -> html(message.text()));
        }
        return message.html() == null ? html(message.text()) : message.html().value();
    }

    /** What was written down about a create or an update, as far as clients read it. */
    static ObjectNode audit(long ticketId, @Nullable Long messageId, String event, long author, Instant at) {
        long id = messageId == null ? ticketId : messageId;
        ObjectNode json = Json.object();
        json.put("id", id)
                .put("ticket_id", ticketId)
                .put("created_at", Json.date(at))
                .put("author_id", author);
        json.set("via", via(Channel.API));
        ObjectNode metadata = json.putObject("metadata");
        metadata.putObject("system");
        metadata.putObject("custom");
        json.putArray("events").addObject().put("id", id).put("type", event);
        return json;
    }

    static ObjectNode user(Customer customer, String base) {
        String email = customer.email().map(EmailAddress::value).orElse(null);
        ObjectNode json = person(
                customer.id(), customer.name(), email, "end-user", customer.createdAt(), customer.updatedAt(), base);
        json.put(
                "phone",
                customer.addresses().stream()
                        .filter(address -> address.kind() == CustomerAddress.Kind.PHONE)
                        .map(CustomerAddress::value)
                        .findFirst()
                        .orElse(null));
        json.put("external_id", customer.externalId());
        json.put("locale", customer.language() == null ? "en-US" : customer.language());
        json.put("verified", customer.addresses().stream().anyMatch(CustomerAddress::proven));
        // No profile of a child leaves by this door.
        ObjectNode fields = json.putObject("user_fields");
        if (!customer.isChild()) {
            fields.put("tier", customer.tier());
        }
        return json;
    }

    static ObjectNode user(StaffMember member, String base) {
        ObjectNode json = person(
                Ids.staff(member.id()),
                member.name(),
                member.email().value(),
                member.is(Role.ADMIN) ? "admin" : "agent",
                null,
                null,
                base);
        json.put("active", member.active());
        json.put("suspended", !member.active());
        json.put("verified", true);
        return json;
    }

    ObjectNode group(Team team, String base) {
        ObjectNode json = Json.object();
        long id = Ids.group(team.key());
        json.put("id", id).put("url", base + "/groups/" + id + ".json");
        json.put("name", team.label()).put("description", "").put("is_public", true);
        json.put(
                "default",
                team.key()
                        .equals(playbooks
                                .current()
                                .playbook()
                                .teams()
                                .firstEntry()
                                .getKey()));
        json.put("deleted", false).putNull("created_at").putNull("updated_at");
        return json;
    }

    private static ObjectNode person(
            long id,
            String name,
            @Nullable String email,
            String role,
            @Nullable Instant createdAt,
            @Nullable Instant updatedAt,
            String base) {
        ObjectNode json = Json.object();
        json.put("id", id).put("url", base + "/users/" + id + ".json");
        json.put("name", name).put("email", email).put("role", role);
        json.put("created_at", Json.date(createdAt)).put("updated_at", Json.date(updatedAt));
        json.put("active", true).put("suspended", false).put("verified", false).put("shared", false);
        json.putNull("phone").putNull("external_id").putNull("organization_id").putNull("photo");
        json.put("locale", "en-US").putNull("time_zone").putNull("alias").putNull("signature");
        json.putNull("details").putNull("notes").putNull("default_group_id").putNull("ticket_restriction");
        json.put("moderator", false).put("only_private_comments", false).put("restricted_agent", false);
        json.putArray("tags");
        json.putObject("user_fields");
        return json;
    }

    private static ObjectNode via(Channel channel) {
        ObjectNode via = Json.object();
        via.put(
                "channel",
                switch (channel) {
                    case EMAIL -> "email";
                    case WEB -> "web";
                    case PHONE -> "voice";
                    case API -> "api";
                });
        ObjectNode source = via.putObject("source");
        source.putObject("from");
        source.putObject("to");
        source.putNull("rel");
        return via;
    }

    private static String html(String text) {
        String safe = text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
        return "<div class=\"zd-comment\" dir=\"auto\"><p>" + safe.replace("\n", "<br>\n") + "</p></div>";
    }
}
