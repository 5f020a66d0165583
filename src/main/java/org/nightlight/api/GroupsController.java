package org.nightlight.api;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.nightlight.playbook.Category;
import org.nightlight.playbook.CurrentPlaybook;
import org.nightlight.playbook.Playbook;
import org.nightlight.playbook.Team;
import org.nightlight.playbook.Tier;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What clients load at their start to put names to ids: the playbook's teams as groups, and the ticket's fields. */
@RestController
@RequestMapping("/api/v2")
class GroupsController {
    private final CurrentPlaybook playbooks;
    private final Shapes shapes;
    private final Base base;

    GroupsController(CurrentPlaybook playbooks, Shapes shapes, Base base) {
        this.playbooks = playbooks;
        this.shapes = shapes;
        this.base = base;
    }

    @GetMapping({"/groups", "/groups.json"})
    ResponseEntity<byte[]> groups(HttpServletRequest request) {
        return list("groups", teams(), team -> shapes.group(team, base.of(request)), request);
    }

    @GetMapping({"/groups/assignable", "/groups/assignable.json"})
    ResponseEntity<byte[]> assignable(HttpServletRequest request) {
        List<Team> people = teams().stream().filter(team -> !team.software()).toList();
        return list("groups", people, team -> shapes.group(team, base.of(request)), request);
    }

    @GetMapping({"/groups/{id:\\d{1,15}}", "/groups/{id:\\d{1,15}}.json"})
    ResponseEntity<byte[]> group(@PathVariable long id, HttpServletRequest request) {
        Playbook playbook = playbooks.current().playbook();
        Team team = Ids.team(id, playbook).map(playbook::team).orElseThrow(Problem::notFound);
        ObjectNode json = Json.object();
        json.set("group", shapes.group(team, base.of(request)));
        return Json.ok(json);
    }

    @GetMapping({"/ticket_fields", "/ticket_fields.json"})
    ResponseEntity<byte[]> fields(HttpServletRequest request) {
        return list("ticket_fields", fields(base.of(request)), Function.identity(), request);
    }

    private List<Team> teams() {
        return List.copyOf(playbooks.current().playbook().teams().values());
    }

    private List<ObjectNode> fields(String at) {
        Playbook playbook = playbooks.current().playbook();
        ObjectNode category = field(Ids.CATEGORY, "tagger", "Category", at);
        ArrayNode categories = category.putArray("custom_field_options");
        playbook.categories().values().forEach(one -> option(categories, "category", one.key(), one.label()));
        ObjectNode issue = field(Ids.ISSUE, "tagger", "Issue", at);
        ArrayNode issues = issue.putArray("custom_field_options");
        for (Category one : playbook.categories().values()) {
            one.issues().values().forEach(of -> option(issues, "issue/" + one.key(), of.key(), of.label()));
        }
        ObjectNode tier = field(Ids.TIER, "tagger", "Tier", at);
        ArrayNode tiers = tier.putArray("custom_field_options");
        for (Tier one : playbook.tiers().values()) {
            option(tiers, "tier", one.key(), one.label());
        }
        return List.of(
                field(Ids.hash("field:subject"), "subject", "Subject", at),
                field(Ids.hash("field:description"), "description", "Description", at),
                field(Ids.hash("field:status"), "status", "Status", at),
                field(Ids.hash("field:priority"), "priority", "Priority", at),
                field(Ids.hash("field:group"), "group", "Group", at),
                field(Ids.hash("field:assignee"), "assignee", "Assignee", at),
                category,
                issue,
                tier);
    }

    private static ObjectNode field(long id, String type, String title, String at) {
        ObjectNode json = Json.object();
        json.put("id", id).put("url", at + "/ticket_fields/" + id + ".json");
        json.put("type", type).put("title", title).put("raw_title", title).put("title_in_portal", title);
        json.put("description", "").put("active", true).put("required", false).put("removable", false);
        json.put("visible_in_portal", false).put("editable_in_portal", false).put("required_in_portal", false);
        return json.put("collapsed_for_agents", false).putNull("created_at").putNull("updated_at");
    }

    private static void option(ArrayNode options, String list, String key, String label) {
        options.addObject()
                .put("id", Ids.hash("option:" + list + "/" + key))
                .put("name", label)
                .put("raw_name", label)
                .put("value", key);
    }

    /** A list so short that it is always one page, in whichever way pages are asked for. */
    private <T> ResponseEntity<byte[]> list(
            String name, Collection<T> all, Function<T, ObjectNode> shape, HttpServletRequest request) {
        ArrayNode items = Json.array();
        if (Paging.of(request) instanceof Paging.Cursor cursor) {
            boolean first = cursor.after() == null && cursor.before() == null;
            List<T> page = first ? List.copyOf(all) : List.of();
            page.forEach(one -> items.add(shape.apply(one)));
            return Json.ok(Paging.page(name, items, page, false, cursor, one -> "end", request, base));
        }
        Paging.Offset offset = Paging.offset(request);
        offset.slice(List.copyOf(all)).forEach(one -> items.add(shape.apply(one)));
        return Json.ok(Paging.page(name, items, all.size(), offset, request, base));
    }
}
