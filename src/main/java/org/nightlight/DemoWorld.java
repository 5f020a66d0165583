package org.nightlight;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.nightlight.channel.Intake;
import org.nightlight.channel.Letter;
import org.nightlight.channel.Outbox;
import org.nightlight.customer.Customer;
import org.nightlight.customer.CustomerAddress;
import org.nightlight.customer.CustomerDetails;
import org.nightlight.customer.Customers;
import org.nightlight.customer.Household;
import org.nightlight.customer.Relation;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.nightlight.knowledge.ArticleLinks;
import org.nightlight.playbook.CurrentPlaybook;
import org.nightlight.playbook.PlaybookVersion;
import org.nightlight.safety.Cases;
import org.nightlight.shared.Actor;
import org.nightlight.shared.EmailAddress;
import org.nightlight.sla.Escalations;
import org.nightlight.staff.Staff;
import org.nightlight.staff.StaffMember;
import org.nightlight.ticket.Channel;
import org.nightlight.ticket.Replies;
import org.nightlight.ticket.State;
import org.nightlight.ticket.Ticket;
import org.nightlight.ticket.Tickets;
import org.nightlight.ticket.Work;
import org.nightlight.triage.Routing;
import org.nightlight.triage.Triage;
import org.springframework.stereotype.Component;

/**
 * Tells the demo world: customers, their tickets and all that was done with them, through the very doors that real ones come
 * by. Each ticket is told in one transaction, under a key that never changes: a telling broken off goes on where it was, and
 * a second one finds nothing to do. Everything happens at its own time in the past (see {@link DemoClock}).
 */
@Component
class DemoWorld {
    private static final Actor DEMO = new Actor.Software("demo");
    private static final String SUPPORT = "support@storytailor.com";

    /** The lead who writes things down. */
    private static final String WRITER = "Dana";

    private static final String LAST = "unreadable";

    private final Database database;
    private final DSLContext sql;
    private final Customers customers;
    private final Staff staff;
    private final Intake intake;
    private final Outbox outbox;
    private final Tickets tickets;
    private final Replies replies;
    private final Work work;
    private final Escalations escalations;
    private final Cases cases;
    private final CurrentPlaybook playbooks;
    private final DemoArticles articles;
    private final ArticleLinks articleLinks;
    private final Clock clock;

    DemoWorld(
            Database database,
            DSLContext sql,
            Customers customers,
            Staff staff,
            Intake intake,
            Outbox outbox,
            Tickets tickets,
            Replies replies,
            Work work,
            Escalations escalations,
            Cases cases,
            CurrentPlaybook playbooks,
            DemoArticles articles,
            ArticleLinks articleLinks,
            Clock clock) {
        this.database = database;
        this.sql = sql;
        this.customers = customers;
        this.staff = staff;
        this.intake = intake;
        this.outbox = outbox;
        this.tickets = tickets;
        this.replies = replies;
        this.work = work;
        this.escalations = escalations;
        this.cases = cases;
        this.playbooks = playbooks;
        this.articles = articles;
        this.articleLinks = articleLinks;
        this.clock = clock;
    }

    /** Whether the whole world was told before: its last message is there. */
    boolean isTold() {
        return database.read(
                Clearance.SYSTEM,
                () -> sql.fetchExists(sql.selectOne().from("inbound").where("dedupe_key = ?", "demo:" + LAST)));
    }

    /** Makes what is missing of the world; its staff must be there already. */
    void tell(DemoScript script) {
        Instant now = clock.instant();
        Map<String, Customer> people = new HashMap<>();
        script.households().forEach(home -> people.putAll(settle(home)));
        Map<String, StaffMember> desk = new HashMap<>();
        staff.all().forEach(member -> desk.put(firstName(member.name()), member));
        Map<String, Long> written = articles.tell(Objects.requireNonNull(desk.get(WRITER)), now);
        script.tickets().stream()
                .sorted(Comparator.comparing(DemoScript.Story::age).reversed())
                .forEach(story -> database.write(
                        Clearance.SYSTEM,
                        () -> new Telling(story, people, desk, written, now.minus(story.age())).tell()));
        database.write(Clearance.SYSTEM, this::tellOfTheUnreadable);
    }

    private Map<String, Customer> settle(DemoScript.Home home) {
        Map<String, Customer> members = new HashMap<>();
        database.write(Clearance.SYSTEM, () -> {
            for (DemoScript.Member member : home.members()) {
                customers.findByExternalId(member.key()).ifPresent(there -> members.put(member.key(), there));
            }
            if (members.size() == home.members().size()) {
                return;
            }
            Household household = customers.createHousehold(home.name(), home.tier(), DEMO);
            for (DemoScript.Member member : home.members()) {
                members.put(
                        member.key(),
                        customers.create(details(member, household), DEMO).orThrow());
            }
        });
        return members;
    }

    private static CustomerDetails details(DemoScript.Member member, Household household) {
        CustomerDetails details = CustomerDetails.named(member.name())
                .inHousehold(household.id(), Relation.ofKey(member.relation()))
                .withExternalId(member.key())
                .withLanguage(member.language());
        if (member.born() != null) {
            details = details.bornIn(member.born());
        }
        if (member.email() != null) {
            details = details.with(
                    new CustomerAddress(CustomerAddress.Kind.EMAIL, member.email(), true)); // by their account
        }
        if (member.phone() != null) {
            details = details.with(CustomerAddress.ofPhone(member.phone()).orElseThrow());
        }
        return details;
    }

    /** More headers than any honest mail has: kept raw, and listed for a person. */
    private void tellOfTheUnreadable() {
        String mail = "From: Bulk Post <post@bulk.example>\r\nTo: " + SUPPORT + "\r\nSubject: Our autumn offers\r\n"
                + "X-Trace: passed on\r\n".repeat(20_100) + "\r\nHave a look at our offers.\r\n";
        intake.process(store(LAST, "post@bulk.example", mail));
    }

    private long store(String key, String from, String mail) {
        byte[] bytes = mail.getBytes(StandardCharsets.UTF_8);
        try {
            Path raw = Files.createTempFile("demo", ".eml");
            try {
                Files.write(raw, bytes);
                return intake.acceptMail(
                        "demo:" + key,
                        "{\"from\":\"" + from + "\",\"to\":[\"" + SUPPORT
                                + "\"],\"peer\":\"127.0.0.1\",\"oversize\":false}",
                        bytes.length,
                        MessageDigest.getInstance("SHA-256").digest(bytes),
                        raw);
            } finally {
                Files.delete(raw);
            }
        } catch (IOException full) {
            throw new UncheckedIOException("no room in the temporary folder", full);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String firstName(String name) {
        return name.split(" ")[0];
    }

    /** One ticket's story. */
    private final class Telling {
        private final DemoScript.Story story;
        private final @Nullable Customer customer;
        private final String address;
        private final Map<String, StaffMember> desk;
        private final Map<String, Long> articles;
        private Instant at;
        private long ticketId;
        private int letters;

        Telling(
                DemoScript.Story story,
                Map<String, Customer> people,
                Map<String, StaffMember> desk,
                Map<String, Long> articles,
                Instant at) {
            this.story = story;
            this.customer = people.get(story.from());
            this.address = customer == null
                    ? story.from()
                    : customer.email().map(EmailAddress::value).orElse("");
            this.desk = desk;
            this.articles = articles;
            this.at = at;
        }

        void tell() {
            DemoClock.at(at, () -> {
                if (write(story.text()) instanceof Intake.Ended.Opened(long opened, long first)) {
                    ticketId = opened;
                }
            });
            if (ticketId == 0) {
                return; // told before
            }
            for (DemoScript.Step step : story.then()) {
                at = at.plus(step.pause());
                DemoClock.at(at, () -> {
                    act(step);
                    outbox.keepNow(ticketId);
                });
            }
        }

        private Intake.Ended write(String text) {
            Channel channel = Channel.ofKey(story.by());
            String key = story.key() + "-" + ++letters;
            long inbound = channel == Channel.EMAIL
                    ? store(key, address, mail(key, text))
                    : intake.accept(channel, "demo-" + key, letter(text));
            return intake.process(inbound);
        }

        private String mail(String key, String text) {
            String reference = "<" + story.key() + "-1@mail.example>";
            String subject = letters == 1 ? story.subject() : "Re: [#" + ticketId + "] " + story.subject();
            return "From: " + (customer == null ? "" : customer.name() + " ") + "<" + address + ">\n" + "To: " + SUPPORT
                    + "\nSubject: " + subject + "\nMessage-ID: <" + key + "@mail.example>\n"
                    + (letters == 1 ? "" : "References: " + reference + "\n")
                    + "MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n"
                    + text;
        }

        private Letter letter(String text) {
            String taker = story.taker();
            return new Letter(
                    address,
                    customer == null ? "" : customer.name(),
                    story.subject(),
                    text,
                    Map.of(),
                    story.tags(),
                    customer == null ? null : customer.id(),
                    letters == 1 ? null : ticketId,
                    taker == null ? null : member(taker).actor().key());
        }

        private void act(DemoScript.Step step) {
            Ticket ticket = tickets.find(ticketId).orElseThrow();
            StaffMember doer = step.by() == null ? null : member(step.by());
            Actor actor = doer == null ? DEMO : doer.actor();
            if (step.customer() != null) {
                write(step.customer());
            }
            if (step.assign() != null) {
                work.assign(ticketId, Work.ANY, actor, member(step.assign()).id());
            }
            if (step.sort() != null) {
                sort(ticket, actor, step.sort(), Optional.ofNullable(step.why()).orElse(""));
            }
            if (step.note() != null && doer != null) {
                replies.note(ticket, actor, doer.name(), step.note().strip());
            }
            if (step.reply() != null && doer != null) {
                outbox.reply(
                        ticket,
                        new Actor.Staff(doer.id()),
                        doer.name(),
                        step.reply().strip());
            }
            if (step.climb() != null) {
                escalations.climb(ticketId, Work.ANY, actor, step.climb());
            }
            if (step.acknowledge() != null && doer != null) {
                cases.list(50).stream()
                        .filter(it -> it.ticketId() == ticketId)
                        .forEach(it -> cases.acknowledge(it.id(), new Actor.Staff(doer.id())));
            }
            if (step.article() != null) {
                articleLinks.add(ticketId, Objects.requireNonNull(articles.get(step.article())), actor);
            }
            if (step.state() != null) {
                work.move(ticketId, Work.ANY, actor, State.ofKey(step.state()));
            }
        }

        private void sort(Ticket ticket, Actor actor, String place, String why) {
            PlaybookVersion rules = playbooks.current();
            String[] parts = place.split("/");
            Routing routing = Triage.route(parts[0], parts[1], rules.playbook());
            work.reclassify(
                    ticket.id(),
                    Work.ANY,
                    actor,
                    new Work.Place(parts[0], parts[1], routing.team(), routing.level(), rules.number()),
                    why);
        }

        private StaffMember member(String firstName) {
            return Optional.ofNullable(desk.get(firstName)).orElseThrow();
        }
    }
}
