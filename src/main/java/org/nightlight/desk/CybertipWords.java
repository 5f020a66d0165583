package org.nightlight.desk;

import org.nightlight.safety.cybertip.Answers;
import org.nightlight.safety.cybertip.Tip;

/** Reports to the CyberTipline in words. */
final class CybertipWords {
    private CybertipWords() {}

    static String state(Tip.State state) {
        return switch (state) {
            case APPROVED -> "waits to be sent";
            case SENDING -> "is being sent";
            case OPEN -> "is open there, not filed yet";
            case LOST -> "needs your decision";
            case STOPPED -> "needs your decision";
            case FINISHED -> "filed";
            case RETRACTED -> "withdrawn";
            case EXPIRED -> "ended unfiled";
        };
    }

    static String advice(Tip.Filing it, boolean replaced) {
        return switch (it.state()) {
            case APPROVED ->
                it.problem().isEmpty()
                        ? "The desk sends it by itself."
                        : "The desk goes on trying. " + problem(it.problem());
            case SENDING -> "The desk is sending it and waits for the answer.";
            case OPEN ->
                it.retractBy() != null
                        ? "The desk is asking to take it back."
                        : it.problem().isEmpty()
                                ? "The desk hands over what belongs to it and then files it. Until then nothing is reported."
                                : "The desk goes on trying. " + problem(it.problem())
                                        + " The CyberTipline deletes an unfinished report soon; the desk then begins anew.";
            case LOST ->
                "The answer never came. There may be an open report that the desk has no number of. It is not filed, and"
                        + " the CyberTipline deletes it by itself. Send it again now, or ask NCMEC for its number and enter it.";
            case STOPPED ->
                replaced
                        ? "It was sent again in its place."
                        : problem(it.problem()) + " Nothing was filed. Make a new version, or send it again.";
            case FINISHED ->
                "It was filed and cannot be changed or taken back. Make a new version for what is learnt later; it will"
                        + " name this report.";
            case RETRACTED -> "It was withdrawn before it was filed. Nothing was reported.";
            case EXPIRED ->
                replaced ? "It was not filed in time and was begun anew." : "It was not filed. Make a new version.";
        };
    }

    static String problem(String code) {
        return switch (code) {
            case "unreachable" -> "The CyberTipline cannot be reached.";
            case "no-answer", "http-408", "http-504" -> "The CyberTipline gave no answer in time.";
            case "unreadable" -> "Its answer could not be read.";
            case "mismatch" -> "A file did not arrive as it was sent.";
            case "file-opened" ->
                "Somebody opened or changed a file since the approval, so what it says of it is not true any more.";
            case "sealed" ->
                "What belongs to the report is sealed and could not be opened, so nothing of it was sent. An administrator"
                        + " must see to the key file; report by the web form or by phone meanwhile.";
            case "not-approved" -> "The bytes are not those that were approved.";
            case "2000", "3000", "3100", "3300", "http-401", "http-403" ->
                "The CyberTipline does not take the desk\u2019s sign-in. An administrator must see to it.";
            case "4000", "4100", "4110", "4200" ->
                "The CyberTipline refused what the report says (code " + code
                        + "). The same again will not help: make a new version.";
            default -> "The CyberTipline has a problem (code " + code + ").";
        };
    }

    static String step(Tip.Step it) {
        String said = switch (it.kind()) {
            case "queued" -> "Approved and set on its way";
            case "sending" -> "Opening the report";
            case "opened" -> "Opened";
            case "uploaded" -> "Handed over a file; both sides saw the same";
            case "described" -> "Described the file";
            case "finished" -> "Filed";
            case "failed" -> "Did not work, will be tried again";
            case "lost" -> "No answer came";
            case "stopped" -> "Stopped";
            case "mismatch" -> "Stopped: a file arrived changed";
            case "expired" -> "It was deleted there before it was finished";
            case "retracted" -> "Taken back";
            case "withdrawn" -> "Asked to withdraw it";
            case "repeated" -> "Decided to send it again";
            case "adopted" -> "Entered its number";
            case "idle" -> "Told people that nothing had moved for 45 minutes";
            case "incomplete" -> "It was filed without all of its files: send them with a further report";
            case "late" -> "An answer came too late to count";
            default -> Words.capital(it.kind());
        };
        return said
                + (it.code().isEmpty() || it.code().equals("0") ? "" : ", code " + it.code())
                + (it.detail().isEmpty() ? "" : ", " + it.detail())
                + (it.requestId() == null ? "" : ", request " + it.requestId());
    }

    static String writer(Answers.Writer writer) {
        return switch (writer) {
            case VICTIM -> "The child it happened to";
            case WITNESS -> "Somebody who told about another child";
            case UNKNOWN -> "Not known";
        };
    }

    static String annotation(String key) {
        return switch (key) {
            case "sextortion" -> "Somebody threatens to show pictures";
            case "csamSolicitation" -> "Somebody asks for pictures";
            case "minorToMinorInteraction" -> "Between children";
            default -> key;
        };
    }
}
