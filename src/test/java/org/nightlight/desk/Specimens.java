package org.nightlight.desk;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.nightlight.desk.Chrome.Place;
import org.nightlight.desk.TicketPage.Delivery;
import org.nightlight.shared.SafeHtml;
import org.nightlight.ticket.Marked;

/** Believable models for every staff page, by name of the file they are drawn to; all on one Friday morning. */
final class Specimens {
    static final Instant NOW = Instant.parse("2026-11-20T15:44:00Z");
    static final ZoneId ZONE = ZoneId.of("America/New_York");

    private static final Rows.Face ROBIN = new Rows.Face("RV", "Robin Vale");
    private static final Rows.Face SAM = new Rows.Face("SO", "Sam Ortega");

    /** A page: the template and what it is filled with. */
    record Specimen(String template, Object page) {}

    private Specimens() {}

    static Map<String, Specimen> all() {
        var all = new LinkedHashMap<String, Specimen>();
        all.put("sign-in", new Specimen("desk/signIn", new SignInPage(outside(), "", null)));
        all.put(
                "sign-in-failed",
                new Specimen(
                        "desk/signIn",
                        new SignInPage(
                                outside(),
                                "sam@desk.example",
                                "That e-mail and password do not go together. After some more tries you have to wait.")));
        all.put(
                "first-run",
                new Specimen(
                        "desk/firstRun",
                        new FirstRunPage(
                                outside(),
                                "",
                                "",
                                Map.of("password", "Choose a password of at least 12 characters."))));
        all.put(
                "invitation",
                new Specimen(
                        "desk/invitation",
                        new InvitationPage(outside(), true, "5pecimen", "Alex Petrov", "alex@desk.example", Map.of())));
        all.put(
                "invitation-old",
                new Specimen("desk/invitation", new InvitationPage(outside(), false, "", "", "", Map.of())));
        all.put(
                "inbound-message",
                new Specimen(
                        "desk/inboundMessage",
                        new InboundMessagePage(
                                chrome(Place.INBOUND),
                                inbound().rows().getFirst(),
                                "From: <>\nContent-Type: multipart/mixed; boundary=x\n\n--y\n",
                                true)));
        all.put("list", new Specimen("desk/search", list(DeskList.TEAM, Layout.PLAIN, rows(0), Map.of())));
        all.put(
                "list-own",
                new Specimen(
                        "desk/search",
                        list(
                                DeskList.OPEN,
                                Layout.read("newest", "team", List.of("requester", "state")),
                                rows(0),
                                Map.of("columns", "Up to 6 columns stand side by side. Take some away."))));
        for (DeskList list : DeskList.values()) {
            var none = new Rows(List.of(), null, null, 0);
            all.put("list-empty-" + list.key(), new Specimen("desk/search", list(list, Layout.PLAIN, none, Map.of())));
        }
        all.put("ticket", new Specimen("desk/ticket", ticket(true, Map.of(), null)));
        all.put(
                "ticket-refused",
                new Specimen("desk/ticket", ticket(true, Map.of("escalation", "Choose why it has to climb."), null)));
        all.put(
                "ticket-alone",
                new Specimen("desk/ticket", ticket(false, Map.of(), "Safety Team and Legal only see this ticket.")));
        all.put("conflict", new Specimen("desk/conflict", conflict()));
        all.put(
                "before-closing",
                new Specimen(
                        "desk/beforeClosing",
                        new BeforeClosingPage(
                                chrome(Place.NONE),
                                "#1042",
                                "Charged twice",
                                List.of(new TicketPage.Other(
                                        "#1043", "Refund of the second payment", "Open", "/desk/tickets/1043")),
                                List.of("Ask the bank about the second payment"),
                                "/desk/tickets/1042",
                                "/desk/tickets/1042/state",
                                Map.of("state", "solved", "children", "seen"))));
        all.put("split", new Specimen("desk/split", split(false, null)));
        all.put("split-preview", new Specimen("desk/split", split(true, null)));
        all.put(
                "split-refused",
                new Specimen("desk/split", split(false, "There is no second message by the requester.")));
        all.put("merge", new Specimen("desk/merge", merge(false, null)));
        all.put("merge-preview", new Specimen("desk/merge", merge(true, null)));
        all.put(
                "merge-refused",
                new Specimen("desk/merge", merge(true, "A lead can merge what different people wrote.")));
        all.put("bulk", new Specimen("desk/bulk", bulk(3, Map.of())));
        all.put(
                "bulk-fault",
                new Specimen(
                        "desk/bulk", bulk(3, Map.of("change", "Choose what to change: somebody, a state, or tags."))));
        all.put("bulk-nothing", new Specimen("desk/bulk", bulk(0, Map.of("tickets", "No ticket is ticked."))));
        all.put("bulkJob", new Specimen("desk/bulkJob", bulkJob(true)));
        all.put("bulkJob-ended", new Specimen("desk/bulkJob", bulkJob(false)));
        all.put(
                "bulkJobs",
                new Specimen("desk/bulkJobs", new BulkJobsPage(chrome(Place.NONE), List.of(bulkLine(false)))));
        all.put("bulkJobs-empty", new Specimen("desk/bulkJobs", new BulkJobsPage(chrome(Place.NONE), List.of())));
        all.put(
                "mentions",
                new Specimen(
                        "desk/mentions",
                        new MentionsPage(
                                chrome(Place.MENTIONS),
                                List.of(
                                        new MentionsPage.Line(
                                                "/desk/mentions/4/reading",
                                                "Alex Petrov",
                                                "#1042",
                                                "Charged twice",
                                                ago(20),
                                                false),
                                        new MentionsPage.Line(
                                                "/desk/mentions/3/reading",
                                                "Lea Elm",
                                                "#1037",
                                                "The narrator is silent",
                                                ago(900),
                                                true)))));
        all.put("mentions-empty", new Specimen("desk/mentions", new MentionsPage(chrome(Place.MENTIONS), List.of())));
        all.put("tasks", new Specimen("desk/tasks", tasks()));
        all.put("tasks-empty", new Specimen("desk/tasks", new TasksPage(chrome(Place.TASKS), List.of(), null, null)));
        all.put(
                "ticket-task-fault",
                new Specimen(
                        "desk/ticket",
                        ticket(
                                true,
                                Map.of(
                                        "task",
                                        "Say what is to be done.",
                                        "task-for",
                                        "Choose somebody from the list.",
                                        "task-day",
                                        "This day is over. Choose today or a later one."),
                                null)));
        all.put(
                "ticket-side-fault",
                new Specimen(
                        "desk/ticket",
                        ticket(
                                true,
                                Map.of(
                                        "side-to",
                                        "This person is on the ticket: answer them there.",
                                        "side-subject",
                                        "Say what it is about.",
                                        "side-text",
                                        "Write the mail first.",
                                        "side-sure",
                                        "No valid entry in the register of recipients names payments.example."),
                                null)));
        all.put("side-conversation", new Specimen("desk/sideConversation", side(true, Map.of())));
        all.put(
                "side-conversation-fault",
                new Specimen("desk/sideConversation", side(true, Map.of("side-text", "Write the mail first."))));
        all.put("side-conversation-walled", new Specimen("desk/sideConversation", side(false, Map.of())));
        all.put("rules", new Specimen("desk/adminRules", rules(true)));
        all.put("rules-empty", new Specimen("desk/adminRules", rules(false)));
        all.put("rule", new Specimen("desk/adminRule", rule(3, true, Map.of())));
        all.put(
                "rule-new",
                new Specimen(
                        "desk/adminRule",
                        rule(
                                0,
                                true,
                                Map.of(
                                        "condition",
                                        "“colour:” is nothing that a filter knows.",
                                        "does",
                                        "Say what it does with a ticket."))));
        all.put("rule-read", new Specimen("desk/adminRule", rule(3, false, Map.of())));
        all.putAll(WebhookSpecimens.all(chrome(Place.WEBHOOKS)));
        all.putAll(ArticleSpecimens.all(chrome(Place.ARTICLES)));
        all.put("ticket-rules", new Specimen("desk/ticketRules", ticketRules()));
        all.put("macros", new Specimen("desk/macros", macros(true, Map.of())));
        all.put(
                "macros-empty",
                new Specimen("desk/macros", macros(false, Map.of("name", "Give it a name of up to 40 letters."))));
        all.put(
                "macro",
                new Specimen(
                        "desk/macros",
                        new MacrosPage(chrome(Place.MACROS), List.of(), List.of(), macroForm(3), Map.of())));
        all.put("beforeSending", new Specimen("desk/beforeSending", beforeSending()));
        all.put("search", new Specimen("desk/search", search("charged twice", "5 tickets", rows(0), null, Map.of())));
        all.put(
                "search-fault",
                new Specimen(
                        "desk/search",
                        search(
                                "teir:premium",
                                "",
                                new Rows(List.of(), null, null, 0),
                                null,
                                Map.of("q", "“teir:” is nothing that a filter knows. It can be status, tier."))));
        all.put(
                "search-further",
                new Specimen(
                        "desk/search",
                        search(
                                "tag:refund tier:free",
                                "2 tickets on this page",
                                rows(0),
                                "/desk/search?q=tag%3Arefund&after=1763999999000000.1042",
                                Map.of())));
        all.put(
                "search-nothing",
                new Specimen(
                        "desk/search",
                        search("zebra", "Nothing found", new Rows(List.of(), null, null, 0), null, Map.of())));
        all.put(
                "views",
                new Specimen(
                        "desk/views",
                        new ViewsPage(
                                chrome(Place.VIEWS),
                                List.of(
                                        new ViewsPage.Line(3, "Refunds", "/desk/views/3", true, false, true, false),
                                        new ViewsPage.Line(4, "Schools", "/desk/views/4", true, true, false, false),
                                        new ViewsPage.Line(
                                                5, "My families", "/desk/views/5", false, false, false, true)))));
        all.put("views-none", new Specimen("desk/views", new ViewsPage(chrome(Place.VIEWS), List.of())));
        all.put(
                "view-refused",
                new Specimen(
                        "desk/search",
                        new SearchPage(
                                chrome(Place.VIEW),
                                "Refunds",
                                "/desk/views/3",
                                "tag:refund status:unsolved",
                                "",
                                new Rows(List.of(), null, null, 0),
                                "",
                                null,
                                new SearchPage.Keeping(
                                        3, "", "tag:refund status:unsolved", true, Layout.PLAIN, 2, true, true),
                                null,
                                Map.of("name", "Give it a name of up to 40 letters."))));
        all.put(
                "new-ticket",
                new Specimen(
                        "desk/newTicket",
                        new NewTicketPage(
                                chrome(Place.NEW),
                                NewTicketPage.Form.EMPTY,
                                "once-1",
                                ordered("name", "Tell who called.", "text", "Write what was said."))));
        all.put("cases", new Specimen("desk/cases", cases()));
        all.put("cases-empty", new Specimen("desk/cases", new CasesPage(quiet(Place.CASES), List.of(), null, null)));
        all.put("case", new Specimen("desk/safetyCase", safetyCase(false)));
        all.put("case-read", new Specimen("desk/safetyCase", safetyCase(true)));
        all.put("on-call", new Specimen("desk/onCall", onCall()));
        all.put(
                "acknowledgement",
                new Specimen("desk/acknowledgement", new AcknowledgementPage(outside(), true, "5pecimen", 12L, false)));
        all.put(
                "acknowledgement-done",
                new Specimen("desk/acknowledgement", new AcknowledgementPage(outside(), true, "5pecimen", 12L, true)));
        all.put(
                "acknowledgement-old",
                new Specimen("desk/acknowledgement", new AcknowledgementPage(outside(), false, "", null, false)));
        all.put("case-answers", new Specimen("desk/answers", AnswersSpecimen.page(chrome(Place.CASES), true)));
        all.put("case-answers-closed", new Specimen("desk/answers", AnswersSpecimen.page(chrome(Place.CASES), false)));
        all.put("case-report", new Specimen("desk/report", ReportSpecimen.page(chrome(Place.CASES), false)));
        all.put("case-report-read", new Specimen("desk/report", ReportSpecimen.page(chrome(Place.CASES), true)));
        all.put("break-glass", new Specimen("desk/breakGlass", breakGlass(true)));
        all.put("break-glass-asking", new Specimen("desk/breakGlass", breakGlass(false)));
        all.put(
                "preview",
                new Specimen(
                        "desk/preview",
                        new PreviewPage(
                                chrome(Place.NONE),
                                "It is **done**:\n\n- one payment is back\n- the plan stays",
                                Marked.html("It is **done**:\n\n- one payment is back\n- the plan stays")
                                        .orElseThrow())));
        all.put("preview-empty", new Specimen("desk/preview", new PreviewPage(chrome(Place.NONE), "", null)));
        all.put(
                "glimpse",
                new Specimen(
                        "desk/glimpse",
                        new GlimpsePage(
                                chrome(Place.GLASS),
                                12,
                                "S3 high",
                                List.of("physical abuse"),
                                "in review",
                                ago(240),
                                ago(-50),
                                safetyCase(true).words() == null
                                        ? List.of()
                                        : safetyCase(true).words(),
                                timeline())));
        all.put(
                "consent-forms",
                new Specimen(
                        "desk/consentForms",
                        new ConsentFormsPage(
                                chrome(Place.NONE),
                                true,
                                List.of(new ConsentFormsPage.Form(
                                        7,
                                        41,
                                        ago(20),
                                        "application/pdf",
                                        "Keep and use: yes. Pass on to others: no.")),
                                List.of(new ConsentFormsPage.Paper(9, 42, ago(25), "image/jpeg")),
                                "the register of papers",
                                List.of(
                                        new Choice("", "Choose", true),
                                        new Choice("not-valid", "It is no longer valid", false)),
                                Map.of("reason-7", "Say why, in at most 500 letters."))));
        all.put("consent-call", new Specimen("desk/consentCall", consentCall(true, Map.of())));
        all.put(
                "consent-call-refused",
                new Specimen(
                        "desk/consentCall",
                        consentCall(true, Map.of("collection", "Choose what the parent answered."))));
        all.put("consent-call-untrained", new Specimen("desk/consentCall", consentCall(false, Map.of())));
        all.put("case-files", new Specimen("desk/caseFiles", caseFiles()));
        all.put("cybertip", new Specimen("desk/cybertip", CybertipSpecimen.page(chrome(Place.CASES), false)));
        all.put("cybertip-read", new Specimen("desk/cybertip", CybertipSpecimen.page(chrome(Place.CASES), true)));
        all.put("cybertip-empty", new Specimen("desk/cybertip", CybertipSpecimen.empty(chrome(Place.CASES))));
        all.put(
                "cybertip-switch",
                new Specimen("desk/cybertipSwitch", CybertipSpecimen.choosing(chrome(Place.CASES), false)));
        all.put(
                "cybertip-switch-on",
                new Specimen("desk/cybertipSwitch", CybertipSpecimen.choosing(chrome(Place.CASES), true)));
        all.put("inbound", new Specimen("desk/inbound", inbound()));
        all.put(
                "inbound-empty",
                new Specimen("desk/inbound", new InboundPage(chrome(Place.INBOUND), List.of(), null, null)));
        all.put("account", new Specimen("desk/account", account()));
        all.put("safety-board", new Specimen("desk/safetyBoard", SafetyBoardSpecimen.inside(chrome(Place.BOARD))));
        all.put("safety-figures", new Specimen("desk/safetyBoard", SafetyBoardSpecimen.outside(quiet(Place.BOARD))));
        all.put("playbook", new Specimen("desk/adminPlaybook", playbook(true)));
        all.put("playbook-old", new Specimen("desk/adminPlaybook", playbook(false)));
        all.put("playbook-edit", new Specimen("desk/adminPlaybookEdit", playbookEdit()));
        all.put("playbook-difference", new Specimen("desk/adminPlaybookDifference", difference()));
        all.put("people", new Specimen("desk/adminPeople", people()));
        all.put("at-work", new Specimen("desk/atWork", atWork()));
        all.put(
                "at-work-empty",
                new Specimen("desk/atWork", new AtWorkPage(chrome(Place.AT_WORK), List.of(), 0, Map.of())));
        all.put(
                "records",
                new Specimen("desk/adminRecords", RecordsSpecimen.list(chrome(Place.RECORDS), ago(9), false)));
        all.put(
                "records-none",
                new Specimen("desk/adminRecords", RecordsSpecimen.list(quiet(Place.RECORDS), ago(9), true)));
        all.put(
                "record",
                new Specimen("desk/adminRecord", RecordsSpecimen.record(chrome(Place.RECORDS), ago(9), false)));
        all.put(
                "record-open",
                new Specimen("desk/adminRecord", RecordsSpecimen.record(chrome(Place.RECORDS), ago(9), true)));
        all.put(
                "erasure",
                new Specimen("desk/adminErasure", RecordsSpecimen.erasure(chrome(Place.RECORDS), ago(9), false)));
        all.put(
                "erasure-done",
                new Specimen("desk/adminErasure", RecordsSpecimen.erasure(chrome(Place.RECORDS), ago(9), true)));
        all.put(
                "held-records",
                new Specimen("desk/heldRecords", RecordsSpecimen.held(chrome(Place.HELD), ago(9), false)));
        all.put(
                "held-records-none",
                new Specimen("desk/heldRecords", RecordsSpecimen.held(quiet(Place.HELD), ago(9), true)));
        all.put("audit", new Specimen("desk/adminAudit", audit()));
        all.put(
                "admin-mail",
                new Specimen("desk/adminMail", new AdminMailPage(chrome(Place.MAIL), keptMail(), null, null)));
        all.put(
                "admin-mail-empty",
                new Specimen(
                        "desk/adminMail", new AdminMailPage(chrome(Place.MAIL), List.of(), "/desk/admin/mail", null)));
        all.put(
                "admin-mail-replay",
                new Specimen(
                        "desk/adminMailReplay",
                        new AdminMailReplayPage(
                                chrome(Place.MAIL),
                                keptMail().getFirst(),
                                List.of(
                                        new AdminMailReplayPage.Fact("Sender", "Somebody at example.org"),
                                        new AdminMailReplayPage.Fact("A machine’s", "No"),
                                        new AdminMailReplayPage.Fact("Repairs", "None was needed")),
                                List.of(new AdminMailReplayPage.Part(
                                        "boat.png", "image/png", "84 kB", "in its place in the text")),
                                "Hello, my card was charged twice.",
                                "On Thursday Storytailor wrote:\n> Your receipt for November",
                                "A blue boat on a green sea")));
        all.put(
                "mailboxes",
                new Specimen("desk/adminMailboxes", MailSpecimens.mailboxes(chrome(Place.MAILBOXES), ago(2))));
        all.put(
                "mailboxes-none",
                new Specimen(
                        "desk/adminMailboxes", new AdminMailboxesPage(quiet(Place.MAILBOXES), List.of(), List.of())));
        all.put("suppliers", new Specimen("desk/adminSuppliers", RegisterSpecimens.suppliers(chrome(Place.SUPPLIERS))));
        all.put(
                "sending",
                new Specimen(
                        "desk/adminSending",
                        new AdminSendingPage(chrome(Place.SENDING), List.of("storytailor.com"), null)));
        all.put(
                "sending-checked",
                new Specimen(
                        "desk/adminSending",
                        new AdminSendingPage(
                                chrome(Place.SENDING),
                                List.of("storytailor.com"),
                                List.of(new AdminSendingPage.Domain(
                                        "storytailor.com",
                                        List.of(
                                                new AdminSendingPage.Advice(
                                                        "SPF: which machines may send",
                                                        "good",
                                                        false,
                                                        "v=spf1 include:sendgrid.net -all",
                                                        "Receivers can tell which machines send our mail.",
                                                        null,
                                                        null),
                                                new AdminSendingPage.Advice(
                                                        "DKIM: our signature",
                                                        "wrong",
                                                        true,
                                                        "",
                                                        "We sign, but nobody can check it: the key is not published.",
                                                        "nightlight._domainkey.storytailor.com",
                                                        "v=DKIM1; k=rsa; p="
                                                                + "MIIBIjANBgkqhkiG9w0BAQEFAAOC".repeat(8))))))));
        all.put(
                "suppressed",
                new Specimen("desk/adminSuppressed", RegisterSpecimens.suppressed(chrome(Place.SUPPRESSED), ago(9))));
        all.put(
                "suppressed-none",
                new Specimen(
                        "desk/adminSuppressed",
                        new AdminSuppressedPage(quiet(Place.SUPPRESSED), List.of(), false, Map.of())));
        all.put(
                "compliance",
                new Specimen("desk/adminCompliance", RegisterSpecimens.compliance(chrome(Place.COMPLIANCE), false)));
        all.put(
                "compliance-due",
                new Specimen("desk/adminCompliance", RegisterSpecimens.compliance(chrome(Place.COMPLIANCE), true)));
        all.put("demo-mail", new Specimen("desk/demoMail", demoMail(false)));
        all.put("demo-mail-open", new Specimen("desk/demoMail", demoMail(true)));
        return all;
    }

    private static Chrome outside() {
        return Chrome.signedOut(new Chrome.Csrf("_csrf", "specimen"), true);
    }

    private static Chrome quiet(Place place) {
        return new Chrome(
                new Chrome.Signed("Sam Ortega", "SO", "sam@desk.example", true, true, true, true, true, true),
                new Chrome.Counts(7, 23, 9, 118, 4, 2, 2, 1, 1, 2, 3),
                new Chrome.Csrf("_csrf", "specimen"),
                place,
                null,
                Chrome.Look.plain(),
                List.of(),
                List.of(
                        new Chrome.ViewLink(3, "Refunds", place == Place.VIEW, 501),
                        new Chrome.ViewLink(4, "My premium families", false, 12),
                        new Chrome.ViewLink(5, "A team that is gone", false, -1)),
                true);
    }

    private static Chrome chrome(Place place) {
        Chrome quiet = quiet(place);
        return new Chrome(
                quiet.signed(),
                quiet.counts(),
                quiet.csrf(),
                place,
                Chrome.Flash.done("Your reply to #1041 is on its way."),
                quiet.look(),
                List.of(new Chrome.Alert(12, "S3", "physical abuse, by e-mail, nobody has looked yet", ago(4))),
                quiet.views(),
                true);
    }

    private static When ago(long minutes) {
        return When.of(NOW.minus(Duration.ofMinutes(minutes)), NOW, ZONE);
    }

    private static TimeLeft left(String promise, long minutes, int percent) {
        return TimeLeft.running(promise, NOW.plus(Duration.ofMinutes(minutes)), null, percent, NOW, ZONE);
    }

    private static SearchPage search(
            String query, String found, Rows rows, @Nullable String further, Map<String, String> faults) {
        return new SearchPage(
                chrome(Place.SEARCH),
                "Search",
                "/desk/search",
                query,
                found,
                rows,
                query,
                further,
                faults.isEmpty() ? new SearchPage.Keeping(0, "", query, false, Layout.PLAIN, 0, true, false) : null,
                null,
                faults);
    }

    private static SearchPage list(DeskList list, Layout layout, Rows rows, Map<String, String> faults) {
        return new SearchPage(
                chrome(Place.of(list)),
                list.title(),
                list.address(),
                list.filter(),
                layout.orderWords(),
                rows,
                list.filter(),
                null,
                null,
                new SearchPage.OwnList(list, layout, !layout.isAsUsual(), !faults.isEmpty()),
                faults);
    }

    private static Rows rows(long current) {
        return new Rows(
                List.of(
                        row(
                                1039,
                                "Login code never arrives",
                                "Ada Park",
                                "Our teachers cannot sign in this morning",
                                "Enterprise",
                                left("first answer", -12, 100),
                                SAM),
                        row(
                                1042,
                                "Charged twice",
                                "Robin Vale",
                                "My card was charged twice for the Premium plan",
                                "Premium",
                                left("first answer", 198, 76),
                                SAM),
                        row(
                                1037,
                                "Voice stays silent on the tablet",
                                "Kim Dorn",
                                "Since the update the story is shown but nobody reads it aloud",
                                "Family",
                                TimeLeft.running(
                                        "first answer",
                                        NOW.plus(Duration.ofHours(40)),
                                        NOW.plus(Duration.ofHours(6)),
                                        41,
                                        NOW,
                                        ZONE),
                                null),
                        row(
                                1036,
                                "Story ended in the middle",
                                "Noor Hadid",
                                "It just stopped on page four, my daughter was in tears",
                                "Individual",
                                left("first answer", 1140, 20),
                                null),
                        row(
                                1031,
                                "Invoice for our school",
                                "Lee Marsh",
                                "Could you add our tax number to the November invoice",
                                "Professional",
                                TimeLeft.paused("solved", NOW.plus(Duration.ofDays(2)), 30, NOW, ZONE),
                                new Rows.Face("AP", "Alex Petrov"))),
                "/desk/lists/team?before=1039",
                "/desk/lists/team?after=1031",
                current);
    }

    private static Rows.Row row(
            long id,
            String subject,
            String who,
            String line,
            String tier,
            TimeLeft left,
            Rows.@Nullable Face assignee) {
        return new Rows.Row(
                id,
                "#" + id,
                "/desk/tickets/" + id + "?list=team",
                subject,
                who,
                line,
                tier,
                "Open",
                left,
                assignee,
                id == 1036,
                null,
                List.of());
    }

    private static TicketPage ticket(boolean beside, Map<String, String> faults, @Nullable String wall) {
        var head = new TicketPage.Head(
                1042,
                "#1042",
                "Charged twice",
                7,
                "Open",
                "Billing",
                "refund",
                !beside,
                "Level 1",
                "Customer Service",
                SAM,
                List.of("premium", "november"),
                List.of(left("first answer", 198, 76), left("solved", 2900, 12)),
                wall);
        return new TicketPage(
                chrome(Place.TEAM),
                DeskList.TEAM,
                beside ? rows(1042) : null,
                head,
                conversation(),
                composer(beside),
                actions(beside),
                requester(),
                why(),
                timeline(),
                List.of(new TicketPage.Merged(1040, "#1040", "/desk/tickets/1040", false, true)),
                List.of(
                        new TicketPage.Linked(
                                1,
                                "Part of",
                                "#1030",
                                "Payments of November",
                                "Open",
                                "/desk/tickets/1030",
                                true,
                                false),
                        new TicketPage.Linked(
                                2, "Split off", "#1028", "Two questions", "Open", "/desk/tickets/1028", false, true)),
                new TicketPage.Following(beside ? List.of("Alex Petrov", "Sam Ortega") : List.of(), beside),
                tasksOf(beside),
                sidesOf(beside, faults),
                ArticleSpecimens.beside(beside),
                faults);
    }

    private static TicketPage.Sides sidesOf(boolean some, Map<String, String> faults) {
        return new TicketPage.Sides(
                some
                        ? List.of(
                                new TicketPage.Side(
                                        "/desk/tickets/1042/side-conversations/1",
                                        "help@payments.example",
                                        "Payment 88231 twice",
                                        "Which of the two shall we return?",
                                        ago(20),
                                        true,
                                        true,
                                        false),
                                new TicketPage.Side(
                                        "/desk/tickets/1042/side-conversations/2",
                                        "orders@printer.example",
                                        "Order of 12 November",
                                        "Can you send it again?",
                                        ago(90),
                                        false,
                                        false,
                                        true))
                        : List.of(),
                new TicketPage.SideForm(
                        "help@payments.example",
                        "Payment 88231 twice",
                        "Please look it up.",
                        faults.containsKey("side-sure")));
    }

    private static SidePage side(boolean writable, Map<String, String> faults) {
        return new SidePage(
                chrome(Place.NONE),
                "/desk/tickets/1042/side-conversations/1",
                "#1042 Charged twice",
                "/desk/tickets/1042",
                "help@payments.example",
                "Payment 88231 twice",
                "Sam Ortega",
                ago(120),
                writable,
                writable,
                writable,
                writable ? null : "Nothing can be written from here. That you opened it is recorded.",
                List.of(
                        new TicketPage.Message(
                                11,
                                SAM,
                                true,
                                "by e-mail",
                                ago(120),
                                "Was payment 88231 taken twice?",
                                null,
                                null,
                                List.of(),
                                List.of(),
                                new Delivery(Delivery.Step.FAILED, "Not delivered", "there is no such mailbox", true),
                                null,
                                null,
                                null),
                        new TicketPage.Message(
                                12,
                                new Rows.Face("PH", "Payments help <help@payments.example>"),
                                false,
                                "by e-mail",
                                ago(20),
                                "Which of the two shall we return?",
                                null,
                                "On Thursday Storytailor wrote:\n> Was payment 88231 taken twice?",
                                List.of(
                                        new TicketPage.File(
                                                "statement.pdf",
                                                "84 kB",
                                                "/desk/attachments/5",
                                                TicketPage.File.Way.LINK,
                                                null),
                                        new TicketPage.File(
                                                "screen.png",
                                                "120 kB",
                                                "/desk/attachments/6",
                                                TicketPage.File.Way.SHOW,
                                                null),
                                        new TicketPage.File(
                                                "tool.exe",
                                                "1 MB",
                                                "/desk/attachments/7",
                                                TicketPage.File.Way.INFECTED,
                                                "Eicar")),
                                List.of("sender could not be proven"),
                                null,
                                null,
                                "Your request",
                                null)),
                "Return the second, please.",
                faults);
    }

    private static TicketPage.Tasks tasksOf(boolean some) {
        TasksPage.Due over = new TasksPage.Due("overdue, was due Wed 18 Nov", true);
        return new TicketPage.Tasks(
                some
                        ? List.of(
                                new TicketPage.Task(
                                        11,
                                        "Ask the bank about the second payment",
                                        "Alex Petrov",
                                        over,
                                        false,
                                        null,
                                        null),
                                new TicketPage.Task(12, "Call Robin back", null, null, false, null, null))
                        : List.of(),
                some
                        ? List.of(new TicketPage.Task(
                                10, "Look up both payments", null, null, true, "Sam Ortega", ago(80)))
                        : List.of(),
                List.of(new Choice("", "Nobody yet", true), new Choice("3", "Alex Petrov", false)),
                "",
                "",
                true);
    }

    private static TasksPage tasks() {
        return new TasksPage(
                chrome(Place.TASKS),
                List.of(
                        new TasksPage.Line(
                                11,
                                "Ask the bank about the second payment",
                                "#1042",
                                "Charged twice",
                                "/desk/tickets/1042",
                                new TasksPage.Due("overdue, was due Wed 18 Nov", true)),
                        new TasksPage.Line(
                                12, "Call Robin back", "#1042", "Charged twice", "/desk/tickets/1042", null)),
                null,
                "/desk/tasks?after=none.12");
    }

    private static SplitPage split(boolean chosen, @Nullable String refused) {
        SplitPage.Part sound = new SplitPage.Part(
                5, ago(30), "Robin Vale", "Another thing: the narrator is silent.", List.of("screen.png"), true);
        SplitPage.Part first =
                new SplitPage.Part(1, ago(342), "Robin Vale", "My card was charged twice.", List.of(), false);
        return new SplitPage(
                chrome(Place.NONE),
                rows(0).rows().get(0),
                refused == null ? List.of(sound) : List.of(),
                chosen
                        ? new SplitPage.Preview(3, "No sound", "Technical, no sound", List.of(first), List.of(sound))
                        : null,
                refused,
                Map.of());
    }

    private static MergePage merge(boolean chosen, @Nullable String refused) {
        Rows.Row source = rows(0).rows().get(0);
        Rows.Row target = rows(0).rows().get(1);
        return new MergePage(
                chrome(Place.NONE),
                source,
                "",
                chosen ? List.of() : List.of(target),
                chosen ? new MergePage.Preview(target, 3, 5, true, refused) : null,
                Map.of());
    }

    private static BulkPage bulk(int count, Map<String, String> faults) {
        return new BulkPage(
                chrome(Place.NONE),
                count == 0 ? "" : "status:open tag:refund",
                List.of(),
                count,
                count == 0 ? new Rows(List.of(), null, null, 0) : rows(0),
                List.of(new Choice("", "Leave as it is", true), new Choice("me", "Me", false)),
                List.of(new Choice("", "Leave as it is", true), new Choice("solved", "Solved", false)),
                Map.of("add", "", "remove", ""),
                faults);
    }

    private static BulkJobPage.Line bulkLine(boolean running) {
        return new BulkJobPage.Line(
                7,
                List.of("State: Solved", "Tags added: refund"),
                false,
                running,
                false,
                120,
                80,
                2,
                running ? 0 : 38,
                68,
                ago(3));
    }

    private static BulkJobPage bulkJob(boolean running) {
        return new BulkJobPage(
                chrome(Place.NONE),
                bulkLine(running),
                !running,
                !running,
                List.of(new BulkJobPage.Refused(
                        "#1040",
                        "/desk/tickets/1040",
                        "Charged twice",
                        "A ticket needs an assignee before it is solved.")),
                running ? null : "/desk/bulk-jobs/7?after=100");
    }

    private static List<TicketPage.Entry> conversation() {
        return List.of(
                new TicketPage.Message(
                        1,
                        ROBIN,
                        false,
                        "by e-mail",
                        ago(342),
                        "Hello,\n\nmy card was charged twice for the Premium plan this month. Please refund one payment. The second one came an hour after the first.\n\nRobin",
                        null,
                        "On Thursday Storytailor wrote:\n> Your receipt for November",
                        List.of(
                                new TicketPage.File(
                                        "statement.pdf",
                                        "84 kB",
                                        "/desk/attachments/5",
                                        TicketPage.File.Way.LINK,
                                        null),
                                new TicketPage.File(
                                        "screen.png", "120 kB", "/desk/attachments/6", TicketPage.File.Way.SHOW, null),
                                new TicketPage.File(
                                        "all.zip", "2 MB", "/desk/attachments/7", TicketPage.File.Way.HAND, null),
                                new TicketPage.File(
                                        "invoice.pdf",
                                        "310 kB",
                                        "/desk/attachments/9",
                                        TicketPage.File.Way.HAND,
                                        "called a document, but it is a program"),
                                new TicketPage.File(
                                        "offer.doc",
                                        "90 kB",
                                        "/desk/attachments/10",
                                        TicketPage.File.Way.INFECTED,
                                        "Doc.Dropper.Agent"),
                                new TicketPage.File(
                                        "list.csv",
                                        "4 kB",
                                        "/desk/attachments/11",
                                        TicketPage.File.Way.UNSCANNED,
                                        null)),
                        List.of("images blocked"),
                        null,
                        null,
                        null,
                        null),
                new TicketPage.Event(
                        "Sorted to Billing, refund, Level 1. First answer within 12 hours, solved within 2 business days",
                        ago(342),
                        "classified"),
                new TicketPage.Offer(
                        "Forwarded by Sam Oak, first written by Robin Vale",
                        ago(341),
                        "/desk/tickets/1042/requester",
                        1,
                        "Make robin@example.org the requester"),
                new TicketPage.Note(
                        2,
                        SAM,
                        ago(304),
                        "Two charges confirmed, 9.99 each. Refund needs Finance: over the agent limit this week.",
                        List.of(new TicketPage.File(
                                "statement.pdf",
                                "84 kB",
                                "/desk/tickets/1042/attachments/9",
                                TicketPage.File.Way.LINK,
                                null))),
                new TicketPage.Message(
                        3,
                        SAM,
                        true,
                        "by e-mail",
                        ago(300),
                        "Hi Robin, thank you for telling us. I am looking at both charges now.",
                        null,
                        null,
                        List.of(),
                        List.of(),
                        new Delivery(
                                Delivery.Step.FAILED,
                                "Not delivered",
                                "the mailbox of robin@example.org is full",
                                true),
                        null,
                        null,
                        null),
                new TicketPage.Message(
                        4,
                        SAM,
                        true,
                        "by e-mail",
                        ago(200),
                        "Hi Robin, our finance team returns one payment.",
                        null,
                        null,
                        List.of(),
                        List.of(),
                        new Delivery(Delivery.Step.SENT, "Sent 07:24", null, false),
                        null,
                        null,
                        null),
                new TicketPage.Message(
                        6,
                        new Rows.Face("J", "Juno"),
                        false,
                        "by e-mail",
                        ago(60),
                        "Hi, I am [name], I am [age] and the dragon is gone.",
                        null,
                        null,
                        List.of(new TicketPage.File(
                                "A picture", "90 kB", "/desk/attachments/8", TicketPage.File.Way.WAITS, null)),
                        List.of(),
                        null,
                        new TicketPage.Masked("/desk/tickets/1042/messages/6/readings", false, null),
                        null,
                        "/desk/tickets/1042/split?look=true&message=6"),
                new TicketPage.Message(
                        7,
                        new Rows.Face("JV", "Juno Vale"),
                        false,
                        "by e-mail",
                        ago(40),
                        "Hi, I am Juno Vale, I am 9 and the dragon is gone.",
                        null,
                        null,
                        List.of(),
                        List.of(),
                        null,
                        new TicketPage.Masked("/desk/tickets/1042/messages/7/readings", true, "Juno Vale writes"),
                        null,
                        null),
                new TicketPage.Message(
                        5,
                        ROBIN,
                        false,
                        "by e-mail",
                        ago(30),
                        "",
                        new SafeHtml(
                                "<p>Thank you. <b>When</b> will it arrive?</p><ul><li>first charge: 3 November</li><li>second: the same day</li></ul>"),
                        null,
                        List.of(),
                        List.of(),
                        null,
                        null,
                        "Will it arrive before the holidays, and a second thing about our story",
                        "/desk/tickets/1042/split?look=true&message=5"));
    }

    private static TicketPage.Composer composer(boolean open) {
        return new TicketPage.Composer(
                "robin@example.org",
                open
                        ? new ReplyTo(
                                List.of(
                                        new ReplyTo.Other(
                                                "lee@example.org",
                                                "gets a copy of your reply",
                                                true,
                                                "/desk/tickets/1042/participants/3"),
                                        new ReplyTo.Other(
                                                "kim@example.org",
                                                "is new here and gets nothing until you say so",
                                                false,
                                                "/desk/tickets/1042/participants/4")),
                                true,
                                "1f.7")
                        : ReplyTo.NOBODY,
                List.of(new Choice("2026-11-17T09:00", "Tuesday 17 November, 09:00", false)),
                open ? "Hi Robin, the payment was returned this morning." : "",
                "",
                open ? ago(1) : null,
                null,
                inserts(),
                open
                        ? List.of(
                                new Choice("state:pending", "Set to pending", true),
                                new Choice("add:refund", "Add the tag refund", true))
                        : List.of(),
                List.of(),
                "once-1042",
                "Nothing about a child in this reply.",
                open
                        ? List.of(new TicketPage.Held("030/1234567", "a phone number", "[phone]", "phone|030/1234567"))
                        : List.of(),
                open,
                open ? null : "No reply leaves from here: the Safety Team answers from the case.",
                false,
                open,
                !open,
                new TicketPage.Beforehand(
                        BeforeSending.ATTACHMENT,
                        "Your reply speaks of an attachment, and no file goes with it.",
                        "This goes to a child: plain words, and nothing about anybody else.",
                        Filling.HOLE,
                        "Not filled in:"),
                attachments(
                        "reply",
                        List.of(
                                new TicketPage.Attached(
                                        11,
                                        "your-invoice-november.pdf",
                                        "84 kB",
                                        "/desk/tickets/1042/drafts/reply/files/11",
                                        null),
                                new TicketPage.Attached(
                                        12,
                                        "a-screenshot-with-a-name-that-is-far-too-long-for-a-narrow-screen-2026-11-16-at-09-41.png",
                                        "1.2 MB",
                                        null,
                                        "The virus scanner has not answered about it yet. Nothing was sent; try again in a minute, or remove it."))),
                attachments("note", List.of()));
    }

    private static TicketPage.Attachments attachments(String kind, List<TicketPage.Attached> files) {
        return new TicketPage.Attachments(
                kind,
                "/desk/tickets/1042/drafts/" + kind + "/files",
                files,
                10 << 20,
                15 << 20,
                "Or paste or drop them: 10 MB each, 15 MB in all.");
    }

    private static Inserts inserts() {
        return new Inserts(
                List.of(
                        new Inserts.Insert(
                                "macro:3",
                                "The refund is on its way",
                                "Set to pending. Assign to me. Add the tag refund"),
                        new Inserts.Insert("macro:5", "Which device is it?", "")),
                List.of(),
                List.of(
                        new Inserts.Insert("template:initial", "First answer", ""),
                        new Inserts.Insert("template:resolution", "Solved", "")));
    }

    private static RulesPage rules(boolean any) {
        RulesPage.Line close = new RulesPage.Line(
                3,
                "Close what has been solved for 7 days",
                true,
                "7 days after it became solved",
                "",
                List.of("Set to closed"),
                41,
                "",
                false,
                true,
                false);
        RulesPage.Line wait = new RulesPage.Line(
                4,
                "Tell the lead when a premium ticket waits 4 hours",
                false,
                "4 hours of open time after the customer’s first unanswered message",
                "tier:premium status:new,open",
                List.of("Tell the leads of its team"),
                1,
                "“tier:premium” is not understood. It can be free, family.",
                true,
                false,
                true);
        return new RulesPage(
                chrome(Place.RULES),
                any ? List.of(close, wait) : List.of(),
                any
                        ? List.of(new RulesPage.Line(
                                9,
                                "Tag the old app",
                                false,
                                "When a ticket is made",
                                "",
                                List.of("Add the tag old"),
                                0,
                                "",
                                false,
                                false,
                                false))
                        : List.of(),
                List.of(
                        new RulesPage.Example(
                                "/desk/admin/rules/new?example=close",
                                "Close what has been solved for 7 days",
                                "7 days after it became solved · Set to closed"),
                        new RulesPage.Example(
                                "/desk/admin/rules/new?example=tag",
                                "Tag what asks for money back",
                                "When a ticket is made · If refund · Add the tag refund")),
                true,
                any ? Map.of("rule-4", "“tier:premium” is not understood. It can be free, family.") : Map.of());
    }

    private static RulePage rule(long id, boolean mayChange, Map<String, String> faults) {
        return new RulePage(
                chrome(Place.RULES),
                new RulePage.Form(
                        id,
                        id == 0 ? 0 : 2,
                        id != 0,
                        id == 0 ? List.of() : List.of("When a ticket is made", "If refund", "Add the tag refund"),
                        "Tag what asks for money back",
                        List.of(
                                new Choice("made", "A ticket is made", true),
                                new Choice("wrote", "The customer writes again", false)),
                        "",
                        List.of(new Choice("hours", "hours", true), new Choice("days", "days", false)),
                        List.of(new Choice("made", "after it was made", true)),
                        false,
                        true,
                        "refund",
                        "refund",
                        "",
                        List.of(new Choice("", "Leave as it is", true), new Choice("team:finance", "Finance", false)),
                        List.of(new Choice("", "Leave as it is", true), new Choice("0", "Nobody", false)),
                        List.of(new Choice("", "Leave as it is", true), new Choice("closed", "Closed", false)),
                        "",
                        false,
                        List.of(new Choice("", "Nobody", true), new Choice("own", "The leads of its team", false))),
                faults.isEmpty()
                        ? new RulePage.Trial(
                                id != 0,
                                100,
                                List.of(new RulePage.Row(
                                        "#1042", "/desk/tickets/1042", "Charged twice", List.of("Add the tag refund"))),
                                List.of(new RulePage.Row(
                                        "#1041",
                                        "/desk/tickets/1041",
                                        "Voice silent",
                                        List.of("Does not hold: refund"))))
                        : null,
                id == 0
                        ? List.of()
                        : List.of(
                                new RulePage.Past(
                                        2, "Sam Ortega", "switched it on", ago(60), List.of("When a ticket is made")),
                                new RulePage.Past(
                                        1, "Sam Ortega", "made it", ago(90), List.of("When a ticket is made"))),
                mayChange,
                faults);
    }

    private static TicketRulesPage ticketRules() {
        return new TicketRulesPage(
                chrome(Place.NONE),
                "#1042",
                "Charged twice",
                "/desk/tickets/1042",
                List.of(
                        new TicketRulesPage.Asked(
                                "Tag what asks for money back",
                                "/desk/admin/rules/3",
                                List.of("When a ticket is made", "If refund", "Add the tag refund"),
                                "Fired once",
                                true,
                                List.of(new TicketRulesPage.Look(
                                        ago(40), "Fired", "a ticket is made", List.of("Add the tag refund")))),
                        new TicketRulesPage.Asked(
                                "Tell the lead when a premium ticket waits 4 hours",
                                "",
                                List.of("4 hours after the customer’s first unanswered message"),
                                "Has not looked: its time was not up here in the last 30 days",
                                false,
                                List.of())));
    }

    private static MacrosPage macros(boolean any, Map<String, String> faults) {
        MacrosPage.Line refund = new MacrosPage.Line(
                "/desk/macros/3",
                "The refund is on its way",
                "Reply",
                "Hello {customer.first-name},\n\nyour refund is on its way.\n\n{agent.name}",
                "Set to pending. Assign to me. Add the tag refund",
                true);
        MacrosPage.Line device = new MacrosPage.Line(
                "/desk/macros/5", "Which device is it?", "Reply", "Which device do you use?", "", false);
        return new MacrosPage(
                chrome(Place.MACROS),
                List.of(
                        new MacrosPage.Kept("For everybody", any ? List.of(refund, device) : List.of()),
                        new MacrosPage.Kept("Yours", List.of())),
                any ? List.of(refund) : List.of(),
                macroForm(0),
                faults);
    }

    private static MacrosPage.Form macroForm(long id) {
        return new MacrosPage.Form(
                id,
                id == 0 ? "" : "The refund is on its way",
                id == 0 ? "" : "Hello {customer.first-name},\n\nyour refund is on its way.",
                List.of(new Choice("reply", "A reply", true), new Choice("note", "A note", false)),
                List.of(new Choice("", "Leave as it is", true), new Choice("pending", "Pending", false)),
                List.of(new Choice("", "Leave as it is", true), new Choice("me", "Whoever uses it", false)),
                "refund",
                "",
                "1",
                false,
                true);
    }

    private static TicketPage.Actions actions(boolean climbs) {
        return new TicketPage.Actions(
                List.of(
                        new Choice("", "Nobody", false),
                        new Choice("7", "Sam Ortega", true),
                        new Choice("8", "Alex Petrov", false)),
                !climbs,
                List.of(
                        new Choice("open", "Open", true),
                        new Choice("pending", "Pending", false),
                        new Choice("hold", "On hold", false),
                        new Choice("solved", "Solved", false)),
                List.of(
                        new Choice.Group(
                                "Billing",
                                List.of(
                                        new Choice("billing/refund", "refund requests", true),
                                        new Choice("billing/invoice", "invoice questions", false))),
                        new Choice.Group("Account", List.of(new Choice("account/login", "login problems", false)))),
                new TicketPage.Escalation(
                        "Finance, Level 2",
                        List.of(
                                new Choice("complex", "complex case", false),
                                new Choice("policy", "exception to the refund policy", false)),
                        climbs ? null : "It is at the top of its ladder. Nobody is above Legal/Compliance."));
    }

    private static TicketPage.Requester requester() {
        return new TicketPage.Requester(
                ROBIN,
                "Premium",
                "March 2025",
                "robin@example.org",
                "not proven",
                true,
                true,
                false,
                List.of(
                        new TicketPage.Member("Parent", "Robin Vale"),
                        new TicketPage.Member("Guardian", "Jo Vale"),
                        new TicketPage.Member("Child", null)),
                new TicketPage.Age(
                        "Adult",
                        "by the account",
                        ago(4000),
                        List.of(new Choice("under13", "under 13", false), new Choice("adult", "adult", true))),
                List.of(
                        new TicketPage.Consent(null, "Refused", ago(4000), null, null),
                        new TicketPage.Consent(
                                null, "Asked, no answer yet", ago(4000), null, "/desk/tickets/1042/consent-calls/7")),
                "One answer may be sent.",
                new TicketPage.Asking(
                        List.of(new Choice("7", "A child of the household (1)", true)),
                        List.of(new Choice("robin@example.org", "Robin Vale, robin@example.org", false)),
                        false),
                List.of(new TicketPage.Other("#981", "Wrong voice", "solved", "/desk/tickets/981")));
    }

    private static ConsentCallPage consentCall(boolean trained, Map<String, String> faults) {
        return new ConsentCallPage(
                chrome(Place.NONE),
                1042,
                "/desk/tickets/1042/consent-calls/7",
                trained,
                41,
                1,
                "en",
                List.of(
                        new ConsentCallPage.Part(
                                "opening", "Begin", "Hello, you are speaking with Storytailor support."),
                        new ConsentCallPage.Part("notice", "The notice", "Do you have it before you?")),
                List.of("Your permission is needed.", "We use it to answer."),
                List.of(new Choice("", "Choose", true), new Choice("call/called-back", "Phone: I called back", false)),
                List.of(new Choice("parent", "a parent", true), new Choice("guardian", "a guardian", false)),
                Map.of("notice", "read"),
                faults);
    }

    private static List<TicketPage.Why> why() {
        return List.of(
                new TicketPage.Why(
                        "screened", "Screened", "Nothing found", "0 of 212 rules spoke, in 1 ms", "pack 2026-11"),
                new TicketPage.Why(
                        "classified",
                        "Classified",
                        "Billing, refund",
                        "“charged twice”, “refund” (0.96)",
                        "playbook 4"),
                new TicketPage.Why(
                        "routed",
                        "Routed",
                        "Customer Service, Level 1",
                        "the ladder of billing begins there",
                        "playbook 4"),
                new TicketPage.Why(
                        "timed", "Timed", "12 hours and 2 business days", "tier Premium, opened 05:02", "playbook 4"),
                new TicketPage.Why(
                        "gate",
                        "Gate",
                        "Replies may leave",
                        "no child is named in the household’s replies",
                        "playbook 4"));
    }

    private static List<TicketPage.Line> timeline() {
        return List.of(
                new TicketPage.Line(ago(342), "by mail", "Opened"),
                new TicketPage.Line(ago(320), "Sam Ortega", "Assigned to Sam Ortega"),
                new TicketPage.Line(ago(60), "the clock", "Half of the first answer’s time is used"));
    }

    private static BeforeSendingPage beforeSending() {
        return new BeforeSendingPage(
                chrome(Chrome.Place.NONE),
                "#1042",
                "Charged twice in March",
                List.of(new BeforeSendingPage.Asked(
                        "No file is attached", "Your reply speaks of an attachment, and none goes with it.")),
                "Hi Robin, the invoice is attached.",
                "/desk/tickets/1042",
                "/desk/tickets/1042/replies",
                Map.of("text", "Hi Robin, the invoice is attached.", "version", "4"));
    }

    private static ConflictPage conflict() {
        return new ConflictPage(
                chrome(Place.NONE),
                "#1042",
                "Charged twice",
                "Alex Petrov changed this ticket at 10:41",
                List.of(
                        new ConflictPage.Difference("State", "Open", "Pending", "Solved"),
                        new ConflictPage.Difference(
                                "Your reply", null, "Hi Robin, the payment was returned.", "Nothing was sent.")),
                "/desk/tickets/1042",
                "/desk/tickets/1042/state",
                Map.of("state", "pending", "version", "8"));
    }

    private static OnCallPage onCall() {
        List<Choice> people = List.of(new Choice("3", "Mina Iversen", true), new Choice("4", "Noor Hale", false));
        List<Choice> places = List.of(new Choice("first", "first", true), new Choice("backup", "backup", false));
        return new OnCallPage(
                chrome(Place.ON_CALL),
                "Mon 16 Nov to Sun 22 Nov",
                "/desk/on-call?week=2026-11-09",
                "/desk/on-call?week=2026-11-23",
                List.of("First: Mina Iversen. Backup: nobody.", "Next: Noor Hale, from Tue 17 Nov 20:00."),
                List.of(new OnCallPage.Row(
                        1,
                        "Mon 16 Nov",
                        "Mon 16 Nov 08:00",
                        "Mon 16 Nov 20:00",
                        "Mina Iversen",
                        "first",
                        true,
                        new OnCallPage.Form("-1", people, places, "2026-11-16T08:00", "2026-11-16T20:00", true))),
                List.of("Nobody is first on duty from Mon 16 Nov 20:00 to Tue 17 Nov 20:00."),
                List.of("Mina Iversen and Noor Hale are both first from Wed 18 Nov 08:00 to Wed 18 Nov 09:00."
                        + " Both are called."),
                new OnCallPage.Form("", people, places, "2026-11-16T08:00", "2026-11-16T20:00", false),
                new OnCallPage.Safety(
                        List.of(new OnCallPage.Alarm(2, ago(3))),
                        true,
                        List.of(
                                new OnCallPage.Drill(14, ago(9), "Mina Iversen", "0.4 s", null, null),
                                new OnCallPage.Drill(9, ago(40_000), "Mina Iversen", "0.3 s", "52 s", "Noor Hale"))),
                Map.of("who-1", "This person is on duty within that time already."));
    }

    private static CasesPage cases() {
        return new CasesPage(
                chrome(Place.CASES),
                List.of(
                        new CasesPage.Row(
                                12,
                                "S3 high",
                                true,
                                List.of("physical abuse"),
                                "waiting for a person",
                                ago(4),
                                left("a person looks", 11, 27),
                                null),
                        new CasesPage.Row(
                                11,
                                "S2 moderate",
                                false,
                                List.of("bullying", "self-harm"),
                                "in review",
                                ago(900),
                                null,
                                new Rows.Face("MI", "Mina Iversen"))),
                null,
                "/desk/cases?after=11");
    }

    private static CasePage safetyCase(boolean read) {
        return new CasePage(
                chrome(Place.CASES),
                12,
                3,
                "S3 high",
                true,
                List.of("physical abuse"),
                read ? "in review" : "waiting for a person",
                ago(4),
                "#1043",
                "/desk/tickets/1043",
                left("a person looks", 11, 27),
                read ? "Mina Iversen acknowledged it at 10:42." : null,
                true,
                read ? null : "A case at S3 is not released by one person. A second trained person must confirm.",
                List.of(
                        new CasePage.Fact("Came in", "by e-mail, 10:40"),
                        new CasePage.Fact("Writer", "probably a child, by the words"),
                        new CasePage.Fact("Household", "1 adult, 1 child; no parent is told"),
                        new CasePage.Fact("Alerted", "Safety Team, 3 people, by mail at 10:40")),
                List.of(new CasePage.Reason("PHYS-004", "An adult hurts the writer again and again", "pack 2026-11")),
                read ? List.of(new CasePage.Words("Unknown writer", ago(4), "i hav brusies but i say i fell")) : null,
                List.of(new CasePage.Held(
                        31,
                        "The automatic answer",
                        "the sender",
                        ago(4),
                        "Nothing goes to a household with an open case.")),
                List.of(
                        new TicketPage.Line(ago(4), "screening", "Case opened"),
                        new TicketPage.Line(ago(4), "the desk", "Safety Team alerted")),
                caseWork(read),
                read ? Map.of("release-31", "Tell why it may go.") : Map.of());
    }

    private static CaseWork caseWork(boolean busy) {
        List<Choice> people = List.of(new Choice("7", "Mina Iversen", false), new Choice("9", "Ada Brook", false));
        return new CaseWork(
                busy,
                "Not known yet",
                CaseWords.choices(org.nightlight.safety.Suspect.values(), null, CaseWords::suspect),
                people,
                "Not decided",
                CaseWords.choices(org.nightlight.safety.SafeChannel.values(), null, CaseWords::channel),
                "Not known",
                List.of(new Choice("unknown", "Not known", true), new Choice("NY", "NY", false)),
                "For safety and law: no parent is told",
                CaseWords.grounds(),
                List.of(new Choice("S3", "S3 high", true), new Choice("S4", "S4 emergency", false)),
                true,
                busy
                        ? new CaseWork.Waiting(
                                5, "lower to S2", "Ada Brook", ago(2), "The writer told a story for school.", false)
                        : null,
                busy ? "Mina Iversen" : null,
                busy ? "Ada Brook" : null,
                people,
                busy
                        ? List.of(
                                new CaseWork.Hold(
                                        3, "Legal hold", "placed by Ada Brook, 10:44", "Counsel asked.", null),
                                new CaseWork.Hold(
                                        2,
                                        "Preservation",
                                        "placed by Ada Brook, 10:43",
                                        "By mistake.",
                                        "Ended by Ada Brook, 10:44: placed twice."))
                        : List.of(),
                CaseWords.choices(org.nightlight.safety.Hold.Kind.values(), null, CaseWords::hold),
                busy ? List.of(new CaseWork.Linked("#1042", "/desk/tickets/1042")) : List.of(),
                busy ? List.of("Juno Vale") : List.of(),
                List.of(new Choice("12", "Juno Vale", false)),
                busy
                        ? List.of(new CaseWork.Reasoned(ago(2), "Ada Brook", "Legal hold placed", "Counsel asked."))
                        : List.of(),
                Map.of());
    }

    private static List<AdminMailPage.Row> keptMail() {
        return List.of(
                new AdminMailPage.Row(91, ago(342), "12 kB", "#1042", "/desk/tickets/1042", false),
                new AdminMailPage.Row(90, ago(350), "14 MB", "#1041", "/desk/tickets/1041", true),
                new AdminMailPage.Row(88, ago(360), "2.1 MB", null, "/desk/inbound/88", false));
    }

    private static InboundPage inbound() {
        return new InboundPage(
                chrome(Place.INBOUND),
                List.of(
                        new InboundPage.Row(
                                88,
                                ago(75),
                                "by mail",
                                "unreadable sender",
                                "2.1 MB",
                                "The message’s parts do not end where they say",
                                3,
                                "screened as text, nothing found",
                                null),
                        new InboundPage.Row(
                                87,
                                ago(80),
                                "by mail",
                                "kim@example.org",
                                "12 kB",
                                "Screening took too long and held it",
                                1,
                                "held for a person",
                                ago(-5))),
                null,
                null);
    }

    private static BreakGlassPage breakGlass(boolean answers) {
        var waits = new BreakGlassPage.Row(
                7,
                "Sam Ortega",
                12,
                "The relay refuses a mail of this case, and nobody else can look.",
                ago(9),
                "waits for an answer",
                answers,
                false);
        var open = new BreakGlassPage.Row(
                6, "Sam Ortega", 9, "A court asks for it today.", ago(70), "open until 11:14", false, !answers);
        return new BreakGlassPage(
                chrome(Place.GLASS),
                !answers,
                answers,
                List.of(waits, open),
                Map.of(),
                answers ? Map.of() : Map.of("case", "Enter the number of the case, such as 12."));
    }

    private static CaseFilesPage caseFiles() {
        String hash = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
        var asked = new CaseFilesPage.Request(
                4, "Sam Ortega", ago(3), "The child writes that the bruise can be seen.", true, null);
        return new CaseFilesPage(
                chrome(Place.CASES),
                12,
                "S3 high",
                List.of("physical abuse"),
                true,
                List.of(
                        new CaseFilesPage.File(
                                1,
                                "image/png",
                                "84 kB",
                                hash,
                                "It is open to you for a short time.",
                                false,
                                true,
                                true,
                                false,
                                List.of()),
                        new CaseFilesPage.File(
                                2,
                                "image/jpeg",
                                "1 MB",
                                hash,
                                "It is shut. Two people have to agree to open it.",
                                true,
                                false,
                                true,
                                false,
                                List.of(asked)),
                        new CaseFilesPage.File(
                                3,
                                "image/jpeg",
                                "1 MB",
                                hash,
                                "It is shown to nobody here.",
                                false,
                                false,
                                true,
                                true,
                                List.of())),
                Map.of(),
                Map.of("reason-2", "Write down why. The reason is kept with the case."));
    }

    private static AccountPage account() {
        return new AccountPage(
                chrome(Place.ACCOUNT),
                List.of("agent", "admin"),
                List.of("Customer Service"),
                List.of("Spanish", "Billing"),
                2,
                List.of(
                        new AccountPage.Token(4, "nightly export", ago(20_000), ago(600)),
                        new AccountPage.Token(5, "a try", ago(300), null)),
                new CarePanel(
                        "You have said that you are ready for grave cases.",
                        true,
                        false,
                        "You rest after an emergency until 11:14. Others are called meanwhile.",
                        "In this shift you have taken 2 of at most 5 grave cases.",
                        List.of(new CarePanel.Offer(3, ago(40), false), new CarePanel.Offer(4, ago(90), true)),
                        List.of(new CarePanel.Colleague(5, "Alex Petrov", ago(120))),
                        "Staff support, 555 0100"),
                new AccountPage.Told(true, false, true, "22:00", "07:00"),
                7,
                new AttendancePanel(8, true, "2026-11-27T09:00", "away until 27 Nov, 09:00"),
                true,
                "nl_5pEcImEn0000000000000000000000000000",
                Map.of());
    }

    private static AdminPlaybookPage playbook(boolean current) {
        var tiers = new AdminPlaybookPage.Table(
                "Tiers and times",
                List.of("Tier", "First answer", "Solved within", "Climbs after"),
                List.of(
                        List.of("Free", "48 hours", "5 business days", "7 business days"),
                        List.of("Premium", "12 hours", "2 business days", "3 business days"),
                        List.of("Enterprise", "1 hour", "same day", "next business day")));
        var ladder = new AdminPlaybookPage.Table(
                "",
                List.of("Category", "Level 1", "Level 2", "Level 3"),
                List.of(List.of("billing", "Customer Service", "Finance", "Executive")));
        return new AdminPlaybookPage(
                chrome(Place.PLAYBOOK),
                current ? 4 : 3,
                current,
                List.of(
                        new AdminPlaybookPage.Section(
                                "Tiers",
                                "Hours are clock hours; business days are support-hours days.",
                                List.of(tiers)),
                        new AdminPlaybookPage.Section("Ladders", "", List.of(ladder))),
                "brand:\n  name: Storytailor\n",
                List.of(
                        new AdminPlaybookPage.Version(4, ago(4000), "Sam Ortega", "Christmas hours", true),
                        new AdminPlaybookPage.Version(3, ago(40_000), "the seed", "First version", false)));
    }

    private static AdminPlaybookEditPage playbookEdit() {
        return new AdminPlaybookEditPage(
                chrome(Place.PLAYBOOK),
                4,
                "brand:\n  name: Storytailor\ntiers:\n  premium:\n    first_response: 12 hrs\n",
                "",
                List.of(
                        new AdminPlaybookEditPage.Mistake(
                                5,
                                21,
                                "tiers.premium.first_response",
                                "expected a length of time such as “12 hours”, found “12 hrs”"),
                        new AdminPlaybookEditPage.Mistake(
                                9, 3, "teams.finanse", "no such team; the nearest is “finance”")));
    }

    private static AdminPlaybookDifferencePage difference() {
        return new AdminPlaybookDifferencePage(
                chrome(Place.PLAYBOOK),
                4,
                "brand:\n  name: Storytailor\n",
                "Christmas hours",
                1,
                1,
                List.of(
                        new AdminPlaybookDifferencePage.Line(AdminPlaybookDifferencePage.Kind.GAP, 0, 0, ""),
                                new AdminPlaybookDifferencePage.Line(
                                        AdminPlaybookDifferencePage.Kind.SAME, 40, 40, "  premium:"),
                        new AdminPlaybookDifferencePage.Line(
                                        AdminPlaybookDifferencePage.Kind.REMOVED,
                                        41,
                                        0,
                                        "    first_response: 12 hours"),
                                new AdminPlaybookDifferencePage.Line(
                                        AdminPlaybookDifferencePage.Kind.ADDED, 0, 41, "    first_response: 8 hours")));
    }

    private static AtWorkPage atWork() {
        return new AtWorkPage(
                chrome(Place.AT_WORK),
                List.of(
                        new AtWorkPage.Person(
                                7,
                                SAM,
                                true,
                                List.of("Customer Service"),
                                List.of("Spanish"),
                                new AttendancePanel(8, false, "", ""),
                                null,
                                3,
                                "/desk/search?q=assignee%3Asam",
                                "2026-01-01T09:00"),
                        new AtWorkPage.Person(
                                8,
                                new Rows.Face("AP", "Alex Petrov"),
                                false,
                                List.of("Customer Service", "Finance"),
                                List.of(),
                                new AttendancePanel(4, true, "", "away"),
                                ago(120),
                                0,
                                "/desk/search?q=assignee%3Aalex",
                                "")),
                1,
                Map.of("back-7", "Enter a time that is still to come, or leave it empty."));
    }

    private static AdminPeoplePage people() {
        List<Choice> roles = List.of(
                new Choice("agent", "agent", true),
                new Choice("lead", "lead", false),
                new Choice("admin", "admin", false));
        List<Choice> teams = List.of(
                new Choice("customer_service", "Customer Service", true), new Choice("finance", "Finance", false));
        List<Choice> skills = List.of(new Choice("spanish", "Spanish", true), new Choice("ios", "App on iOS", false));
        return new AdminPeoplePage(
                chrome(Place.PEOPLE),
                List.of(
                        new AdminPeoplePage.Person(
                                7,
                                SAM,
                                "sam@desk.example",
                                new AdminPeoplePage.Invite(
                                        "Sam Ortega", "sam@desk.example", roles, teams, teams, skills),
                                true,
                                false,
                                true,
                                ago(1),
                                "2027-06-30",
                                new AttendancePanel(8, false, "", "")),
                        new AdminPeoplePage.Person(
                                8,
                                new Rows.Face("AP", "Alex Petrov"),
                                "alex@desk.example",
                                new AdminPeoplePage.Invite(
                                        "Alex Petrov", "alex@desk.example", roles, teams, teams, skills),
                                false,
                                true,
                                false,
                                null,
                                "",
                                new AttendancePanel(4, true, "", "away"))),
                new AdminPeoplePage.Invite("", "", roles, teams, teams, skills),
                "https://desk.example/desk/invitations/5pecimen",
                true,
                Map.of("email", "Somebody with this address works here already."));
    }

    private static AdminAuditPage audit() {
        return new AdminAuditPage(
                chrome(Place.AUDIT),
                "",
                "",
                AuditWords.choices(""),
                true,
                "The chain holds, up to line 48,211, checked 10:40.",
                IntStream.range(0, 8)
                        .mapToObj(i -> new AdminAuditPage.Row(
                                48_211 - i,
                                ago(i * 3L),
                                "Sam Ortega",
                                "staff:7",
                                "answered",
                                "ticket #" + (1042 - i),
                                "9f2c41ab"))
                        .toList(),
                null,
                "/desk/admin/audit?after=48203");
    }

    private static DemoMailPage demoMail(boolean open) {
        var sent = new DemoMailPage.Sent(
                9, "support@storytailor.com", "robin@example.org", "[#1042] Charged twice", ago(20));
        return new DemoMailPage(
                chrome(Place.DEMO_MAIL),
                List.of(sent),
                open
                        ? new DemoMailPage.Letter(
                                sent,
                                List.of(
                                        new CasePage.Fact("From", sent.from()),
                                        new CasePage.Fact("To", sent.to()),
                                        new CasePage.Fact("Message-ID", "<9.1042@desk.example>")),
                                "Hi Robin,\n\nthe payment was returned this morning.",
                                null)
                        : null);
    }

    private static Map<String, String> ordered(String one, String first, String two, String second) {
        var map = new LinkedHashMap<String, String>();
        map.put(one, first);
        map.put(two, second);
        return map;
    }
}
