package org.nightlight.desk;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What an action left to be told on the next page. Kept in a cookie by name, so that no words stand there. */
enum Said {
    REPLIED("Your reply to #%d is on its way."),
    SOLVED("Your reply to #%d is on its way, and the ticket is solved."),
    PENDING("Your reply to #%d is on its way, and the ticket waits for the customer."),
    NOTED("Your note on #%d is kept."),
    ASSIGNED("The assignee of #%d is changed."),
    MOVED("The state of #%d is changed."),
    REQUESTER_CHANGED("#%d has another requester now. Answers go to them."),
    MERGED("#%d was merged into this ticket."),
    UNMERGED("#%d stands by itself again. What came for it meanwhile stays in the other ticket."),
    NOT_UNMERGED(true, "There is no merge to undo: somebody did so already."),
    SPLIT_OFF("What was split off #%d is a ticket of its own now."),
    UNSPLIT("What was split off as #%d is back in this ticket."),
    NOT_UNSPLIT(true, "There is no split to undo: somebody did so already."),
    LINKED("#%d is linked."),
    UNLINKED("The link of #%d is removed."),
    TAGGED("The tags of #%d are saved."),
    SORTED("#%d is sorted anew. Its clocks follow."),
    CLIMBED("#%d was handed up, and the customer is told."),
    PARTICIPANT_NAMED("The address is on #%d now. It gets nothing until you copy it in."),
    PARTICIPANT_COPIED("They get a copy of what is answered on #%d."),
    PARTICIPANT_REMOVED("They are off #%d. What they write from now on is a ticket of its own."),
    DRAFT_KEPT("What you wrote on #%d is kept as your draft. Nothing was sent."),
    SCHEDULED("Your reply to #%d waits for its time. It is a draft again if the customer writes first."),
    LEAVES_NOW("The reply to #%d is on its way."),
    RECALLED("The reply on #%d is its writer’s draft again."),
    UNDONE("Taken back. Your words are in the reply box again."),
    NOT_UNDONE(true, "It was too late to take it back: it is on its way, or it is not yours."),
    VIEW_KEPT("The view is kept. It stands in the menu."),
    VIEW_CHANGED("The view is changed."),
    VIEW_REMOVED("The view is taken away. Its filter stands below: keep it again to have it back."),
    MACRO_KEPT("The macro is kept. It stands in the menu beside what you write."),
    MACRO_CHANGED("The macro is changed."),
    MACRO_REMOVED("The macro is taken away. It can be brought back for 30 days, from the end of this page."),
    RULE_KEPT("The rule is kept, switched off. Below stands what it would do; switch it on from the list of rules."),
    RULE_CHANGED("The rule is changed. Below stands what it would do now."),
    RULE_ON("The rule is on."),
    RULE_OFF("The rule is off. What it did stays."),
    RULE_REMOVED("The rule is removed. It can be brought back from the end of this page."),
    RULE_RETURNED("The rule is back, in the last place and switched off."),
    FOLLOWED("You follow #%d. It stands under Followed in the menu."),
    UNFOLLOWED("You follow #%d no more."),
    NOTHING_IN_BULK(true, "Nothing was changed: there is nothing of it to try again or to take back."),
    RESENT("It is sent again."),
    NOT_RESENT(true, "It could not be sent again: it is on its way already, or it is held back."),
    HANDED_OVER("Thank you. It was handed to the Safety Team, who have been called."),
    CALL_HANDED_OVER("The call is kept. It may be about a child in danger, so it was handed to the Safety Team."),
    CALL_NOTED("The call is noted as #%d."),
    CALL_WAITS("The call is kept and becomes a ticket in a moment."),
    CALL_NOT_COVERED(
            true,
            "The call is noted as #%d, but this customer's plan has no phone support. Answer by e-mail; a safety matter is taken from anybody."),
    AGE_STATED("The age is kept, with your reason."),
    PARENT_ASKED("The parent is asked. What they answer shows on #%d."),
    PROOF_ASKED("They are asked by mail to show that the address is theirs. It shows on #%d."),
    CALL_RECORDED("What the parent answered is kept. It shows on #%d."),
    CALL_TOO_LATE(true, "Nothing was kept: the question to this parent has ended or was answered. See #%d."),
    PAPER_CHECKED("The paper is checked and deleted. The parent is told."),
    FORM_CHECKED("The form is checked. The parent is told."),
    FORM_GONE(true, "Nothing was changed: this form was checked already, or its request has ended."),
    NAMES_SHOWN("You see the names now. It is recorded that you looked."),
    STOP_LIFTED("Mail goes to this address again. Whoever was waiting to write there can send it now."),
    RETRIED("The message is tried again."),
    NOT_RETRIED(true, "The message was not tried again: somebody did so already, or it became a ticket."),
    ACKNOWLEDGED("You have case %d in hand."),
    CASE_SAVED("It is kept in case %d."),
    LEVEL_CHANGED("The level of case %d is changed."),
    PROPOSED("Nothing in case %d has changed yet: a second trained person has to confirm it."),
    CONFIRMED("What was proposed for case %d is done."),
    DECLINED("It was declined. Nothing in case %d has changed."),
    ANSWER_SENT("The answer to the child of case %d is on its way."),
    ANSWER_WAITS("It is kept in case %d. Nothing was sent: read it once more below, exactly as it would go out."),
    ANSWER_DECLINED("It was declined. Nothing was sent from case %d."),
    CASE_CLOSED("Case %d is closed. Its ticket stays behind the wall."),
    RELEASED("Case %d is released. Its ticket is back with the desk."),
    SHIFT_SAVED("The shift is saved."),
    SHIFT_REMOVED("The shift is off the rota."),
    DRILL_STARTED("The drill runs. Whoever is on duty is being called."),
    DRILL_MISSED(
            true,
            "The drill runs, but screening did not find what was put before it. Tell whoever runs the desk at once."),
    ALARM_ACKNOWLEDGED("The alarm is in your hands. Nobody else is called for it."),
    FILE_ASKED("Your request is kept in case %d. A second trained person has to grant it."),
    FILE_GRANTED("The file is open to whoever asked, for half an hour."),
    FILE_MARKED("The file is marked and shown to nobody any more. Report it by its hash."),
    GLASS_ASKED("Your request is kept. The Safety Team has been told and decides."),
    GLASS_GRANTED("The case is open to whoever asked, for a short time. Every reading is recorded."),
    GLASS_DECLINED("The request is declined."),
    NOTHING_TO_ANSWER(true, "Nothing was changed: there is nothing to answer here any more."),
    REREAD("Thank you. It is kept that you read it."),
    SAVED("Saved."),
    LINK_BY_MAIL(
            "The link went by mail to them alone, since the account sees safety cases. All who see cases were told."),
    NOT_A_DAY(true, "Nothing was saved: enter the last day of the training, such as 2027-06-30."),
    NOT_ATTENDING(
            true,
            "Nothing was saved: enter a number of tickets from 0 to 100, and a time of return that is still to come or none."),
    PICTURE_KEPT(
            true,
            "This picture stays closed. It may tell where it was taken, and the desk cannot take that out of files of its kind. Ask for it as JPEG or PNG."),
    FILE_LINK_OVER(true, "The link to that file had run out. Open the file again from here."),
    SUPPLIER_ENDED("The entry is ended. Nothing ordinary goes there any more."),
    SUPPLIER_RESUMED("The entry counts again."),
    PASSWORD("Your password is changed. Every other place is signed out."),
    REVOKED("The token is revoked. It opens nothing any more."),
    ERASURE_ASKED("The erasure is in hand. It waits for the days that every erasure waits, and then runs by itself."),
    ERASURE_CALLED_OFF("The erasure is called off. Nothing was deleted."),
    ERASURE_TOO_LATE(true, "Nothing was changed: the erasure has begun, or was called off before."),
    COPY_ASKED("The copy is being made. Load this page again in a moment."),
    PUBLISHED("Version %d is in force."),
    UNCHANGED("Nothing was published: version %d already says just that.");

    private final boolean problem;
    private final String sentence;

    Said(String sentence) {
        this(false, sentence);
    }

    Said(boolean problem, String sentence) {
        this.problem = problem;
        this.sentence = sentence;
    }

    /** Whether at the gravest levels this is only proposed at first. */
    boolean needsTwo() {
        return this == LEVEL_CHANGED || this == RELEASED || this == CASE_CLOSED;
    }

    /** The sentence that a cookie names; null for anything that is none of ours. */
    static Chrome.@Nullable Flash read(String cookie) {
        int dot = cookie.indexOf('.');
        if (dot < 0 || !cookie.substring(dot + 1).matches("\\d{1,15}")) {
            return null;
        }
        for (Said said : values()) {
            if (said.name().toLowerCase(Locale.ROOT).equals(cookie.substring(0, dot))) {
                return new Chrome.Flash(
                        said.problem,
                        String.format(Locale.ROOT, said.sentence, Long.parseLong(cookie.substring(dot + 1))));
            }
        }
        return null;
    }
}
