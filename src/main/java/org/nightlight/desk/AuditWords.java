package org.nightlight.desk;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nightlight.shared.Actor;

/** Lines of the audit in words. An action that has none here is told by its key. */
record AuditWords(Map<Long, String> names) {
    private static final Map<String, String> ACTIONS = new LinkedHashMap<>();

    static {
        ACTIONS.put("staff.capacity", "changed how many tickets somebody has room for");
        ACTIONS.put("staff.away", "set somebody to be away");
        ACTIONS.put("staff.back", "set somebody to be back");
        ACTIONS.put("ticket-opened", "opened a ticket");
        ACTIONS.put("customer-wrote", "wrote again");
        ACTIONS.put("reply-queued", "answered");
        ACTIONS.put("automatic-queued", "sent an automatic message");
        ACTIONS.put("note", "wrote a note");
        ACTIONS.put("sent", "a message went out");
        ACTIONS.put("failed", "a message could not be sent");
        ACTIONS.put("withheld", "a message was held back");
        ACTIONS.put("resend", "sent a message again");
        ACTIONS.put("assigned", "assigned a ticket");
        ACTIONS.put("reclassified", "sorted a ticket anew");
        ACTIONS.put("requester-changed", "made somebody else the requester");
        ACTIONS.put("mail-replayed", "read a kept mail again");
        ACTIONS.put("escalated", "handed a ticket up");
        ACTIONS.put("tagged", "changed tags");
        ACTIONS.put("described", "changed a ticket’s description");
        ACTIONS.put("state-new", "set the state to new");
        ACTIONS.put("state-open", "set the state to open");
        ACTIONS.put("state-pending", "set the state to pending");
        ACTIONS.put("state-hold", "put a ticket on hold");
        ACTIONS.put("state-solved", "solved a ticket");
        ACTIONS.put("state-closed", "closed a ticket");
        ACTIONS.put("masked-words-read", "read what a child wrote, as it was written");
        ACTIONS.put("age-stated", "an age was stated");
        ACTIONS.put("gate-overruled", "sent what the gate had stopped, with a reason");
        ACTIONS.put("bulk-asked", "changed many tickets at once");
        ACTIONS.put("bulk-cancelled", "stopped a change to many tickets");
        ACTIONS.put("bulk-undone", "took back a change to many tickets");
        ACTIONS.put("macro-kept", "kept a macro for everybody");
        ACTIONS.put("macro-changed", "changed a macro of everybody’s");
        ACTIONS.put("macro-removed", "took away a macro of everybody’s");
        ACTIONS.put("rule-made", "made a rule");
        ACTIONS.put("rule-changed", "changed a rule");
        ACTIONS.put("rule-on", "switched a rule on");
        ACTIONS.put("rule-off", "switched a rule off");
        ACTIONS.put("rule-moved", "moved a rule");
        ACTIONS.put("rule-removed", "removed a rule");
        ACTIONS.put("rule-returned", "brought a rule back");
        ACTIONS.put("rule-fired", "a rule fired");
        ACTIONS.put("rules-stopped", "stopped a circle of rules");
        ACTIONS.put("handed", "handed a ticket to a team");
        ACTIONS.put("participant-named", "named somebody on a ticket, who gets nothing yet");
        ACTIONS.put("participant-copied", "copied somebody in on a ticket");
        ACTIONS.put("participant-removed", "took somebody off a ticket");
        ACTIONS.put("scheduled-hastened", "sent a reply before its time");
        ACTIONS.put("proof-asked", "asked somebody to prove their address");
        ACTIONS.put("address-proven", "an address was proven");
        ACTIONS.put("proof-withheld", "a mail about an address was held back");
        ACTIONS.put("ground", "on what ground a child’s words are kept");
        ACTIONS.put("child-forgotten", "forgot who the child was");
        ACTIONS.put("parents-told", "the parents are told of a second answer");
        ACTIONS.put("notice-withheld", "a notice to a parent was held back");
        ACTIONS.put("notice-refused", "a parent said no to a notice");
        ACTIONS.put("consent-asked", "asked a parent for consent");
        ACTIONS.put("consent-answered", "a parent said yes, not proven yet");
        ACTIONS.put("consent-given", "a parent’s consent was proven");
        ACTIONS.put("consent-refused", "a parent refused consent");
        ACTIONS.put("consent-revoked", "a parent took consent back");
        ACTIONS.put("consent-declined", "turned down what a parent handed in as proof");
        ACTIONS.put("consent-expired", "a question to a parent, or a consent, ran out");
        ACTIONS.put("consent-form-received", "a parent sent a signed form");
        ACTIONS.put("consent-form-read", "looked at a parent’s signed form");
        ACTIONS.put("consent-paper-received", "a parent sent an identity paper");
        ACTIONS.put("consent-paper-read", "looked at a parent’s identity paper");
        ACTIONS.put("consent-questions-asked", "a parent was asked questions of a provider");
        ACTIONS.put("consent-questions-withheld", "questions to a parent were held back");
        ACTIONS.put("consent-card-failed", "a page for a parent’s card could not be made");
        ACTIONS.put("consent-card-late", "a parent’s card was confirmed too late to count");
        ACTIONS.put("consent-card-withheld", "a page for a parent’s card was held back");
        ACTIONS.put("consent-mail-withheld", "a mail to a parent was held back");
        ACTIONS.put("ticket-sealed", "put a ticket behind the wall");
        ACTIONS.put("ticket-released", "took a ticket from behind the wall");
        ACTIONS.put("sealed-opened", "opened sealed words");
        ACTIONS.put("seal-key-made", "made a new key for sealed words");
        ACTIONS.put("seal-keys-retired", "took older keys for sealed words out of use");
        ACTIONS.put("case-opened", "opened a safety case");
        ACTIONS.put("case-raised", "raised a safety case");
        ACTIONS.put("case-read", "read a safety case");
        ACTIONS.put("case-acknowledged", "took a safety case in hand");
        ACTIONS.put("case-words-read", "read a child’s words");
        ACTIONS.put("case-suspect", "decided who is suspected");
        ACTIONS.put("case-channel", "decided on a safe channel");
        ACTIONS.put("case-jurisdiction", "placed a child in a state");
        ACTIONS.put("case-lowered", "lowered a safety case");
        ACTIONS.put("case-proposed", "proposed to lower or end a safety case");
        ACTIONS.put("case-confirmed", "confirmed what was proposed for a safety case");
        ACTIONS.put("case-declined", "declined what was proposed for a safety case");
        ACTIONS.put("case-taken", "took a safety case");
        ACTIONS.put("case-handed-over", "handed a safety case over");
        ACTIONS.put("case-accompanied", "named the second person of a safety case");
        ACTIONS.put("case-hold-placed", "placed a hold");
        ACTIONS.put("case-hold-ended", "ended a hold");
        ACTIONS.put("case-closed", "closed a safety case");
        ACTIONS.put("records-read", "looked at where somebody’s data is");
        ACTIONS.put("erasure-asked", "asked for an erasure");
        ACTIONS.put("erasure-reviewed", "let an erasure go on");
        ACTIONS.put("erasure-declined", "called off an erasure");
        ACTIONS.put("erasure-begun", "began an erasure");
        ACTIONS.put("erasure-done", "finished an erasure");
        ACTIONS.put("erasure-held", "put aside what an erasure would have deleted");
        ACTIONS.put("erasure-let-go", "agreed to delete what was put aside");
        ACTIONS.put("erasure-done-behind-wall", "deleted what was put aside");
        ACTIONS.put("legal-hold-placed", "placed a legal hold");
        ACTIONS.put("legal-hold-ended", "ended a legal hold");
        ACTIONS.put("copy-asked", "asked for a copy of somebody’s data");
        ACTIONS.put("copy-made", "made a copy of somebody’s data");
        ACTIONS.put("copy-fetched", "fetched a copy of somebody’s data");
        ACTIONS.put("glass-asked", "asked for a safety case by break-glass");
        ACTIONS.put("glass-declined", "declined a break-glass request");
        ACTIONS.put("case-glass-granted", "opened a safety case by break-glass");
        ACTIONS.put("case-glass-read", "read a safety case through break-glass");
        ACTIONS.put("case-beyond-limit", "took more than one person should carry");
        ACTIONS.put("case-debrief-offered", "offered a talk after a grave case");
        ACTIONS.put("debrief-answered", "answered the offer of a talk");
        ACTIONS.put("ticket-split", "split a second matter off");
        ACTIONS.put("ticket-split-off", "split off as a ticket of its own");
        ACTIONS.put("ticket-split-undone", "put back what was split off");
        ACTIONS.put("ticket-linked", "linked to another ticket");
        ACTIONS.put("ticket-unlinked", "removed the link to another ticket");
        ACTIONS.put("debrief-done", "talked with a colleague after a grave case");
        ACTIONS.put("exposure-chosen", "said whether they are ready for grave cases");
        ACTIONS.put("care-pause", "began a rest after an emergency");
        ACTIONS.put("case-file-asked", "asked to look at a file of a safety case");
        ACTIONS.put("case-file-granted", "opened a file of a safety case");
        ACTIONS.put("case-file-shown", "looked at a file of a safety case");
        ACTIONS.put("case-file-marked", "marked a file of a safety case");
        ACTIONS.put("case-files-read", "read the list of a safety case’s files");
        ACTIONS.put("file-shown", "looked at a file");
        ACTIONS.put("case-answers-read", "read the answers to a child");
        ACTIONS.put("case-answer-written", "wrote own words for a child");
        ACTIONS.put("case-answer-approved", "approved own words for a child");
        ACTIONS.put("case-answer-declined", "declined own words for a child");
        ACTIONS.put("case-answer-queued", "let an answer to a child go");
        ACTIONS.put("case-answer-sent", "handed an answer to a child to the relay");
        ACTIONS.put("case-answer-failed", "could not send an answer to a child");
        ACTIONS.put("case-answer-withheld", "held back an answer to a child");
        ACTIONS.put("case-notice-withheld", "withheld the notice to parents");
        ACTIONS.put("case-notice-decided", "decided that a parent is told");
        ACTIONS.put("paged", "called people");
        ACTIONS.put("outage-acknowledged", "took an outage of screening in hand");
        ACTIONS.put("drill-started", "started a drill");
        ACTIONS.put("shift-added", "put a shift on the rota");
        ACTIONS.put("shift-changed", "changed a shift on the rota");
        ACTIONS.put("shift-removed", "took a shift off the rota");
        ACTIONS.put("case-released", "released a safety case");
        ACTIONS.put("report-read", "read the report on a case");
        ACTIONS.put("report-words-read", "read the received words in a report");
        ACTIONS.put("report-file-read", "downloaded a version of a report");
        ACTIONS.put("report-place-chosen", "set where a child is");
        ACTIONS.put("report-commented", "commented on a report");
        ACTIONS.put("report-wish-recorded", "wrote down a child’s wish");
        ACTIONS.put("report-version-made", "made a version of a report");
        ACTIONS.put("report-approved", "approved a version of a report");
        ACTIONS.put("report-made", "recorded a report that was made");
        ACTIONS.put("report-added-to", "added to the record of a report");
        ACTIONS.put("report-moved", "moved a report forward");
        ACTIONS.put("report-refrained", "proposed not to report");
        ACTIONS.put("report-refraining-confirmed", "confirmed not to report");
        ACTIONS.put("cybertip-read", "read the CyberTipline page of a case");
        ACTIONS.put("cybertip-words-read", "read a report to the CyberTipline");
        ACTIONS.put("cybertip-version-made", "made a version for the CyberTipline");
        ACTIONS.put("cybertip-approved", "approved a report to the CyberTipline");
        ACTIONS.put("cybertip-queued", "set a report to the CyberTipline on its way");
        ACTIONS.put("cybertip-opened", "opened a report at the CyberTipline");
        ACTIONS.put("cybertip-finished", "filed a report at the CyberTipline");
        ACTIONS.put("cybertip-withdrawn", "withdrew a report to the CyberTipline");
        ACTIONS.put("cybertip-repeated", "sent a report to the CyberTipline again");
        ACTIONS.put("cybertip-adopted", "entered the number of a lost report");
        ACTIONS.put("cybertip-production-proposed", "proposed real reports to the CyberTipline");
        ACTIONS.put("cybertip-production-on", "switched real reports to the CyberTipline on");
        ACTIONS.put("cybertip-production-off", "switched real reports to the CyberTipline off");
        ACTIONS.put("cybertip-resumed", "let sending to the CyberTipline go on");
        ACTIONS.put("staff.signed-in", "signed in");
        ACTIONS.put("staff.sign-in-refused", "refused a sign-in");
        ACTIONS.put("staff.signed-out-everywhere", "signed out everywhere");
        ACTIONS.put("staff.password", "set a password");
        ACTIONS.put("staff.created", "added a member of staff");
        ACTIONS.put("staff.invited", "made a new link to sign in");
        ACTIONS.put("staff.changed", "changed a name or an address");
        ACTIONS.put("staff.roles", "changed roles");
        ACTIONS.put("staff.trained", "changed a training date");
        ACTIONS.put("staff.teams", "changed teams");
        ACTIONS.put("staff.deactivated", "suspended a member of staff");
        ACTIONS.put("staff.reactivated", "ended a suspension");
        ACTIONS.put("token.created", "made a token");
        ACTIONS.put("token.revoked", "revoked a token");
        ACTIONS.put("customer.created", "added a customer");
        ACTIONS.put("customer.changed", "changed a customer");
        ACTIONS.put("household.created", "added a household");
        ACTIONS.put("household.changed", "changed a household");
        ACTIONS.put("supplier.found", "entered a recipient that the settings name");
        ACTIONS.put("supplier.moved", "found another machine of a recipient in the settings");
        ACTIONS.put("supplier.added", "added a recipient of data");
        ACTIONS.put("supplier.confirmed", "confirmed a recipient of data");
        ACTIONS.put("supplier.assured", "kept a written assurance");
        ACTIONS.put("supplier.read", "read a written assurance");
        ACTIONS.put("supplier.ended", "ended a recipient of data");
        ACTIONS.put("supplier.resumed", "let data go to a recipient again");
        ACTIONS.put("suppression.added", "stopped mail to an address");
        ACTIONS.put("suppression.lifted", "let mail go to an address again");
        ACTIONS.put("compliance.changed", "changed the programme for children’s data");
        ACTIONS.put("playbook-published", "published the playbook");
    }

    static List<Choice> choices(String chosen) {
        List<Choice> all = new ArrayList<>();
        all.add(new Choice("", "everything", chosen.isEmpty()));
        ACTIONS.forEach((key, said) -> all.add(new Choice(key, said, key.equals(chosen))));
        if (!chosen.isEmpty() && !ACTIONS.containsKey(chosen)) {
            all.add(new Choice(chosen, chosen, true));
        }
        return all;
    }

    String actor(String key) {
        return switch (Actor.ofKey(key)) {
            case Actor.Staff(long id) -> names.getOrDefault(id, "staff " + id);
            case Actor.Customer(long id) -> "customer " + id;
            case Actor.Software(String part) -> "the software, " + part;
        };
    }

    /** What was done, and the keys that tell it exactly. */
    String action(String key, String detail) {
        String said = ACTIONS.getOrDefault(key, key);
        return detail.isEmpty() ? said : said + ": " + detail;
    }

    /** {@code ticket:1042} as {@code ticket #1042}; a member of staff by name. */
    String subject(String subject) {
        int colon = subject.indexOf(':');
        String number = subject.substring(colon + 1);
        if (colon < 0 || !number.matches("\\d{1,15}")) {
            return subject;
        }
        return switch (subject.substring(0, colon)) {
            case "ticket" -> "ticket #" + number;
            case "staff" -> names.getOrDefault(Long.valueOf(number), "staff " + number);
            case "playbook" -> "playbook version " + number;
            default -> subject.replace(':', ' ');
        };
    }
}
