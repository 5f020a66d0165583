package org.nightlight.desk;

import static org.nightlight.shared.Spoken.say;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** What the desk has to do by itself, what of it failed, and where somebody can see to it. */
@Controller
class JobsController {
    /** So many failed mails are named. */
    private static final int FAILED = 5;

    private final Frame frame;
    private final JobStore jobs;
    private final Database database;

    JobsController(Frame frame, JobStore jobs, Database database) {
        this.frame = frame;
        this.jobs = jobs;
        this.database = database;
    }

    private record Found(Map<String, JobStore.Work> work, List<JobStore.FailedMail> mail) {}

    /** Whoever looks, also one of the Safety Team: this page counts what the whole desk sees, so that it tells of no case. */
    @GetMapping("/desk/admin/jobs")
    ModelAndView show(Visit visit) {
        Found found = database.read(
                Clearance.DESK, () -> new Found(jobs.all(frame.now()), jobs.failedMail(frame.now(), FAILED)));
        Map<String, JobStore.Work> all = found.work();
        return frame.page(visit, Chrome.Place.JOBS, "desk/adminJobs", chrome -> {
            Words words = frame.words();
            return new JobsPage(
                    chrome,
                    List.of(
                            line(
                                    all,
                                    words,
                                    "mail",
                                    say("Mail to customers", "Correo a clientes"),
                                    say(
                                            "Waits for the mail server and is tried again with growing pauses. What failed in the last 7 days is sent again from its ticket.",
                                            "Espera al servidor de correo y se reintenta con pausas crecientes. Lo que falló en los últimos 7 días se reenvía desde su ticket."),
                                    "/desk/admin/sending",
                                    say("How our mail is sent", "Cómo se envía nuestro correo")),
                            line(
                                    all,
                                    words,
                                    "later",
                                    say("Replies that leave later", "Respuestas que salen más tarde"),
                                    say(
                                            "Their writers chose a time. Each is a draft again when the customer writes first.",
                                            "Quien las escribió eligió una hora. Cada una vuelve a ser borrador si el cliente escribe antes."),
                                    null,
                                    ""),
                            line(
                                    all,
                                    words,
                                    "inbound",
                                    say("Mail that could not be read", "Correo que no se pudo leer"),
                                    say(
                                            "Kept as it came, screened, and without a ticket until somebody looks.",
                                            "Guardado tal como llegó, revisado y sin ticket hasta que alguien lo mire."),
                                    "/desk/inbound",
                                    say("Look and try again", "Mirar y reintentar")),
                            line(
                                    all,
                                    words,
                                    "bulk",
                                    say("Changes to many tickets", "Cambios de muchos tickets"),
                                    say(
                                            "Run ticket by ticket. Whoever asked sees progress and refusals, and can try again or take back.",
                                            "Avanzan ticket por ticket. Quien los pidió ve el progreso y los rechazos, y puede reintentar o deshacer."),
                                    "/desk/bulk-jobs",
                                    say("Yours", "Los tuyos")),
                            line(
                                    all,
                                    words,
                                    "rules",
                                    say("Changes at which rules look", "Cambios que miran las reglas"),
                                    say(
                                            "A rule that fails on a ticket looks again after a minute, four times; then the ticket says so.",
                                            "Una regla que falla en un ticket vuelve a mirar tras un minuto, cuatro veces; después el ticket lo dice."),
                                    "/desk/admin/rules",
                                    say("Rules", "Reglas")),
                            line(
                                    all,
                                    words,
                                    "webhooks",
                                    say("What webhooks are told", "Avisos a webhooks"),
                                    say(
                                            "Tried again for a day, then given up until somebody sends it again.",
                                            "Se reintenta durante un día; después queda hasta que alguien lo reenvíe."),
                                    "/desk/admin/webhooks",
                                    say("See why and send again", "Ver por qué y reenviar")),
                            line(
                                    all,
                                    words,
                                    "told",
                                    say(
                                            "Mail to staff about mentions and tasks",
                                            "Correo al personal sobre menciones y tareas"),
                                    say(
                                            "Waits while somebody is at the desk, or has quiet hours.",
                                            "Espera mientras alguien está en la mesa de ayuda o en horas de silencio."),
                                    null,
                                    ""),
                            line(
                                    all,
                                    words,
                                    "copies",
                                    say("Copies of somebody’s data", "Copias de los datos de alguien"),
                                    say(
                                            "Made room by room, and tried again by themselves.",
                                            "Se hacen por partes y se reintentan solas."),
                                    "/desk/admin/records",
                                    say("Where data is", "Dónde están los datos")),
                            line(
                                    all,
                                    words,
                                    "files",
                                    say("Files on their way to the file store", "Archivos en camino al almacén"),
                                    say(
                                            "They lie in the database until the store has taken them. Administrators are told when it takes none.",
                                            "Están en la base de datos hasta que el almacén los recibe. Se avisa a administración si no recibe ninguno."),
                                    null,
                                    "")),
                    found.mail().stream()
                            .map(mail -> new JobsPage.Failed(
                                    Words.number(mail.ticketId()), "/desk/tickets/" + mail.ticketId(), mail.reason()))
                            .toList());
        });
    }

    private static JobsPage.Line line(
            Map<String, JobStore.Work> all,
            Words words,
            String key,
            String name,
            String about,
            @Nullable String address,
            String leads) {
        JobStore.Work work = all.getOrDefault(key, JobStore.Work.NONE);
        return new JobsPage.Line(
                key,
                name,
                about,
                count(work.waiting()),
                work.oldest() == null ? null : words.when(work.oldest()),
                count(work.failing()),
                count(work.failed()),
                address,
                leads);
    }

    private static String count(int number) {
        return number == 0
                ? ""
                : number > JobStore.MOST
                        ? say("more than %d", "más de %d").formatted(JobStore.MOST)
                        : Integer.toString(number);
    }
}
