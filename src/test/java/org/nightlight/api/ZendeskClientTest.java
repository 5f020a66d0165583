package org.nightlight.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.nightlight.staff.Role;
import org.zendesk.client.v2.Zendesk;
import org.zendesk.client.v2.ZendeskResponseException;
import org.zendesk.client.v2.ZendeskResponseRateLimitException;
import org.zendesk.client.v2.model.Comment;
import org.zendesk.client.v2.model.Group;
import org.zendesk.client.v2.model.Priority;
import org.zendesk.client.v2.model.SortOrder;
import org.zendesk.client.v2.model.Status;
import org.zendesk.client.v2.model.Ticket;
import org.zendesk.client.v2.model.User;

/** The Java client that the field uses, unmodified. */
class ZendeskClientTest {
    private static ApiDesk.Caller agent;
    private static Zendesk zendesk;

    @BeforeAll
    static void connect() {
        agent = ApiDesk.caller(Role.ADMIN);
        zendesk = new Zendesk.Builder(ApiDesk.desk().url(""))
                .setUsername(agent.member().email().value())
                .setToken(agent.token())
                .build();
    }

    @AfterAll
    static void close() {
        zendesk.close();
        ApiDesk.close();
    }

    @Test
    void itKnowsWhoItIs() {
        User me = zendesk.getAuthenticatedUser();
        assertThat(me.getEmail()).isEqualTo(agent.member().email().value());
        assertThat(me.getRole().toString()).isEqualTo("admin");
    }

    @Test
    void aTicketIsCreatedShownChangedAndSolved() {
        Ticket made = zendesk.createTicket(ticket("ida@example.org", "Charged twice", "My card was charged twice."));
        assertThat(made.getId()).isPositive();
        assertThat(made.getStatus()).isEqualTo(Status.NEW);
        Ticket shown = zendesk.getTicket(made.getId());
        assertThat(shown.getSubject()).isEqualTo("Charged twice");
        assertThat(shown.getDescription()).isEqualTo("My card was charged twice.");
        assertThat(zendesk.getUser(shown.getRequesterId()).getEmail()).isEqualTo("ida@example.org");

        shown.setPriority(Priority.HIGH);
        shown.setTags(List.of("refund", "card"));
        shown.setAssigneeId(zendesk.getAuthenticatedUser().getId());
        shown.setComment(new Comment("We look into it today."));
        Ticket changed = zendesk.updateTicket(shown);
        assertThat(changed.getPriority()).isEqualTo(Priority.HIGH);
        assertThat(changed.getStatus()).isEqualTo(Status.OPEN);
        assertThat(changed.getTags()).containsExactly("card", "refund");

        Ticket solving = new Ticket();
        solving.setId(made.getId());
        solving.setStatus(Status.SOLVED);
        assertThat(zendesk.updateTicket(solving).getStatus()).isEqualTo(Status.SOLVED);

        List<Comment> comments = new ArrayList<>();
        zendesk.getTicketComments(made.getId()).forEach(comments::add);
        assertThat(comments)
                .extracting(Comment::getBody)
                .containsExactly("My card was charged twice.", "We look into it today.");
        assertThat(comments.getFirst().getAuthorId()).isEqualTo(shown.getRequesterId());
        assertThat(zendesk.getTicketComments(made.getId(), SortOrder.DESCENDING)
                        .iterator()
                        .next()
                        .getBody())
                .isEqualTo("We look into it today.");
    }

    @Test
    void allTicketsAreWalkedPageByPage() {
        List<Long> made = new ArrayList<>();
        for (int i = 0; i < 105; i++) {
            made.add(agent.ticket("walker@example.org", "Walk " + i, "Where is my order number " + i + "?"));
        }
        List<Long> walked = new ArrayList<>();
        zendesk.getTickets().forEach(ticket -> walked.add(ticket.getId()));
        assertThat(walked).containsAll(made).doesNotHaveDuplicates();
        assertThat(zendesk.getTickets(made.get(3), made.get(1)))
                .extracting(Ticket::getId)
                .containsExactly(made.get(1), made.get(3));
    }

    @Test
    void usersAreMadeOnceFoundAndListed() {
        User user = new User(true, "Mina Moss", "mina@example.org");
        user.setExternalId("crm-17");
        User made = zendesk.createOrUpdateUser(user);
        user.setName("Mina Moss-Vale");
        User again = zendesk.createOrUpdateUser(user);
        assertThat(again.getId()).isEqualTo(made.getId());
        assertThat(again.getName()).isEqualTo("Mina Moss-Vale");
        assertThat(zendesk.lookupUserByExternalId("crm-17"))
                .extracting(User::getId)
                .containsExactly(made.getId());
        assertThat(zendesk.lookupUserByEmail("mina@example.org"))
                .extracting(User::getId)
                .contains(made.getId());
        assertThat(zendesk.getUsers())
                .extracting(User::getEmail)
                .contains("mina@example.org", agent.member().email().value());
    }

    @Test
    void groupsFieldsAndSearchAnswer() {
        assertThat(zendesk.getGroups()).extracting(Group::getName).isNotEmpty();
        assertThat(zendesk.getTicketFields()).isNotEmpty();
        long id = agent.ticket("seek@example.org", "A quince in the parcel", "There was a quince in it.");
        assertThat(zendesk.getTicketsFromSearch("quince"))
                .extracting(Ticket::getId)
                .containsExactly(id);
        assertThat(zendesk.getSearchResults(User.class, "seek@example.org")).hasSize(1);
    }

    @Test
    void whatIsNotThereIsNullAndAFaultNamesItsField() {
        assertThat(zendesk.getTicket(999_999_999L)).isNull();
        Ticket nothing = ticket("x@example.org", "Nothing", "");
        assertThatThrownBy(() -> zendesk.createTicket(nothing))
                .isInstanceOf(ZendeskResponseException.class)
                .extracting("statusCode")
                .isEqualTo(422);
    }

    @Test
    void guessingIsAnsweredWithARateLimit() {
        try (Zendesk guessing = new Zendesk.Builder(ApiDesk.desk().url(""))
                .setUsername("guess@example.org")
                .setPassword("wrong")
                .build()) {
            for (int i = 0; i < 5; i++) {
                assertThatThrownBy(guessing::getAuthenticatedUser).isInstanceOf(ZendeskResponseException.class);
            }
            assertThatThrownBy(guessing::getAuthenticatedUser).isInstanceOf(ZendeskResponseRateLimitException.class);
        }
    }

    private static Ticket ticket(String email, String subject, String text) {
        return new Ticket(new Ticket.Requester("Ida Vale", email), subject, new Comment(text));
    }
}
