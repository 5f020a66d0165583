package org.nightlight.api;

import static nightlight.tables.Tables.TICKET;
import static org.jooq.impl.DSL.trueCondition;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jooq.Condition;
import org.jspecify.annotations.Nullable;
import org.nightlight.database.Database;
import org.nightlight.playbook.CurrentPlaybook;
import org.nightlight.staff.Staff;
import org.nightlight.staff.StaffMember;
import org.nightlight.ticket.Message;
import org.nightlight.ticket.Tickets;
import org.nightlight.ticket.Work;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Tickets of the dialect. Whatever is read or changed runs at the caller's clearance: a walled ticket is not there. */
@RestController
@RequestMapping("/api/v2")
class TicketsController {
    private static final String TICKETS = "tickets";
    private static final String ONE = "/tickets/{id:\\d{1,15}}";

    private final TicketRows rows;
    private final Creating creating;
    private final Changing changing;
    private final Tickets tickets;
    private final Work work;
    private final Staff staff;
    private final CurrentPlaybook playbooks;
    private final Shapes shapes;
    private final Database database;
    private final Base base;

    TicketsController(
            TicketRows rows,
            Creating creating,
            Changing changing,
            Tickets tickets,
            Work work,
            Staff staff,
            CurrentPlaybook playbooks,
            Shapes shapes,
            Database database,
            Base base) {
        this.rows = rows;
        this.creating = creating;
        this.changing = changing;
        this.tickets = tickets;
        this.work = work;
        this.staff = staff;
        this.playbooks = playbooks;
        this.shapes = shapes;
        this.database = database;
        this.base = base;
    }

    @GetMapping({"/tickets", "/tickets.json"})
    ResponseEntity<byte[]> list(StaffMember member, HttpServletRequest request) {
        String externalId = request.getParameter("external_id");
        return list(
                externalId == null ? trueCondition() : TICKET.EXTERNAL_ID.eq(Body.storable(externalId)),
                member,
                request);
    }

    @GetMapping({"/users/{id:\\d{1,15}}/tickets/requested", "/users/{id:\\d{1,15}}/tickets/requested.json"})
    ResponseEntity<byte[]> requested(@PathVariable long id, StaffMember member, HttpServletRequest request) {
        return list(TICKET.REQUESTER_ID.eq(id), member, request);
    }

    @GetMapping({"/users/{id:\\d{1,15}}/tickets/assigned", "/users/{id:\\d{1,15}}/tickets/assigned.json"})
    ResponseEntity<byte[]> assigned(@PathVariable long id, StaffMember member, HttpServletRequest request) {
        return list(TICKET.ASSIGNEE_ID.eq(Ids.isStaff(id) ? Ids.staffNumber(id) : 0L), member, request);
    }

    @GetMapping({"/tickets/count", "/tickets/count.json"})
    ResponseEntity<byte[]> count(StaffMember member) {
        long count = database.read(member.clearance(), () -> rows.count(trueCondition()));
        ObjectNode json = Json.object();
        json.putObject("count").put("value", count).putNull("refreshed_at");
        return Json.ok(json);
    }

    @GetMapping({"/tickets/show_many", "/tickets/show_many.json"})
    ResponseEntity<byte[]> showMany(StaffMember member, HttpServletRequest request) {
        List<Long> ids = UsersController.ids(request.getParameter("ids"));
        List<TicketRow> found = database.read(member.clearance(), () -> rows.find(ids));
        ObjectNode json = Json.object();
        json.set(TICKETS, shapes.tickets(found, base.of(request)));
        return Json.ok(json.put("count", found.size()).putNull("next_page").putNull("previous_page"));
    }

    @GetMapping({ONE, ONE + ".json"})
    ResponseEntity<byte[]> show(@PathVariable long id, StaffMember member, HttpServletRequest request) {
        TicketRow row = database.read(member.clearance(), () -> rows.find(id)).orElseThrow(Problem::notFound);
        ObjectNode json = Json.object();
        json.set("ticket", shapes.ticket(row, base.of(request)));
        return Json.ok(json);
    }

    @PostMapping({"/tickets", "/tickets.json"})
    ResponseEntity<byte[]> create(
            StaffMember member,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            HttpServletRequest request) {
        if ("true".equals(request.getParameter("async"))) {
            throw Problem.badRequest("Tickets are made at once here. Leave async out.");
        }
        if (key != null && key.length() > 255) {
            throw Problem.badRequest("An Idempotency-Key has at most 255 characters.");
        }
        Creating.Created created = creating.create(member, wanted(request), key);
        String at = base.of(request);
        ObjectNode json = Json.object();
        json.set("ticket", shapes.ticket(created.row(), at));
        json.set(
                "audit",
                Shapes.audit(
                        created.row().id(),
                        created.messageId(),
                        "Comment",
                        Ids.user(created.row().submitter()),
                        created.row().createdAt()));
        ResponseEntity<byte[]> answer =
                Json.created(json, at + "/tickets/" + created.row().id() + ".json");
        return key == null
                ? answer
                : ResponseEntity.status(answer.getStatusCode())
                        .headers(answer.getHeaders())
                        .header("x-idempotency-lookup", created.hit() ? "hit" : "miss")
                        .body(answer.getBody());
    }

    @PutMapping({ONE, ONE + ".json"})
    ResponseEntity<byte[]> update(@PathVariable long id, StaffMember member, HttpServletRequest request) {
        Changing.Changed changed = changing.change(member, id, wanted(request));
        ObjectNode json = Json.object();
        json.set("ticket", shapes.ticket(changed.row(), base.of(request)));
        json.set(
                "audit",
                Shapes.audit(
                        id,
                        changed.messageId(),
                        changed.messageId() == null ? "Change" : "Comment",
                        Ids.staff(member.id()),
                        changed.row().updatedAt()));
        return Json.ok(json);
    }

    @GetMapping({ONE + "/comments", ONE + "/comments.json"})
    ResponseEntity<byte[]> comments(@PathVariable long id, StaffMember member, HttpServletRequest request) {
        List<Message> messages = database.read(member.clearance(), () -> {
            var _ = tickets.find(id).orElseThrow(Problem::notFound);
            return new ArrayList<>(tickets.messages(id));
        });
        String sort = request.getParameter("sort");
        if ("desc".equals(request.getParameter("sort_order")) || "-created_at".equals(sort)) {
            Collections.reverse(messages);
        }
        Paging.Offset offset = Paging.offset(request);
        ArrayNode page = Json.array();
        offset.slice(messages).forEach(message -> page.add(Shapes.comment(message)));
        return Json.ok(Paging.page("comments", page, messages.size(), offset, request, base));
    }

    @GetMapping({ONE + "/tags", ONE + "/tags.json"})
    ResponseEntity<byte[]> tags(@PathVariable long id, StaffMember member) {
        return tags(database.read(member.clearance(), () -> {
            var _ = tickets.find(id).orElseThrow(Problem::notFound);
            return List.copyOf(work.tags(id));
        }));
    }

    @PostMapping({ONE + "/tags", ONE + "/tags.json"})
    ResponseEntity<byte[]> setTags(@PathVariable long id, StaffMember member, HttpServletRequest request) {
        return tag(id, member, request, Changing.Tagging.SET);
    }

    @PutMapping({ONE + "/tags", ONE + "/tags.json"})
    ResponseEntity<byte[]> addTags(@PathVariable long id, StaffMember member, HttpServletRequest request) {
        return tag(id, member, request, Changing.Tagging.ADD);
    }

    @DeleteMapping({ONE + "/tags", ONE + "/tags.json"})
    ResponseEntity<byte[]> removeTags(@PathVariable long id, StaffMember member, HttpServletRequest request) {
        return tag(id, member, request, Changing.Tagging.REMOVE);
    }

    private ResponseEntity<byte[]> tag(long id, StaffMember member, HttpServletRequest request, Changing.Tagging how) {
        List<String> wanted = Body.whole(request).words("tags");
        return tags(changing.tags(member, id, wanted, how).orElseThrow(Problem::notFound));
    }

    private static ResponseEntity<byte[]> tags(List<String> tags) {
        ObjectNode json = Json.object();
        ArrayNode list = json.putArray("tags");
        tags.forEach(list::add);
        return Json.ok(json);
    }

    private TicketRequest wanted(HttpServletRequest request) {
        return TicketRequest.of(Body.of(request, "ticket"), playbooks.current().playbook(), staff);
    }

    private ResponseEntity<byte[]> list(Condition which, StaffMember member, HttpServletRequest request) {
        TicketRows.Sort sort = TicketRows.Sort.of(
                request.getParameter("sort"), request.getParameter("sort_by"), request.getParameter("sort_order"));
        String at = base.of(request);
        return switch (Paging.of(request)) {
            case Paging.Cursor cursor -> {
                List<TicketRow> found = database.read(member.clearance(), () -> rows.page(which, sort, cursor));
                List<TicketRow> page = TicketRows.within(found, cursor);
                yield Json.ok(Paging.page(
                        TICKETS,
                        shapes.tickets(page, at),
                        page,
                        found.size() > page.size(),
                        cursor,
                        row -> TicketRows.cursor(row, sort),
                        request,
                        base));
            }
            case Paging.Offset offset ->
                database.read(
                        member.clearance(),
                        () -> Json.ok(Paging.page(
                                TICKETS,
                                shapes.tickets(rows.page(which, sort, offset), at),
                                rows.count(which),
                                offset,
                                request,
                                base)));
        };
    }
}
