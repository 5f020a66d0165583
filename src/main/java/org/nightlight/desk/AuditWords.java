package org.nightlight.desk;

import static org.nightlight.shared.Spoken.say;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nightlight.shared.Actor;

/** Lines of the audit in words. An action that has none here is told by its key. */
record AuditWords(Map<Long, String> names) {
    private static final Map<String, Action> ACTIONS = new LinkedHashMap<>();

    private record Action(String english, String spanish) {
        String said() {
            return say(english, spanish);
        }
    }

    static {
        add("webhook-made", "made a webhook", "creó un webhook");
        add("webhook-changed", "changed a webhook", "cambió un webhook");
        add("webhook-on", "switched a webhook on", "activó un webhook");
        add("webhook-off", "switched a webhook off", "desactivó un webhook");
        add("webhook-removed", "removed a webhook", "quitó un webhook");
        add("webhook-returned", "brought a webhook back", "recuperó un webhook");
        add("webhook-secret", "gave a webhook another secret", "dio otro secreto a un webhook");
        add("webhook-tested", "tried a webhook out", "probó un webhook");
        add("webhook-replayed", "had a webhook told again", "volvió a avisar a un webhook");
        add("webhook-gone", "switched a webhook off that is gone", "desactivó un webhook que ya no existe");
        add("rule-made", "made a rule", "creó una regla");
        add("rule-changed", "changed a rule", "cambió una regla");
        add("rule-on", "switched a rule on", "activó una regla");
        add("rule-off", "switched a rule off", "desactivó una regla");
        add("rule-moved", "moved a rule", "movió una regla");
        add("rule-removed", "removed a rule", "quitó una regla");
        add("rule-returned", "brought a rule back", "recuperó una regla");
        add("rule-fired", "a rule fired", "se ejecutó una regla");
        add("rules-stopped", "stopped a circle of rules", "detuvo un círculo de reglas");
        add("handed", "handed a ticket to a team", "pasó un ticket a un equipo");
        add(
                "staff.capacity",
                "changed how many tickets somebody has room for",
                "cambió para cuántos tickets tiene lugar alguien");
        add("staff.away", "set somebody to be away", "puso a alguien como ausente");
        add("staff.back", "set somebody to be back", "puso a alguien como de vuelta");
        add("ticket-opened", "opened a ticket", "abrió un ticket");
        add("customer-wrote", "wrote again", "escribió otra vez");
        add("reply-queued", "answered", "respondió");
        add("automatic-queued", "sent an automatic message", "envió un mensaje automático");
        add("files-attached", "attached files", "adjuntó archivos");
        add("note", "wrote a note", "escribió una nota");
        add("sent", "a message went out", "salió un mensaje");
        add("failed", "a message could not be sent", "un mensaje no se pudo enviar");
        add("withheld", "a message was held back", "se retuvo un mensaje");
        add("resend", "sent a message again", "envió un mensaje otra vez");
        add("assigned", "assigned a ticket", "asignó un ticket");
        add("reclassified", "sorted a ticket anew", "clasificó un ticket de nuevo");
        add("requester-changed", "made somebody else the requester", "puso a otra persona como solicitante");
        add("mail-replayed", "read a kept mail again", "leyó otra vez un correo guardado");
        add("escalated", "handed a ticket up", "escaló un ticket");
        add("tagged", "changed tags", "cambió etiquetas");
        add("described", "changed a ticket’s description", "cambió la descripción de un ticket");
        add("state-new", "set the state to new", "puso el estado en nuevo");
        add("state-open", "set the state to open", "puso el estado en abierto");
        add("state-pending", "set the state to pending", "puso el estado en pendiente");
        add("state-hold", "put a ticket on hold", "puso un ticket en espera");
        add("state-solved", "solved a ticket", "resolvió un ticket");
        add("state-closed", "closed a ticket", "cerró un ticket");
        add(
                "masked-words-read",
                "read what a child wrote, as it was written",
                "leyó lo que escribió un niño o niña, tal como lo escribió");
        add("age-stated", "an age was stated", "se indicó una edad");
        add(
                "gate-overruled",
                "sent what the gate had stopped, with a reason",
                "envió lo que el control había detenido, con un motivo");
        add("bulk-asked", "changed many tickets at once", "cambió muchos tickets a la vez");
        add("bulk-cancelled", "stopped a change to many tickets", "detuvo un cambio de muchos tickets");
        add("bulk-undone", "took back a change to many tickets", "deshizo un cambio de muchos tickets");
        add("macro-kept", "kept a macro for everybody", "guardó una macro para todos");
        add("macro-changed", "changed a macro of everybody’s", "cambió una macro de todos");
        add("macro-removed", "took away a macro of everybody’s", "quitó una macro de todos");
        add("article-kept", "wrote an article", "escribió un artículo");
        add("article-changed", "changed an article", "cambió un artículo");
        add("article-published", "published an article", "publicó un artículo");
        add("article-archived", "archived an article", "archivó un artículo");
        add("article-draft", "made an article a draft again", "volvió un artículo a borrador");
        add(
                "article-taken-back",
                "took an article back to what it said before",
                "devolvió un artículo a lo que decía antes");
        add("article-linked", "linked an article to a ticket", "enlazó un artículo con un ticket");
        add("article-unlinked", "took an article off a ticket", "quitó un artículo de un ticket");
        add(
                "participant-named",
                "named somebody on a ticket, who gets nothing yet",
                "nombró a alguien en un ticket, que aún no recibe nada");
        add("participant-copied", "copied somebody in on a ticket", "puso a alguien en copia en un ticket");
        add("participant-removed", "took somebody off a ticket", "quitó a alguien de un ticket");
        add("scheduled-hastened", "sent a reply before its time", "envió una respuesta antes de su hora");
        add("proof-asked", "asked somebody to prove their address", "pidió a alguien que probara su dirección");
        add("address-proven", "an address was proven", "se probó una dirección");
        add("proof-withheld", "a mail about an address was held back", "se retuvo un correo sobre una dirección");
        add(
                "ground",
                "on what ground a child’s words are kept",
                "por qué motivo se guardan las palabras de un niño o niña");
        add("child-forgotten", "forgot who the child was", "olvidó quién era el niño o la niña");
        add(
                "parents-told",
                "the parents are told of a second answer",
                "se avisa a la madre o al padre de una segunda respuesta");
        add("notice-withheld", "a notice to a parent was held back", "se retuvo un aviso a madre o padre");
        add("notice-refused", "a parent said no to a notice", "una madre o un padre dijo que no a un aviso");
        add("consent-asked", "asked a parent for consent", "pidió consentimiento a una madre o un padre");
        add(
                "consent-answered",
                "a parent said yes, not proven yet",
                "una madre o un padre dijo que sí, aún sin probar");
        add("consent-given", "a parent’s consent was proven", "se probó el consentimiento de una madre o un padre");
        add("consent-refused", "a parent refused consent", "una madre o un padre negó el consentimiento");
        add("consent-revoked", "a parent took consent back", "una madre o un padre retiró el consentimiento");
        add(
                "consent-declined",
                "turned down what a parent handed in as proof",
                "rechazó lo que una madre o un padre entregó como prueba");
        add(
                "consent-expired",
                "a question to a parent, or a consent, ran out",
                "venció una pregunta a madre o padre, o un consentimiento");
        add("consent-form-received", "a parent sent a signed form", "una madre o un padre envió un formulario firmado");
        add(
                "consent-form-read",
                "looked at a parent’s signed form",
                "miró el formulario firmado de una madre o un padre");
        add(
                "consent-paper-received",
                "a parent sent an identity paper",
                "una madre o un padre envió un documento de identidad");
        add(
                "consent-paper-read",
                "looked at a parent’s identity paper",
                "miró el documento de identidad de una madre o un padre");
        add(
                "consent-questions-asked",
                "a parent was asked questions of a provider",
                "se hicieron a una madre o un padre preguntas de un proveedor");
        add(
                "consent-questions-withheld",
                "questions to a parent were held back",
                "se retuvieron preguntas a una madre o un padre");
        add(
                "consent-card-failed",
                "a page for a parent’s card could not be made",
                "no se pudo crear una página para la tarjeta de una madre o un padre");
        add(
                "consent-card-late",
                "a parent’s card was confirmed too late to count",
                "la tarjeta de una madre o un padre se confirmó demasiado tarde para contar");
        add(
                "consent-card-withheld",
                "a page for a parent’s card was held back",
                "se retuvo una página para la tarjeta de una madre o un padre");
        add("consent-mail-withheld", "a mail to a parent was held back", "se retuvo un correo a una madre o un padre");
        add("ticket-sealed", "put a ticket behind the wall", "puso un ticket tras el muro");
        add("ticket-released", "took a ticket from behind the wall", "sacó un ticket de tras el muro");
        add("sealed-opened", "opened sealed words", "abrió palabras selladas");
        add("seal-key-made", "made a new key for sealed words", "creó una clave nueva para palabras selladas");
        add(
                "seal-keys-retired",
                "took older keys for sealed words out of use",
                "dejó de usar claves anteriores de palabras selladas");
        add("case-opened", "opened a safety case", "abrió un caso de protección");
        add("case-raised", "raised a safety case", "elevó un caso de protección");
        add("case-read", "read a safety case", "leyó un caso de protección");
        add("case-acknowledged", "took a safety case in hand", "se hizo cargo de un caso de protección");
        add("case-words-read", "read a child’s words", "leyó las palabras de un niño o niña");
        add("case-suspect", "decided who is suspected", "decidió de quién se sospecha");
        add("case-channel", "decided on a safe channel", "decidió sobre un canal seguro");
        add("case-jurisdiction", "placed a child in a state", "indicó en qué estado está un niño o niña");
        add("case-lowered", "lowered a safety case", "bajó de nivel un caso de protección");
        add(
                "case-proposed",
                "proposed to lower or end a safety case",
                "propuso bajar de nivel o terminar un caso de protección");
        add(
                "case-confirmed",
                "confirmed what was proposed for a safety case",
                "confirmó lo propuesto para un caso de protección");
        add(
                "case-declined",
                "declined what was proposed for a safety case",
                "rechazó lo propuesto para un caso de protección");
        add("case-taken", "took a safety case", "tomó un caso de protección");
        add("case-handed-over", "handed a safety case over", "entregó un caso de protección");
        add(
                "case-accompanied",
                "named the second person of a safety case",
                "nombró a la segunda persona de un caso de protección");
        add("case-hold-placed", "placed a hold", "puso una retención");
        add("case-hold-ended", "ended a hold", "terminó una retención");
        add("case-closed", "closed a safety case", "cerró un caso de protección");
        add("records-read", "looked at where somebody’s data is", "miró dónde están los datos de alguien");
        add("erasure-asked", "asked for an erasure", "pidió un borrado");
        add("erasure-reviewed", "let an erasure go on", "dejó que un borrado siguiera");
        add("erasure-declined", "called off an erasure", "anuló un borrado");
        add("erasure-begun", "began an erasure", "empezó un borrado");
        add("erasure-done", "finished an erasure", "terminó un borrado");
        add(
                "erasure-held",
                "put aside what an erasure would have deleted",
                "apartó lo que un borrado habría eliminado");
        add("erasure-let-go", "agreed to delete what was put aside", "aceptó eliminar lo apartado");
        add("erasure-done-behind-wall", "deleted what was put aside", "eliminó lo apartado");
        add("legal-hold-placed", "placed a legal hold", "puso una retención legal");
        add("legal-hold-ended", "ended a legal hold", "terminó una retención legal");
        add("copy-asked", "asked for a copy of somebody’s data", "pidió una copia de los datos de alguien");
        add("copy-made", "made a copy of somebody’s data", "hizo una copia de los datos de alguien");
        add("copy-fetched", "fetched a copy of somebody’s data", "descargó una copia de los datos de alguien");
        add(
                "glass-asked",
                "asked for a safety case by break-glass",
                "pidió un caso de protección por acceso de emergencia");
        add("glass-declined", "declined a break-glass request", "rechazó una petición de acceso de emergencia");
        add(
                "case-glass-granted",
                "opened a safety case by break-glass",
                "abrió un caso de protección por acceso de emergencia");
        add(
                "case-glass-read",
                "read a safety case through break-glass",
                "leyó un caso de protección por acceso de emergencia");
        add(
                "case-beyond-limit",
                "took more than one person should carry",
                "tomó más de lo que una persona debe llevar");
        add("case-debrief-offered", "offered a talk after a grave case", "ofreció una charla después de un caso grave");
        add("debrief-answered", "answered the offer of a talk", "respondió a la oferta de una charla");
        add("task-added", "added a task", "agregó una tarea");
        add("task-done", "did a task", "hizo una tarea");
        add("task-undone", "said that a task is not done after all", "dijo que una tarea sigue sin hacer");
        add("task-taken", "took a task", "tomó una tarea");
        add("task-removed", "took a task away", "quitó una tarea");
        add("side-begun", "began a side conversation", "inició una conversación aparte");
        add("side-written", "wrote in a side conversation", "escribió en una conversación aparte");
        add("side-answered", "answered in a side conversation", "respondió en una conversación aparte");
        add(
                "side-automatic",
                "answered by a machine in a side conversation",
                "respondió con una máquina en una conversación aparte");
        add("side-closed", "closed a side conversation", "cerró una conversación aparte");
        add("side-reopened", "opened a side conversation again", "abrió de nuevo una conversación aparte");
        add("ticket-split", "split a second matter off", "separó un segundo asunto");
        add("ticket-split-off", "split off as a ticket of its own", "se separó como ticket propio");
        add("ticket-split-undone", "put back what was split off", "devolvió lo que se había separado");
        add("ticket-linked", "linked to another ticket", "enlazó con otro ticket");
        add("ticket-unlinked", "removed the link to another ticket", "quitó el enlace con otro ticket");
        add(
                "debrief-done",
                "talked with a colleague after a grave case",
                "habló con un colega después de un caso grave");
        add("exposure-chosen", "said whether they are ready for grave cases", "dijo si puede tomar casos graves");
        add("care-pause", "began a rest after an emergency", "empezó un descanso después de una emergencia");
        add(
                "case-file-asked",
                "asked to look at a file of a safety case",
                "pidió mirar un archivo de un caso de protección");
        add("case-file-granted", "opened a file of a safety case", "abrió un archivo de un caso de protección");
        add("case-file-shown", "looked at a file of a safety case", "miró un archivo de un caso de protección");
        add("case-file-marked", "marked a file of a safety case", "marcó un archivo de un caso de protección");
        add(
                "case-files-read",
                "read the list of a safety case’s files",
                "leyó la lista de archivos de un caso de protección");
        add("file-shown", "looked at a file", "miró un archivo");
        add("case-answers-read", "read the answers to a child", "leyó las respuestas a un niño o niña");
        add("case-answer-written", "wrote own words for a child", "escribió palabras propias para un niño o niña");
        add("case-answer-approved", "approved own words for a child", "aprobó palabras propias para un niño o niña");
        add("case-answer-declined", "declined own words for a child", "rechazó palabras propias para un niño o niña");
        add("case-answer-queued", "let an answer to a child go", "liberó una respuesta a un niño o niña");
        add(
                "case-answer-sent",
                "handed an answer to a child to the relay",
                "entregó una respuesta a un niño o niña al servidor de correo");
        add(
                "case-answer-failed",
                "could not send an answer to a child",
                "no pudo enviar una respuesta a un niño o niña");
        add("case-answer-withheld", "held back an answer to a child", "retuvo una respuesta a un niño o niña");
        add("case-notice-withheld", "withheld the notice to parents", "retuvo el aviso a madres y padres");
        add("case-notice-decided", "decided that a parent is told", "decidió que se avise a una madre o un padre");
        add("paged", "called people", "llamó a personas");
        add(
                "outage-acknowledged",
                "took an outage of screening in hand",
                "se hizo cargo de una falla de la revisión de seguridad");
        add("drill-started", "started a drill", "inició un simulacro");
        add("shift-added", "put a shift on the rota", "agregó un turno de guardia");
        add("shift-changed", "changed a shift on the rota", "cambió un turno de guardia");
        add("shift-removed", "took a shift off the rota", "quitó un turno de guardia");
        add("case-released", "released a safety case", "sacó un caso de protección de tras el muro");
        add("report-read", "read the report on a case", "leyó la denuncia de un caso");
        add("report-words-read", "read the received words in a report", "leyó las palabras recibidas en una denuncia");
        add("report-file-read", "downloaded a version of a report", "descargó una versión de una denuncia");
        add("report-place-chosen", "set where a child is", "indicó dónde está un niño o niña");
        add("report-commented", "commented on a report", "comentó una denuncia");
        add("report-wish-recorded", "wrote down a child’s wish", "anotó el deseo de un niño o niña");
        add("report-version-made", "made a version of a report", "hizo una versión de una denuncia");
        add("report-approved", "approved a version of a report", "aprobó una versión de una denuncia");
        add("report-made", "recorded a report that was made", "anotó una denuncia que se hizo");
        add("report-added-to", "added to the record of a report", "agregó algo al registro de una denuncia");
        add("report-moved", "moved a report forward", "hizo avanzar una denuncia");
        add("report-refrained", "proposed not to report", "propuso no denunciar");
        add("report-refraining-confirmed", "confirmed not to report", "confirmó no denunciar");
        add("cybertip-read", "read the CyberTipline page of a case", "leyó la página CyberTipline de un caso");
        add("cybertip-words-read", "read a report to the CyberTipline", "leyó un reporte CyberTipline");
        add("cybertip-version-made", "made a version for the CyberTipline", "hizo una versión para CyberTipline");
        add("cybertip-approved", "approved a report to the CyberTipline", "aprobó un reporte CyberTipline");
        add("cybertip-queued", "set a report to the CyberTipline on its way", "puso en camino un reporte CyberTipline");
        add("cybertip-opened", "opened a report at the CyberTipline", "abrió un reporte en CyberTipline");
        add("cybertip-finished", "filed a report at the CyberTipline", "presentó un reporte en CyberTipline");
        add("cybertip-withdrawn", "withdrew a report to the CyberTipline", "retiró un reporte CyberTipline");
        add("cybertip-repeated", "sent a report to the CyberTipline again", "envió otra vez un reporte CyberTipline");
        add("cybertip-adopted", "entered the number of a lost report", "anotó el número de un reporte perdido");
        add(
                "cybertip-production-proposed",
                "proposed real reports to the CyberTipline",
                "propuso reportes reales a CyberTipline");
        add(
                "cybertip-production-on",
                "switched real reports to the CyberTipline on",
                "activó los reportes reales a CyberTipline");
        add(
                "cybertip-production-off",
                "switched real reports to the CyberTipline off",
                "desactivó los reportes reales a CyberTipline");
        add("cybertip-resumed", "let sending to the CyberTipline go on", "dejó que siguiera el envío a CyberTipline");
        add("staff.signed-in", "signed in", "inició sesión");
        add("staff.sign-in-refused", "refused a sign-in", "rechazó un inicio de sesión");
        add("staff.signed-out-everywhere", "signed out everywhere", "cerró sesión en todas partes");
        add("staff.password", "set a password", "puso una contraseña");
        add("staff.created", "added a member of staff", "agregó a alguien del personal");
        add("staff.invited", "made a new link to sign in", "creó un enlace nuevo para iniciar sesión");
        add("staff.changed", "changed a name or an address", "cambió un nombre o una dirección");
        add("staff.roles", "changed roles", "cambió roles");
        add("staff.trained", "changed a training date", "cambió una fecha de formación");
        add("staff.teams", "changed teams", "cambió equipos");
        add("staff.skills", "changed skills", "cambió habilidades");
        add("staff.deactivated", "suspended a member of staff", "suspendió a alguien del personal");
        add("staff.reactivated", "ended a suspension", "terminó una suspensión");
        add("token.created", "made a token", "creó un token");
        add("token.revoked", "revoked a token", "revocó un token");
        add("customer.created", "added a customer", "agregó un cliente");
        add("customer.changed", "changed a customer", "cambió un cliente");
        add("household.created", "added a household", "agregó un hogar");
        add("household.changed", "changed a household", "cambió un hogar");
        add(
                "supplier.found",
                "entered a recipient that the settings name",
                "anotó un destinatario que nombran los ajustes");
        add(
                "supplier.moved",
                "found another machine of a recipient in the settings",
                "encontró en los ajustes otra máquina de un destinatario");
        add("supplier.added", "added a recipient of data", "agregó un destinatario de datos");
        add("supplier.confirmed", "confirmed a recipient of data", "confirmó un destinatario de datos");
        add("supplier.assured", "kept a written assurance", "guardó una garantía escrita");
        add("supplier.read", "read a written assurance", "leyó una garantía escrita");
        add("supplier.ended", "ended a recipient of data", "terminó un destinatario de datos");
        add(
                "supplier.resumed",
                "let data go to a recipient again",
                "dejó que los datos vayan otra vez a un destinatario");
        add("suppression.added", "stopped mail to an address", "bloqueó el correo a una dirección");
        add("suppression.lifted", "let mail go to an address again", "permitió otra vez el correo a una dirección");
        add("compliance.changed", "changed the programme for children’s data", "cambió el programa de datos de niños");
        add("playbook-published", "published the playbook", "publicó las reglas");
    }

    private static void add(String key, String english, String spanish) {
        ACTIONS.put(key, new Action(english, spanish));
    }

    static List<Choice> choices(String chosen) {
        List<Choice> all = new ArrayList<>();
        all.add(new Choice("", say("everything", "todo"), chosen.isEmpty()));
        ACTIONS.forEach((key, action) -> all.add(new Choice(key, action.said(), key.equals(chosen))));
        if (!chosen.isEmpty() && !ACTIONS.containsKey(chosen)) {
            all.add(new Choice(chosen, chosen, true));
        }
        return all;
    }

    String actor(String key) {
        return switch (Actor.ofKey(key)) {
            case Actor.Staff(long id) -> names.getOrDefault(id, staff(id));
            case Actor.Customer(long id) -> say("customer ", "cliente ") + id;
            case Actor.Software(String part) -> say("the software, ", "el programa, ") + part;
        };
    }

    private static String staff(long id) {
        return say("staff ", "personal ") + id;
    }

    /** What was done, and the keys that tell it exactly. */
    String action(String key, String detail) {
        Action known = ACTIONS.get(key);
        String said = known == null ? key : known.said();
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
            case "staff" -> names.getOrDefault(Long.valueOf(number), staff(Long.parseLong(number)));
            case "playbook" -> say("playbook version ", "reglas, versión ") + number;
            default -> kind(subject.substring(0, colon)) + " " + number;
        };
    }

    private static String kind(String kind) {
        return switch (kind) {
            case "case" -> say(kind, "caso");
            case "customer" -> say(kind, "cliente");
            case "household" -> say(kind, "hogar");
            case "erasure" -> say(kind, "borrado");
            case "copy" -> say(kind, "copia");
            case "hold" -> say(kind, "retención");
            case "legal-hold" -> say(kind, "retención legal");
            case "request" -> say(kind, "petición");
            case "supplier" -> say(kind, "proveedor");
            case "suppressed" -> say(kind, "dirección bloqueada");
            case "inbound" -> say(kind, "correo");
            case "token" -> say(kind, "token");
            case "shift" -> say(kind, "turno");
            case "macro" -> say(kind, "macro");
            case "article" -> say(kind, "artículo");
            default -> kind;
        };
    }
}
