package org.nightlight.automation;

import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import org.nightlight.customer.Customer;
import org.nightlight.customer.Customers;
import org.nightlight.playbook.CurrentPlaybook;
import org.nightlight.playbook.Playbook;
import org.nightlight.playbook.Template;
import org.nightlight.playbook.Variable;
import org.nightlight.privacy.FirstName;
import org.nightlight.privacy.Masking;
import org.nightlight.staff.Staff;
import org.nightlight.staff.StaffMember;
import org.nightlight.ticket.Notices;
import org.nightlight.ticket.Refusal;
import org.nightlight.ticket.Replies;
import org.nightlight.ticket.State;
import org.nightlight.ticket.Ticket;
import org.nightlight.ticket.Tickets;
import org.nightlight.ticket.Work;
import org.springframework.stereotype.Component;

/** Does what a rule says with one ticket, in the software's name. Nothing of it is a message to anybody outside of the desk. */
@Component
class Doer {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("EEEE d MMMM, HH:mm", Locale.UK);

    private final Tickets tickets;
    private final Work work;
    private final Replies replies;
    private final Notices notices;
    private final Staff staff;
    private final Customers customers;
    private final Masking masking;
    private final CurrentPlaybook playbooks;

    Doer(
            Tickets tickets,
            Work work,
            Replies replies,
            Notices notices,
            Staff staff,
            Customers customers,
            Masking masking,
            CurrentPlaybook playbooks) {
        this.tickets = tickets;
        this.work = work;
        this.replies = replies;
        this.notices = notices;
        this.staff = staff;
        this.customers = customers;
        this.masking = masking;
        this.playbooks = playbooks;
    }

    /**
     * All steps, in the caller's transaction, on a ticket that is locked.
     *
     * @return what was done, as {@link Plan.Step#text}
     * @throws Refusal where the ticket does not allow one of them
     */
    List<String> run(Rule rule, Ticket ticket) {
        Deeds deeds = rule.says().deeds();
        Playbook playbook = playbooks.current().playbook();
        SortedSet<String> tags = work.tags(ticket.id());
        Plan plan = Plan.of(deeds, ticket, tags, playbook, staff::find);
        if (!plan.refusal().isEmpty()) {
            throw new Refusal(plan.refusal());
        }
        if (plan.steps().isEmpty()) {
            return List.of();
        }
        tickets.explain(ticket.id(), RuleWork.SELF, "rule-fired", Map.of("rule", rule.name(), "id", rule.id()));
        if (deeds.changesTags()) {
            tags.removeAll(deeds.remove());
            tags.addAll(deeds.add());
            work.tag(ticket.id(), Work.ANY, RuleWork.SELF, List.copyOf(tags));
        }
        plan.steps().forEach(step -> step(rule, ticket.id(), step));
        return plan.steps().stream().map(Plan.Step::text).toList();
    }

    private void step(Rule rule, long ticketId, Plan.Step step) {
        switch (step.kind()) {
            case TAG, UNTAG -> {} // all at once, before
            case HAND -> {
                String[] to = step.value().split(":", 2);
                work.hand(ticketId, RuleWork.SELF, to[1], Integer.parseInt(to[0]), rule.name());
            }
            case ASSIGN -> {
                long to = Long.parseLong(step.value());
                work.assign(ticketId, Work.ANY, RuleWork.SELF, to == 0 ? null : to);
            }
            case STATE -> work.move(ticketId, Work.ANY, RuleWork.SELF, State.ofKey(step.value()));
            case NOTE -> {
                Ticket now = now(ticketId);
                replies.note(
                        now,
                        RuleWork.SELF,
                        rule.name(),
                        Template.fill(rule.says().deeds().note(), values(now)));
            }
            case TELL -> tell(rule, now(ticketId), step.value());
        }
    }

    private Ticket now(long ticketId) {
        return tickets.find(ticketId).orElseThrow();
    }

    private void tell(Rule rule, Ticket ticket, String whom) {
        List<StaffMember> told = new ArrayList<>();
        if (whom.equals("assignee")) {
            if (ticket.assigneeId() != null) {
                staff.find(ticket.assigneeId()).ifPresent(told::add);
            }
        } else {
            told.addAll(staff.leadsOf(whom.equals(Deeds.OWN) ? ticket.team() : whom));
        }
        Set<Long> once = new HashSet<>();
        told.stream()
                .filter(one -> ticket.mayBeHeldBy(one) && once.add(one.id()))
                .forEach(one -> notices.ruled(one.id(), Notices.Kind.RULE, ticket.id(), rule.name()));
    }

    /** What a note's variables stand for. Of a child they tell no more than the ticket's page shows. */
    private Map<String, String> values(Ticket ticket) {
        Playbook playbook = playbooks.current().playbook();
        Customer requester = customers.find(ticket.requesterId()).orElseThrow();
        String name = masking.addressed(requester);
        Map<String, String> values = new HashMap<>();
        for (Variable variable : Variable.values()) {
            values.put(
                    variable.key(),
                    switch (variable) {
                        case CUSTOMER_FIRST_NAME -> FirstName.greeting(name);
                        case CUSTOMER_NAME -> name;
                        case TICKET_NUMBER -> Long.toString(ticket.id());
                        case TICKET_SUBJECT -> ticket.subject();
                        case REPLY_BY ->
                            ticket.dueAt() == null
                                    ? ""
                                    : TIME.format(ticket.dueAt().atZone(playbook.zone()));
                        case AGENT_NAME ->
                            ticket.assigneeId() == null
                                    ? ""
                                    : staff.find(ticket.assigneeId())
                                            .map(StaffMember::name)
                                            .orElse("");
                        case TEAM_NAME ->
                            playbook.teams().containsKey(ticket.team())
                                    ? playbook.team(ticket.team()).label()
                                    : ticket.team();
                        case BRAND_NAME -> playbook.brand().name();
                        case TICKET_LINK -> "";
                    });
        }
        values.values().removeIf(String::isBlank);
        return values;
    }
}
