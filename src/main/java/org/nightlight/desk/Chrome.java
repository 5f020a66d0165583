package org.nightlight.desk;

import static org.nightlight.shared.Spoken.say;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nightlight.shared.Spoken;

/**
 * What stands around every staff page: who is signed in, the counts beside the lists, the token that forms carry.
 *
 * @param signed null on the pages before sign-in
 * @param flash what the last action did, told once
 * @param alerts safety alerts that nobody has acknowledged; empty for whoever has no safety role
 * @param views the views that the viewer has in their menu, as they have put them
 * @param demo true when the desk shows its sent mail under {@code /demo/mail}
 */
public record Chrome(
        @Nullable Signed signed,
        Counts counts,
        Csrf csrf,
        Place place,
        @Nullable Flash flash,
        Look look,
        List<Alert> alerts,
        List<ViewLink> views,
        boolean demo) {

    /** The chrome of the pages before sign-in. */
    public static Chrome signedOut(Csrf csrf, boolean demo) {
        return new Chrome(null, Counts.NONE, csrf, Place.NONE, null, Look.plain(), List.of(), List.of(), demo);
    }

    /**
     * The member of staff at this screen; each flag opens a part of the rail, never a right by itself.
     *
     * @param agent true for whoever works on tickets, whatever the role: all but auditors
     * @param away whether they said that they are not here to be given tickets
     */
    public record Signed(
            String name,
            String initials,
            String email,
            boolean agent,
            boolean safety,
            boolean admin,
            boolean auditor,
            boolean lead,
            boolean away) {}

    /** How many tickets each list holds for this viewer; {@code failed} counts unreadable inbound messages, {@code glass} break-glass requests that wait, {@code mentions} those that the viewer has not seen, {@code tasks} what the viewer has to do. */
    public record Counts(
            int mine,
            int team,
            int unassigned,
            int open,
            int breaching,
            int safety,
            int cases,
            int failed,
            int glass,
            int mentions,
            int tasks) {
        public static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

        public int of(DeskList list) {
            return switch (list) {
                case MINE -> mine;
                case TEAM -> team;
                case UNASSIGNED -> unassigned;
                case OPEN -> open;
                case BREACHING -> breaching;
                case SAFETY -> safety;
            };
        }
    }

    /** @param count how many tickets, 501 for more than 500, -1 where the filter is not understood any more */
    public record ViewLink(long id, String name, boolean current, int count) {
        public String address() {
            return "/desk/views/" + id;
        }
    }

    /** The hidden field that every form carries. */
    public record Csrf(String parameter, String token) {}

    /** Which entry of the rail is lit. The first six carry the names of {@link DeskList}. */
    public enum Place {
        NONE,
        MINE,
        TEAM,
        UNASSIGNED,
        OPEN,
        BREACHING,
        SAFETY,
        SEARCH,
        VIEW,
        VIEWS,
        MENTIONS,
        TASKS,
        NEW,
        CASES,
        BOARD,
        ON_CALL,
        GLASS,
        INBOUND,
        MAIL,
        AT_WORK,
        ACCOUNT,
        MACROS,
        ARTICLES,
        RULES,
        WEBHOOKS,
        TOKENS,
        JOBS,
        PLAYBOOK,
        PEOPLE,
        AUDIT,
        SUPPLIERS,
        SUPPRESSED,
        SENDING,
        MAILBOXES,
        COMPLIANCE,
        RECORDS,
        HELD,
        DEMO_MAIL;

        static Place of(DeskList list) {
            return valueOf(list.name());
        }
    }

    /** One sentence about what was done, or about what went wrong. */
    public record Flash(boolean problem, String text) {
        public static Flash done(String text) {
            return new Flash(false, text);
        }

        public static Flash problem(String text) {
            return new Flash(true, text);
        }
    }

    /** How this person wants the desk to look: density {@code comfortable} or {@code compact}; theme as the page's; in which language. */
    public record Look(String density, String theme, String language) {

        /** Before sign-in the language is what the browser asked for. */
        public static Look plain() {
            return new Look("comfortable", "system", Spoken.language().getLanguage());
        }
    }

    /**
     * One safety alert on the noticeboard: facts only, never the child's words.
     *
     * @param caseId 0 for an outage of screening
     */
    public record Alert(long caseId, String level, String text, When at) {
        public String address() {
            return caseId == 0 ? "/desk/on-call" : "/desk/cases/" + caseId;
        }

        public String opens() {
            return caseId == 0 ? say("See the alarm", "Ver la alarma") : say("Open case ", "Abrir el caso ") + caseId;
        }
    }
}
