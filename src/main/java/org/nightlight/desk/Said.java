package org.nightlight.desk;

import static org.nightlight.shared.Spoken.say;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What an action left to be told on the next page. Kept in a cookie by name, so that no words stand there. */
enum Said {
    REPLIED("Your reply to #%d is on its way.", "Tu respuesta a #%d va en camino."),
    SOLVED(
            "Your reply to #%d is on its way, and the ticket is solved.",
            "Tu respuesta a #%d va en camino, y el ticket está resuelto."),
    PENDING(
            "Your reply to #%d is on its way, and the ticket waits for the customer.",
            "Tu respuesta a #%d va en camino, y el ticket espera al cliente."),
    NOTED("Your note on #%d is kept.", "Tu nota en #%d está guardada."),
    ASSIGNED("The assignee of #%d is changed.", "Cambió el responsable de #%d."),
    MOVED("The state of #%d is changed.", "Cambió el estado de #%d."),
    REQUESTER_CHANGED(
            "#%d has another requester now. Answers go to them.",
            "#%d tiene ahora otro solicitante. Las respuestas van a esa persona."),
    MERGED("#%d was merged into this ticket.", "#%d se unió a este ticket."),
    UNMERGED(
            "#%d stands by itself again. What came for it meanwhile stays in the other ticket.",
            "#%d vuelve a estar aparte. Lo que llegó para él mientras tanto queda en el otro ticket."),
    NOT_UNMERGED(
            true,
            "There is no merge to undo: somebody did so already.",
            "No hay unión que deshacer: alguien ya lo hizo."),
    SPLIT_OFF(
            "What was split off #%d is a ticket of its own now.", "Lo que se separó de #%d es ahora un ticket aparte."),
    UNSPLIT(
            "What was split off as #%d is back in this ticket.",
            "Lo que se separó como #%d está de vuelta en este ticket."),
    NOT_UNSPLIT(
            true,
            "There is no split to undo: somebody did so already.",
            "No hay separación que deshacer: alguien ya lo hizo."),
    LINKED("#%d is linked.", "#%d está enlazado."),
    UNLINKED("The link of #%d is removed.", "Se quitó el enlace de #%d."),
    TAGGED("The tags of #%d are saved.", "Se guardaron las etiquetas de #%d."),
    SORTED("#%d is sorted anew. Its clocks follow.", "#%d se clasificó de nuevo. Sus relojes lo siguen."),
    CLIMBED("#%d was handed up, and the customer is told.", "#%d se escaló, y se avisa al cliente."),
    PARTICIPANT_NAMED(
            "The address is on #%d now. It gets nothing until you copy it in.",
            "La dirección está ahora en #%d. No recibe nada hasta que la pongas en copia."),
    PARTICIPANT_COPIED("They get a copy of what is answered on #%d.", "Recibe copia de lo que se responde en #%d."),
    PARTICIPANT_REMOVED(
            "They are off #%d. What they write from now on is a ticket of its own.",
            "Ya no está en #%d. Lo que escriba desde ahora es un ticket aparte."),
    DRAFT_KEPT(
            "What you wrote on #%d is kept as your draft. Nothing was sent.",
            "Lo que escribiste en #%d queda como tu borrador. No se envió nada."),
    DRAFT_DISCARDED(
            "Your draft on #%d is discarded, its files too. You can bring it back beside the field, within an hour.",
            "Tu borrador en #%d se descartó, con sus archivos. Puedes recuperarlo junto al campo durante una hora."),
    DRAFT_BACK("Your draft on #%d is back.", "Tu borrador en #%d está de vuelta."),
    DRAFT_NOT_BACK(
            true,
            "There is no draft to bring back on #%d: its hour is over, or you have written anew since.",
            "No hay borrador que recuperar en #%d: pasó su hora, o escribiste algo nuevo desde entonces."),
    SCHEDULED(
            "Your reply to #%d waits for its time. It is a draft again if the customer writes first.",
            "Tu respuesta a #%d espera su hora. Vuelve a ser borrador si el cliente escribe antes."),
    LEAVES_NOW("The reply to #%d is on its way.", "La respuesta a #%d va en camino."),
    RECALLED(
            "The reply on #%d is its writer’s draft again.",
            "La respuesta en #%d vuelve a ser borrador de quien la escribió."),
    UNDONE(
            "Taken back. Your words are in the reply box again.",
            "Deshecho. Tus palabras están otra vez en el campo de respuesta."),
    NOT_UNDONE(
            true,
            "It was too late to take it back: it is on its way, or it is not yours.",
            "Era tarde para deshacerlo: va en camino, o no es tuyo."),
    VIEW_KEPT("The view is kept. It stands in the menu.", "La vista está guardada. Aparece en el menú."),
    VIEW_CHANGED("The view is changed.", "La vista está cambiada."),
    VIEW_REMOVED(
            "The view is taken away. Its filter stands below: keep it again to have it back.",
            "La vista se quitó. Su filtro está abajo: guárdalo otra vez para recuperarla."),
    MACRO_KEPT(
            "The macro is kept. It stands in the menu beside what you write.",
            "La macro está guardada. Aparece en el menú junto a lo que escribes."),
    MACRO_CHANGED("The macro is changed.", "La macro está cambiada."),
    MACRO_REMOVED(
            "The macro is taken away. It can be brought back for 30 days, from the end of this page.",
            "La macro se quitó. Se puede recuperar durante 30 días, al final de esta página."),
    ARTICLE_KEPT(
            "The article is kept as a draft. Publish it from here once it is ready.",
            "El artículo está guardado como borrador. Publícalo desde aquí cuando esté listo."),
    ARTICLE_CHANGED("The article is saved.", "El artículo está guardado."),
    ARTICLE_SHOWN(
            "The article is saved, and readers see it as it is now. What it said before stands below.",
            "El artículo está guardado y los lectores lo ven como está ahora. Lo que decía antes está abajo."),
    ARTICLE_PUBLISHED("The article is published.", "El artículo está publicado."),
    ARTICLE_ARCHIVED(
            "The article is archived: nobody is sent there any more. It can be published again from here.",
            "El artículo está archivado: ya no se envía a nadie allí. Se puede publicar otra vez desde aquí."),
    ARTICLE_DRAFT("The article is a draft again.", "El artículo vuelve a ser un borrador."),
    ARTICLE_TAKEN_BACK(
            "The article says again what it said then.", "El artículo vuelve a decir lo que decía entonces."),
    ARTICLE_OVERTAKEN(
            true,
            "Nothing was changed: somebody else changed the article meanwhile. Look at it as it is now, then try again.",
            "No se cambió nada: alguien cambió el artículo mientras tanto. Míralo como está ahora e inténtalo otra vez."),
    ARTICLE_LINKED("The article is linked to #%d.", "El artículo está enlazado con #%d."),
    ARTICLE_UNLINKED(
            "The article is off #%d. It can be put back beside the ticket, under Articles.",
            "El artículo ya no está en #%d. Se puede volver a poner junto al ticket, en Artículos."),
    RULE_KEPT(
            "The rule is kept, switched off. Below stands what it would do; switch it on from the list of rules.",
            "La regla está guardada, desactivada. Abajo está lo que haría; actívala desde la lista de reglas."),
    RULE_CHANGED(
            "The rule is changed. Below stands what it would do now.",
            "La regla está cambiada. Abajo está lo que haría ahora."),
    RULE_ON("The rule is on.", "La regla está activada."),
    RULE_OFF("The rule is off. What it did stays.", "La regla está desactivada. Lo que hizo se queda."),
    RULE_REMOVED(
            "The rule is removed. It can be brought back from the end of this page.",
            "La regla se quitó. Se puede recuperar al final de esta página."),
    RULE_RETURNED(
            "The rule is back, in the last place and switched off.",
            "La regla está de vuelta, en el último lugar y desactivada."),
    WEBHOOK_CHANGED("The webhook is changed.", "El webhook está cambiado."),
    WEBHOOK_ON(
            "The webhook is on. What waited goes on its way.", "El webhook está activado. Lo que esperaba sale ahora."),
    WEBHOOK_OFF(
            "The webhook is off. It is told of nothing new, and what waits is kept.",
            "El webhook está desactivado. No se le avisa de nada nuevo, y lo que espera se guarda."),
    WEBHOOK_REMOVED(
            "The webhook is removed. It can be brought back from the end of this page.",
            "El webhook se quitó. Se puede recuperar al final de esta página."),
    WEBHOOK_RETURNED("The webhook is back, switched off.", "El webhook está de vuelta, desactivado."),
    WEBHOOK_REPLAYED("%d sent on their way again.", "%d enviados otra vez."),
    WEBHOOK_NOT_REPLAYED(
            true,
            "Nothing was sent again: it is on its way just now, or is kept no more.",
            "No se envió nada otra vez: va en camino ahora mismo, o ya no se guarda."),
    FOLLOWED("You follow #%d. It stands under Followed in the menu.", "Sigues #%d. Aparece en Seguidos, en el menú."),
    UNFOLLOWED("You follow #%d no more.", "Ya no sigues #%d."),
    SIDE_BEGUN(
            "The side conversation on #%d is begun: the mail is on its way. The customer sees nothing of it.",
            "La conversación aparte de #%d está iniciada: el correo va en camino. El cliente no ve nada de ella."),
    SIDE_WRITTEN("The mail is on its way.", "El correo va en camino."),
    SIDE_CLOSED("The side conversation is closed.", "La conversación aparte está cerrada."),
    SIDE_OPEN("The side conversation is open again.", "La conversación aparte está abierta de nuevo."),
    TASK_ADDED("The task on #%d is added.", "Se agregó la tarea en #%d."),
    TASK_DONE(
            "The task on #%d is done. To take that back, press it again among the done ones of the ticket.",
            "La tarea en #%d está hecha. Para deshacerlo, púlsala otra vez entre las hechas del ticket."),
    TASK_OPEN("The task on #%d is to be done again.", "La tarea en #%d vuelve a estar por hacer."),
    TASK_TAKEN("The task on #%d is yours.", "La tarea en #%d es tuya."),
    TASK_REMOVED("The task on #%d is taken away.", "Se quitó la tarea de #%d."),
    TASK_ELSEWHERE(
            true,
            "Nothing was changed: the task’s ticket was merged into another, or you cannot be given it.",
            "No se cambió nada: el ticket de la tarea se unió a otro, o no se te puede dar."),
    NOTHING_IN_BULK(
            true,
            "Nothing was changed: there is nothing of it to try again or to take back.",
            "No se cambió nada: no queda nada que reintentar ni que revertir."),
    RESENT("It is sent again.", "Se envía de nuevo."),
    NOT_RESENT(
            true,
            "It could not be sent again: it is on its way already, or it is held back.",
            "No se pudo enviar de nuevo: ya va en camino, o está retenido."),
    HANDED_OVER(
            "Thank you. It was handed to the Safety Team, who have been called.",
            "Gracias. Se entregó al equipo de protección, al que ya se llamó."),
    CALL_HANDED_OVER(
            "The call is kept. It may be about a child in danger, so it was handed to the Safety Team.",
            "La llamada está guardada. Puede tratar de un menor en peligro, así que se entregó al equipo de protección."),
    CALL_NOTED("The call is noted as #%d.", "La llamada está anotada como #%d."),
    CALL_WAITS(
            "The call is kept and becomes a ticket in a moment.",
            "La llamada está guardada y en un momento se convierte en ticket."),
    CALL_WAITS_WITHOUT_FILES(
            true,
            "The call is kept and becomes a ticket in a moment. Its files were not kept: attach them to a note on that ticket.",
            "La llamada está guardada y en un momento se convierte en ticket. Sus archivos no se guardaron: adjúntalos a una nota en ese ticket."),
    CALL_NOT_COVERED(
            true,
            "The call is noted as #%d, but this customer's plan has no phone support. Answer by e-mail; a safety matter is taken from anybody.",
            "La llamada está anotada como #%d, pero el plan de este cliente no incluye atención por teléfono. Responde por correo; un asunto de protección se recibe de cualquiera."),
    AGE_STATED("The age is kept, with your reason.", "La edad está guardada, con tu motivo."),
    PARENT_ASKED(
            "The parent is asked. What they answer shows on #%d.",
            "Se preguntó al padre o madre. Su respuesta se verá en #%d."),
    PROOF_ASKED(
            "They are asked by mail to show that the address is theirs. It shows on #%d.",
            "Se pidió por correo demostrar que la dirección es suya. Se verá en #%d."),
    CALL_RECORDED(
            "What the parent answered is kept. It shows on #%d.",
            "La respuesta del padre o madre está guardada. Se ve en #%d."),
    CALL_TOO_LATE(
            true,
            "Nothing was kept: the question to this parent has ended or was answered. See #%d.",
            "No se guardó nada: la pregunta a este padre o madre terminó o ya se respondió. Mira #%d."),
    PAPER_CHECKED(
            "The paper is checked and deleted. The parent is told.",
            "El papel está revisado y eliminado. Se avisa al padre o madre."),
    FORM_CHECKED("The form is checked. The parent is told.", "El formulario está revisado. Se avisa al padre o madre."),
    FORM_GONE(
            true,
            "Nothing was changed: this form was checked already, or its request has ended.",
            "No se cambió nada: este formulario ya se revisó, o su solicitud terminó."),
    NAMES_SHOWN(
            "You see the names now. It is recorded that you looked.",
            "Ahora ves los nombres. Queda registrado que los miraste."),
    STOP_LIFTED(
            "Mail goes to this address again. Whoever was waiting to write there can send it now.",
            "El correo vuelve a ir a esta dirección. Quien esperaba para escribir allí ya puede enviarlo."),
    RETRIED("The message is tried again.", "El mensaje se intenta de nuevo."),
    NOT_RETRIED(
            true,
            "The message was not tried again: somebody did so already, or it became a ticket.",
            "El mensaje no se intentó de nuevo: alguien ya lo hizo, o se convirtió en ticket."),
    ACKNOWLEDGED("You have case %d in hand.", "El caso %d está en tus manos."),
    CASE_SAVED("It is kept in case %d.", "Está guardado en el caso %d."),
    LEVEL_CHANGED("The level of case %d is changed.", "Cambió el nivel del caso %d."),
    PROPOSED(
            "Nothing in case %d has changed yet: a second trained person has to confirm it.",
            "En el caso %d todavía no cambió nada: una segunda persona capacitada tiene que confirmarlo."),
    CONFIRMED("What was proposed for case %d is done.", "Lo propuesto para el caso %d está hecho."),
    DECLINED("It was declined. Nothing in case %d has changed.", "Se rechazó. En el caso %d no cambió nada."),
    ANSWER_SENT("The answer to the child of case %d is on its way.", "La respuesta al menor del caso %d va en camino."),
    ANSWER_WAITS(
            "It is kept in case %d. Nothing was sent: read it once more below, exactly as it would go out.",
            "Está guardado en el caso %d. No se envió nada: léelo una vez más abajo, tal como saldría."),
    ANSWER_DECLINED("It was declined. Nothing was sent from case %d.", "Se rechazó. No se envió nada del caso %d."),
    CASE_CLOSED(
            "Case %d is closed. Its ticket stays behind the wall.",
            "El caso %d está cerrado. Su ticket sigue tras el muro."),
    RELEASED(
            "Case %d is released. Its ticket is back with the desk.",
            "El caso %d está liberado. Su ticket vuelve a la mesa de ayuda."),
    SHIFT_SAVED("The shift is saved.", "El turno está guardado."),
    SHIFT_REMOVED("The shift is off the rota.", "El turno ya no está en el calendario."),
    DRILL_STARTED(
            "The drill runs. Whoever is on duty is being called.",
            "El simulacro está en marcha. Se llama a quien está de guardia."),
    DRILL_MISSED(
            true,
            "The drill runs, but screening did not find what was put before it. Tell whoever runs the desk at once.",
            "El simulacro está en marcha, pero la revisión de seguridad no encontró lo que se le puso delante. Avisa de inmediato a quien administra la mesa de ayuda."),
    ALARM_ACKNOWLEDGED(
            "The alarm is in your hands. Nobody else is called for it.",
            "La alarma está en tus manos. No se llama a nadie más."),
    FILE_ASKED(
            "Your request is kept in case %d. A second trained person has to grant it.",
            "Tu solicitud está guardada en el caso %d. Una segunda persona capacitada tiene que concederla."),
    FILE_GRANTED(
            "The file is open to whoever asked, for half an hour.",
            "El archivo está abierto para quien lo pidió, durante media hora."),
    FILE_MARKED(
            "The file is marked and shown to nobody any more. Report it by its hash.",
            "El archivo está marcado y ya no se muestra a nadie. Denúncialo por su hash."),
    GLASS_ASKED(
            "Your request is kept. The Safety Team has been told and decides.",
            "Tu solicitud está guardada. Se avisó al equipo de protección, que decide."),
    GLASS_GRANTED(
            "The case is open to whoever asked, for a short time. Every reading is recorded.",
            "El caso está abierto para quien lo pidió, por poco tiempo. Cada lectura queda registrada."),
    GLASS_DECLINED("The request is declined.", "La solicitud está rechazada."),
    NOTHING_TO_ANSWER(
            true,
            "Nothing was changed: there is nothing to answer here any more.",
            "No se cambió nada: aquí ya no hay nada que responder."),
    REREAD("Thank you. It is kept that you read it.", "Gracias. Queda registrado que lo leíste."),
    SAVED("Saved.", "Guardado."),
    LINK_BY_MAIL(
            "The link went by mail to them alone, since the account sees safety cases. All who see cases were told.",
            "El enlace fue por correo solo a esa persona, porque la cuenta ve casos de protección. Se avisó a todos los que ven casos."),
    NOT_A_DAY(
            true,
            "Nothing was saved: enter the last day of the training, such as 2027-06-30.",
            "No se guardó nada: indica el último día de la capacitación, por ejemplo 2027-06-30."),
    NOT_ATTENDING(
            true,
            "Nothing was saved: enter a number of tickets from 0 to 100, and a time of return that is still to come or none.",
            "No se guardó nada: indica un número de tickets de 0 a 100, y una hora de regreso que esté por venir o ninguna."),
    PICTURE_KEPT(
            true,
            "This picture stays closed. It may tell where it was taken, and the desk cannot take that out of files of its kind. Ask for it as JPEG or PNG.",
            "Esta imagen sigue cerrada. Puede decir dónde se tomó, y eso no se puede quitar de archivos de su tipo. Pídela como JPEG o PNG."),
    FILE_LINK_OVER(
            true,
            "The link to that file had run out. Open the file again from here.",
            "El enlace a ese archivo había vencido. Abre el archivo otra vez desde aquí."),
    SUPPLIER_ENDED(
            "The entry is ended. Nothing ordinary goes there any more.",
            "La entrada está terminada. Allí ya no va nada habitual."),
    SUPPLIER_RESUMED("The entry counts again.", "La entrada vuelve a valer."),
    PASSWORD(
            "Your password is changed. Every other place is signed out.",
            "Tu contraseña está cambiada. En los demás lugares se cerró la sesión."),
    TOKEN_GONE(
            true,
            "Nothing was changed: that token was revoked before.",
            "No se cambió nada: ese token ya estaba revocado."),
    REVOKED("The token is revoked. It opens nothing any more.", "El token está revocado. Ya no abre nada."),
    ERASURE_ASKED(
            "The erasure is in hand. It waits for the days that every erasure waits, and then runs by itself.",
            "El borrado está en marcha. Espera los días que espera todo borrado, y luego se hace solo."),
    ERASURE_CALLED_OFF(
            "The erasure is called off. Nothing was deleted.", "El borrado está cancelado. No se eliminó nada."),
    ERASURE_TOO_LATE(
            true,
            "Nothing was changed: the erasure has begun, or was called off before.",
            "No se cambió nada: el borrado ya empezó, o se canceló antes."),
    COPY_ASKED(
            "The copy is being made. Load this page again in a moment.",
            "La copia se está haciendo. Carga esta página de nuevo en un momento."),
    PUBLISHED("Version %d is in force.", "La versión %d está en vigor."),
    UNCHANGED(
            "Nothing was published: version %d already says just that.",
            "No se publicó nada: la versión %d ya dice justo eso.");

    private final boolean problem;
    private final String english;
    private final String spanish;

    Said(String english, String spanish) {
        this(false, english, spanish);
    }

    Said(boolean problem, String english, String spanish) {
        this.problem = problem;
        this.english = english;
        this.spanish = spanish;
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
                        String.format(
                                Locale.ROOT,
                                say(said.english, said.spanish),
                                Long.parseLong(cookie.substring(dot + 1))));
            }
        }
        return null;
    }
}
