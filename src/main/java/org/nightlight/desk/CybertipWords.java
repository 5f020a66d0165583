package org.nightlight.desk;

import static org.nightlight.shared.Spoken.say;

import org.nightlight.safety.cybertip.Answers;
import org.nightlight.safety.cybertip.IncidentType;
import org.nightlight.safety.cybertip.Tip;

/** Reports to the CyberTipline in words. */
final class CybertipWords {
    private CybertipWords() {}

    static String state(Tip.State state) {
        return switch (state) {
            case APPROVED -> say("waits to be sent", "espera para enviarse");
            case SENDING -> say("is being sent", "se está enviando");
            case OPEN -> say("is open there, not filed yet", "está abierto allí, sin presentar todavía");
            case LOST -> say("needs your decision", "necesita tu decisión");
            case STOPPED -> say("needs your decision", "necesita tu decisión");
            case FINISHED -> say("filed", "presentado");
            case RETRACTED -> say("withdrawn", "retirado");
            case EXPIRED -> say("ended unfiled", "terminó sin presentarse");
        };
    }

    static String advice(Tip.Filing it, boolean replaced) {
        return switch (it.state()) {
            case APPROVED ->
                it.problem().isEmpty()
                        ? say("The desk sends it by itself.", "La mesa de ayuda lo envía por sí sola.")
                        : say("The desk goes on trying. ", "La mesa de ayuda lo sigue intentando. ")
                                + problem(it.problem());
            case SENDING ->
                say(
                        "The desk is sending it and waits for the answer.",
                        "La mesa de ayuda lo está enviando y espera la respuesta.");
            case OPEN ->
                it.retractBy() != null
                        ? say("The desk is asking to take it back.", "La mesa de ayuda está pidiendo retirarlo.")
                        : it.problem().isEmpty()
                                ? say(
                                        "The desk hands over what belongs to it and then files it. Until then nothing is reported.",
                                        "La mesa de ayuda entrega lo que va con él y después lo presenta. Hasta entonces no hay nada reportado.")
                                : say("The desk goes on trying. ", "La mesa de ayuda lo sigue intentando. ")
                                        + problem(it.problem())
                                        + say(
                                                " The CyberTipline deletes an unfinished report soon; the desk then begins anew.",
                                                " La CyberTipline borra pronto un reporte sin terminar; entonces la mesa de ayuda empieza de nuevo.");
            case LOST ->
                say(
                        "The answer never came. There may be an open report that the desk has no number of. It is not filed, and the CyberTipline deletes it by itself. Send it again now, or ask NCMEC for its number and enter it.",
                        "La respuesta nunca llegó. Puede haber un reporte abierto del que la mesa de ayuda no tiene el número. No está presentado, y la CyberTipline lo borra por sí sola. Envíalo de nuevo ahora, o pide a NCMEC su número y anótalo.");
            case STOPPED ->
                replaced
                        ? say("It was sent again in its place.", "Se envió de nuevo en su lugar.")
                        : problem(it.problem())
                                + say(
                                        " Nothing was filed. Make a new version, or send it again.",
                                        " No se presentó nada. Haz una versión nueva, o envíalo de nuevo.");
            case FINISHED ->
                say(
                        "It was filed and cannot be changed or taken back. Make a new version for what is learnt later; it will name this report.",
                        "Se presentó y no se puede cambiar ni retirar. Haz una versión nueva para lo que se sepa después; mencionará este reporte.");
            case RETRACTED ->
                say(
                        "It was withdrawn before it was filed. Nothing was reported.",
                        "Se retiró antes de presentarse. No se reportó nada.");
            case EXPIRED ->
                replaced
                        ? say(
                                "It was not filed in time and was begun anew.",
                                "No se presentó a tiempo y se empezó de nuevo.")
                        : say("It was not filed. Make a new version.", "No se presentó. Haz una versión nueva.");
        };
    }

    static String problem(String code) {
        return switch (code) {
            case "unreachable" ->
                say("The CyberTipline cannot be reached.", "No se puede conectar con la CyberTipline.");
            case "no-answer", "http-408", "http-504" ->
                say("The CyberTipline gave no answer in time.", "La CyberTipline no respondió a tiempo.");
            case "unreadable" -> say("Its answer could not be read.", "Su respuesta no se pudo leer.");
            case "mismatch" -> say("A file did not arrive as it was sent.", "Un archivo no llegó como se envió.");
            case "file-opened" ->
                say(
                        "Somebody opened or changed a file since the approval, so what it says of it is not true any more.",
                        "Alguien abrió o cambió un archivo desde la aprobación, así que lo que dice de él ya no es cierto.");
            case "sealed" ->
                say(
                        "What belongs to the report is sealed and could not be opened, so nothing of it was sent. An administrator must see to the key file; report by the web form or by phone meanwhile.",
                        "Lo que forma parte del reporte está sellado y no se pudo abrir, así que no se envió nada. Alguien de administración debe ocuparse del archivo de claves; mientras tanto, reporta por el formulario web o por teléfono.");
            case "not-approved" ->
                say("The bytes are not those that were approved.", "Los bytes no son los que se aprobaron.");
            case "2000", "3000", "3100", "3300", "http-401", "http-403" ->
                say(
                        "The CyberTipline does not take the desk\u2019s sign-in. An administrator must see to it.",
                        "La CyberTipline no acepta las credenciales de la mesa de ayuda. Alguien de administración debe ocuparse.");
            case "4000", "4100", "4110", "4200" ->
                say(
                                "The CyberTipline refused what the report says (code %s). The same again will not help: make a new version.",
                                "La CyberTipline rechazó lo que dice el reporte (código %s). Repetirlo igual no ayuda: haz una versión nueva.")
                        .formatted(code);
            default ->
                say("The CyberTipline has a problem (code %s).", "La CyberTipline tiene un problema (código %s).")
                        .formatted(code);
        };
    }

    static String step(Tip.Step it) {
        String said = switch (it.kind()) {
            case "queued" -> say("Approved and set on its way", "Aprobado y puesto en camino");
            case "sending" -> say("Opening the report", "Abriendo el reporte");
            case "opened" -> say("Opened", "Abierto");
            case "uploaded" ->
                say("Handed over a file; both sides saw the same", "Entregó un archivo; ambos lados vieron lo mismo");
            case "described" -> say("Described the file", "Describió el archivo");
            case "finished" -> say("Filed", "Presentado");
            case "failed" -> say("Did not work, will be tried again", "No funcionó, se intentará de nuevo");
            case "lost" -> say("No answer came", "No llegó respuesta");
            case "stopped" -> say("Stopped", "Detenido");
            case "mismatch" -> say("Stopped: a file arrived changed", "Detenido: un archivo llegó cambiado");
            case "expired" ->
                say("It was deleted there before it was finished", "Allí lo borraron antes de terminarlo");
            case "retracted" -> say("Taken back", "Retirado");
            case "withdrawn" -> say("Asked to withdraw it", "Pidió retirarlo");
            case "repeated" -> say("Decided to send it again", "Decidió enviarlo de nuevo");
            case "adopted" -> say("Entered its number", "Anotó su número");
            case "idle" ->
                say(
                        "Told people that nothing had moved for 45 minutes",
                        "Avisó de que nada se había movido en 45 minutos");
            case "incomplete" ->
                say(
                        "It was filed without all of its files: send them with a further report",
                        "Se presentó sin todos sus archivos: envíalos con un reporte nuevo");
            case "late" -> say("An answer came too late to count", "Una respuesta llegó demasiado tarde para contar");
            default -> Words.capital(it.kind());
        };
        return said
                + (it.code().isEmpty() || it.code().equals("0") ? "" : say(", code ", ", código ") + it.code())
                + (it.detail().isEmpty() ? "" : ", " + it.detail())
                + (it.requestId() == null ? "" : say(", request ", ", petición ") + it.requestId());
    }

    /** As the other side spells it, which is how it is filed. */
    static String incident(IncidentType type) {
        String filed = type.spelling();
        String said = switch (type) {
            case IMAGES -> say(filed, "Imágenes sexuales de menores: posesión, fabricación y distribución (%s)");
            case TRAFFICKING -> say(filed, "Trata sexual de menores (%s)");
            case TOURISM -> say(filed, "Turismo sexual con menores (%s)");
            case MOLESTATION -> say(filed, "Abuso sexual de menores (%s)");
            case DOMAIN -> say(filed, "Nombre de dominio engañoso (%s)");
            case MISLEADING -> say(filed, "Palabras o imágenes digitales engañosas en internet (%s)");
            case ENTICEMENT -> say(filed, "Seducción de menores en línea para actos sexuales (%s)");
            case UNSOLICITED -> say(filed, "Material obsceno no solicitado enviado a un menor (%s)");
        };
        return said.formatted(filed);
    }

    static String writer(Answers.Writer writer) {
        return switch (writer) {
            case VICTIM -> say("The child it happened to", "El menor al que le pasó");
            case WITNESS -> say("Somebody who told about another child", "Alguien que contó sobre otro menor");
            case UNKNOWN -> say("Not known", "No se sabe");
        };
    }

    static String annotation(String key) {
        return switch (key) {
            case "sextortion" -> say("Somebody threatens to show pictures", "Alguien amenaza con mostrar imágenes");
            case "csamSolicitation" -> say("Somebody asks for pictures", "Alguien pide imágenes");
            case "minorToMinorInteraction" -> say("Between children", "Entre menores");
            default -> key;
        };
    }
}
