package org.nightlight.desk;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.nightlight.shared.SafeHtml;

/**
 * A ticket: {@code GET /desk/tickets/{id}}.
 *
 * @param list the list that the ticket was opened from, shown beside it on a wide screen
 * @param rows that list's page; null when the ticket was opened by its address alone
 * @param merged tickets that this one was merged with
 * @param linked tickets that this one is linked to, as far as the viewer sees them
 * @param faults messages by field id, when an action was refused
 */
public record TicketPage(
        Chrome chrome,
        DeskList list,
        @Nullable Rows rows,
        Head head,
        List<Entry> conversation,
        Composer composer,
        Actions actions,
        Requester requester,
        List<Why> why,
        List<Line> timeline,
        List<Merged> merged,
        List<Linked> linked,
        Following following,
        Tasks tasks,
        Sides sides,
        Articles articles,
        Map<String, String> faults) {

    /** Whether it can be merged into another; a merged one cannot, and one behind the wall is linked to its case. */
    public boolean mergeable() {
        return head.wall() == null && merged.stream().noneMatch(Merged::away);
    }

    /**
     * A merge that holds, of this ticket into another or of another into this.
     *
     * @param source the ticket that was merged
     * @param number of the other of the two, as the viewer sees it
     * @param away true where this ticket goes on in the other
     */
    public record Merged(long source, String number, String address, boolean away, boolean undoable) {}

    /**
     * Another ticket and what it is to this one.
     *
     * @param as in words, such as {@code Parent}
     * @param removable whether the link was made by hand
     * @param undoable whether this ticket was split off the other, and can be put back
     */
    public record Linked(
            long link,
            String as,
            String number,
            String subject,
            String state,
            String address,
            boolean removable,
            boolean undoable) {}

    /**
     * Who follows it.
     *
     * @param names of all who do
     * @param mine whether the viewer does
     */
    public record Following(List<String> names, boolean mine) {}

    /**
     * What staff have to do on it, in the order in which it was added.
     *
     * @param assignees who may be given another one
     * @param typed what stands in the form for another one, and {@code day} likewise
     * @param open whether anything can be done with them: on a merged ticket nothing is
     */
    public record Tasks(
            List<Task> todo, List<Task> done, List<Choice> assignees, String typed, String day, boolean open) {}

    /**
     * @param holder null while it is nobody's, and once it is done
     * @param due null where it has no day, and once it is done
     * @param mine whether it is the viewer's
     * @param doneBy null while it is open, as is {@code doneAt}
     */
    public record Task(
            long id,
            String text,
            @Nullable String holder,
            TasksPage.@Nullable Due due,
            boolean mine,
            @Nullable String doneBy,
            @Nullable When doneAt) {}

    /**
     * What is written with people outside about it, the oldest first.
     *
     * @param form the form that begins another; null where none can be begun
     */
    public record Sides(List<Side> all, @Nullable SideForm form) {}

    /**
     * @param last the beginning of what was written last
     * @param open whether it goes on
     * @param fresh whether an answer came that nobody has read
     * @param failed whether the last mail did not arrive
     */
    public record Side(
            String address,
            String to,
            String subject,
            String last,
            @Nullable When at,
            boolean open,
            boolean fresh,
            boolean failed) {}

    /**
     * What stands in it.
     *
     * @param unsure whether whoever sends it has to say that the recipient is the right one
     */
    public record SideForm(String to, String subject, String text, boolean unsure) {}

    /**
     * What is written down that belongs to it or may help.
     *
     * @param removed taken off a little while ago
     * @param offered what was found, or what fits by itself
     * @param query what was looked for, empty for nothing
     * @param linkable whether any can be linked
     */
    public record Articles(
            List<Article> linked, List<Article> removed, List<Article> offered, String query, boolean linkable) {
        /** What is added to the page's address so that it looks for the same again. */
        public String again() {
            return query.isEmpty() ? "" : "&articles=" + URLEncoder.encode(query, StandardCharsets.UTF_8);
        }
    }

    /**
     * @param lang of the title
     * @param inReply whether a reply to the customer had its link
     * @param link what is put into a reply, null where it cannot be
     * @param why the reason for that, null where there is nothing to tell
     */
    public record Article(
            long id,
            String address,
            String title,
            String lang,
            String kind,
            boolean inReply,
            @Nullable String link,
            @Nullable String why) {
        /** Stands for it where the form of the reply is sent without a script. */
        public String insert() {
            return ArticleInserts.value(id);
        }
    }

    /**
     * The ticket's title and where it stands.
     *
     * @param version sent back with every change, so that two people never overwrite each other unseen
     * @param issue null when only the category is known
     * @param unsure true when nobody and nothing was sure of the category: "please classify"
     * @param level such as {@code Level 1}
     * @param assignee null when nobody has it
     * @param wall null, or who alone sees this ticket: {@code Safety Team and Legal only}
     */
    public record Head(
            long id,
            String number,
            String subject,
            long version,
            String state,
            String category,
            @Nullable String issue,
            boolean unsure,
            String level,
            String team,
            Rows.@Nullable Face assignee,
            List<String> tags,
            List<TimeLeft> promises,
            @Nullable String wall) {}

    /** One thing in the conversation, oldest first. */
    public sealed interface Entry {}

    /**
     * A message from or to the customer.
     *
     * @param ours true when it left, or will leave, the desk
     * @param via such as {@code by e-mail}
     * @param text the words without the quoted history
     * @param html the sanitised message, shown instead of the text when there is one
     * @param quoted the quoted history, folded away; null when there is none
     * @param remarks such as {@code automatic}, {@code not the requester}, {@code images blocked}
     * @param delivery null for messages that came in
     * @param masked null where the words stand as they were written
     * @param renamed the subject under which it came, where that is another than before; null else
     * @param split where it is split off into a ticket of its own; null where it cannot be
     */
    public record Message(
            long id,
            Rows.Face author,
            boolean ours,
            String via,
            When at,
            String text,
            @Nullable SafeHtml html,
            @Nullable String quoted,
            List<File> files,
            List<String> remarks,
            @Nullable Delivery delivery,
            @Nullable Masked masked,
            @Nullable String renamed,
            @Nullable String split)
            implements Entry {

        /** Whether a file of it stays shut until a parent consents. */
        public boolean waits() {
            return files.stream().anyMatch(file -> file.way() == File.Way.WAITS);
        }
    }

    /**
     * What tells who a child is was taken out of a message.
     *
     * @param address where showing what was written is asked for
     * @param shown whether it stands on this page, which is recorded
     * @param subject as it was written; null where it is not shown or the message named no ticket
     */
    public record Masked(
            String address, boolean shown, @Nullable String subject) {}

    /** A note that only staff see. */
    public record Note(long id, Rows.Face author, When at, String text, List<File> files) implements Entry {}

    /** Something that happened between the messages; {@code why} is the id of the step that explains it, or null. */
    public record Event(String text, When at, @Nullable String why) implements Entry {}

    /**
     * Something that a person may make of what happened, with one click.
     *
     * @param address where the click is sent, with {@code message}
     */
    public record Offer(String text, When at, String address, long message, String button) implements Entry {}

    /**
     * An attached file and where to fetch it; {@code size} in words.
     *
     * @param warning what to beware of, of an infected one the scanner's name for it; null for nothing
     */
    public record File(
            String name,
            String size,
            String address,
            Way way,
            @Nullable String warning) {
        /** How it opens. */
        public enum Way {
            /** Handed over by its address. */
            LINK,
            /** A picture: sharp by a click for each look. */
            SHOW,
            /** Handed over by a click that is recorded: nobody has looked into it. */
            HAND,
            /** Behind the wall: only in its case, when two people agree. */
            HELD,
            /** The virus scanner found something: not at all. */
            INFECTED,
            /** Not before the virus scanner has answered. */
            UNSCANNED,
            /** A child's picture, sound or film: when a parent has consented. */
            WAITS
        }
    }

    /**
     * How far an outgoing message has come.
     *
     * @param text such as {@code sent 10:44}, {@code waiting to be sent}, {@code not delivered}
     * @param reason why it was not delivered, in plain words; null when nothing is wrong
     * @param resendable true when an agent may ask for another try
     */
    public record Delivery(Step step, String text, @Nullable String reason, boolean resendable) {
        /** The steps of a delivery. */
        public enum Step {
            /** It leaves in some seconds, and its writer may take it back. */
            LEAVING,
            /** It waits for a time that its writer chose. */
            SCHEDULED,
            QUEUED,
            RETRYING,
            SENT,
            FAILED;

            public String key() {
                return name().toLowerCase(Locale.ROOT);
            }
        }
    }

    /**
     * Where the agent writes. Reply and note are two forms with two drafts; their texts never meet.
     *
     * @param to whom the reply goes, such as {@code robin@example.org}
     * @param recipients who else is on the ticket
     * @param later times that are offered for it to leave
     * @param inserts what can be put into the reply or the note
     * @param replyDoes what is done with the ticket when the reply is sent, each ticked; {@code noteDoes} likewise
     * @param once sent with the form: the same value twice is one message
     * @param gate what the disclosure gate says of replies here, such as {@code A child's name will be held back}
     * @param held what the gate would stop in the reply as it was kept last, with a way to take each out
     * @param overrulable whether the viewer may answer for what the gate found, with a reason
     * @param closed null, or why no reply can be sent from here
     * @param replyDiscarded whether a reply was discarded and can still be brought back; {@code noteDiscarded} likewise
     * @param noting true when the note is the one to open with
     * @param replyFiles what goes with the reply; {@code noteFiles} likewise
     */
    public record Composer(
            String to,
            ReplyTo recipients,
            List<Choice> later,
            String reply,
            String note,
            @Nullable When replySaved,
            @Nullable When noteSaved,
            Inserts inserts,
            List<Choice> replyDoes,
            List<Choice> noteDoes,
            String once,
            String gate,
            List<Held> held,
            boolean overrulable,
            @Nullable String closed,
            boolean replyDiscarded,
            boolean noteDiscarded,
            boolean noting,
            Beforehand beforehand,
            Attachments replyFiles,
            Attachments noteFiles) {}

    /**
     * Where files are put beside what is written.
     *
     * @param kind {@code reply} or {@code note}
     * @param address where a file is sent, and below it taken out
     * @param each so many bytes has one at most, all of them {@code together}
     * @param limits the same in words
     */
    public record Attachments(
            String kind, String address, List<Attached> files, long each, long together, String limits) {}

    /**
     * A file in a draft; {@code size} in words.
     *
     * @param address where its writer opens it, for a quarter of an hour; null where nobody opens it from here
     * @param hindrance why it may not leave as it is, and what to do; null where it may
     */
    public record Attached(
            long id,
            String name,
            String size,
            @Nullable String address,
            @Nullable String hindrance) {}

    /**
     * What is said beside Send while a reply is written.
     *
     * @param words a pattern of words that speak of an attachment, the same in Java and JavaScript
     * @param attachment what is said where they stand
     * @param child what is said to whoever answers a child for the first time here; empty else
     * @param holes a pattern of variables that nobody filled in, the same in Java and JavaScript
     * @param unfilled what is said before them
     */
    public record Beforehand(String words, String attachment, String child, String holes, String unfilled) {}

    /**
     * Words of a reply that may not leave.
     *
     * @param what in plain words, such as {@code a phone number}
     * @param mask what would stand there instead, such as {@code [phone]}
     * @param value sent back to have it done
     */
    public record Held(String words, String what, String mask, String value) {}

    /**
     * What may be done with the ticket.
     *
     * @param assignees value is the staff id; the value {@code ""} stands for nobody
     * @param mine true when the viewer has it already
     * @param categories issues under their category; values such as {@code billing/refund}
     */
    public record Actions(
            List<Choice> assignees,
            boolean mine,
            List<Choice> states,
            List<Choice.Group> categories,
            Escalation escalation) {}

    /** Climbing: to which team and for which reasons; or {@code refused}, why it cannot climb. */
    public record Escalation(
            String next, List<Choice> reasons, @Nullable String refused) {}

    /**
     * Who wrote, and what we know of the household.
     *
     * @param since when they became a customer, in words
     * @param address such as {@code robin@example.org}; {@code proven} in words
     * @param provable whether they may be asked to prove the address
     * @param doubt whether the organisation's mail server doubts that a message here came from them
     * @param hidden true where a child's surname and address are left out; showing them is recorded
     * @param consents where a parent's consent stands, for each child it may be about
     * @param path what may be sent to a child under 13 here, in a sentence; null for anybody else
     * @param asking null where nobody may be asked from here
     */
    public record Requester(
            Rows.Face face,
            String tier,
            String since,
            String address,
            String proven,
            boolean provable,
            boolean doubt,
            boolean hidden,
            List<Member> household,
            Age age,
            List<Consent> consents,
            @Nullable String path,
            @Nullable Asking asking,
            List<Other> others) {}

    /**
     * How old somebody is taken to be.
     *
     * @param because what it rests on, in words
     * @param at when that was said; null while nobody said anything
     */
    public record Age(
            String state, String because, @Nullable When at, List<Choice> choices) {}

    /**
     * Where a parent's consent for one child stands.
     *
     * @param who null while the child's name is hidden
     * @param since null while nobody was asked
     * @param call where what a parent answers in a call is written down; null where nothing waits for an answer
     */
    public record Consent(
            @Nullable String who,
            String text,
            @Nullable When since,
            @Nullable When until,
            @Nullable String call) {}

    /**
     * The form that asks a parent.
     *
     * @param parents addresses of the household's parents; may be empty
     * @param walled true behind the safety wall, where nothing is asked of anybody at home
     */
    public record Asking(List<Choice> children, List<Choice> parents, boolean walled) {}

    /** One of the household; {@code name} is null while masked, and showing it is recorded. */
    public record Member(String relation, @Nullable String name) {}

    /** Another ticket of the same requester. */
    public record Other(String number, String subject, String state, String address) {}

    /**
     * One decision and its reason.
     *
     * @param step id on the page: {@code screened}, {@code sender}, {@code classified}, {@code routed}, {@code timed}, {@code gate}
     * @param result such as {@code Billing, refund}
     * @param because such as {@code "charged twice", "refund" (0.96)}
     * @param version such as {@code playbook 4}
     */
    public record Why(String step, String title, String result, String because, String version) {}

    /** One line of the timeline. */
    public record Line(When at, String who, String text) {}
}
