package org.nightlight.desk;

import static org.nightlight.shared.Spoken.say;

import java.time.DayOfWeek;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.nightlight.playbook.Category;
import org.nightlight.playbook.ConsentRules;
import org.nightlight.playbook.Giving;
import org.nightlight.playbook.Ladder;
import org.nightlight.playbook.Notice;
import org.nightlight.playbook.Playbook;
import org.nightlight.playbook.SafetyRules;
import org.nightlight.playbook.Skill;
import org.nightlight.playbook.SupportHours;
import org.nightlight.playbook.Target;
import org.nightlight.playbook.Team;
import org.nightlight.playbook.Times;
import org.nightlight.shared.Spoken;

/** A playbook laid out for reading, part by part. */
record PlaybookSections(Playbook playbook) {
    List<AdminPlaybookPage.Section> all() {
        List<AdminPlaybookPage.Section> all = new ArrayList<>();
        all.add(brand());
        all.add(notice());
        all.add(hours());
        all.add(tiers());
        all.add(categories());
        all.add(ladders());
        all.add(safety());
        all.add(consent());
        all.add(retention());
        all.add(teams());
        if (!playbook.skills().isEmpty()) {
            all.add(skills());
        }
        all.add(templates());
        return all;
    }

    private AdminPlaybookPage.Section brand() {
        return section(
                say("Brand and ways in", "Marca y vías de entrada"),
                say(
                        "Who we are, where customers reach us, and which plan may use which way.",
                        "Quiénes somos, cómo nos contactan los clientes y qué plan puede usar qué vía."),
                table(
                        say("Addresses", "Direcciones"),
                        List.of(say("What", "Qué"), say("Address", "Dirección")),
                        List.of(
                                List.of(say("Brand", "Marca"), playbook.brand().name()),
                                List.of(
                                        say("Customers write to", "Los clientes escriben a"),
                                        playbook.addresses().support().value()),
                                List.of(
                                        say("The Safety Team is alerted at", "Se avisa al equipo de protección en"),
                                        playbook.addresses().safetyAlerts().value()))),
                table(
                        say("Ways in", "Vías de entrada"),
                        List.of(
                                say("Way", "Vía"),
                                say("Plans", "Planes"),
                                say("Safety matters", "Asuntos de protección")),
                        playbook.channels().values().stream()
                                .map(channel -> List.of(
                                        channel.label(),
                                        channel.tiers().size()
                                                        == playbook.tiers().size()
                                                ? say("all", "todos")
                                                : playbook.tiers().values().stream()
                                                        .filter(tier ->
                                                                channel.tiers().contains(tier.key()))
                                                        .map(tier -> tier.label())
                                                        .collect(Collectors.joining(", ")),
                                        channel.safetyFromAnybody()
                                                ? say("from anybody", "de cualquiera")
                                                : say("as the plan", "según el plan")))
                                .toList()));
    }

    private AdminPlaybookPage.Section notice() {
        Notice notice = playbook.notice();
        return section(
                say("Online notice", "Aviso en línea"),
                say(
                        "What /privacy tells customers of us, and why the contact form asks for what it asks.",
                        "Lo que /privacy dice de nosotros a los clientes, y por qué el formulario de "
                                + "contacto pide lo que pide."),
                table(
                        say("Operators", "Operadores"),
                        List.of(
                                say("Name", "Nombre"),
                                say("Address", "Dirección"),
                                say("Telephone", "Teléfono"),
                                say("E-mail", "Correo")),
                        notice.operators().stream()
                                .map(it -> List.of(
                                        it.name(),
                                        it.address() == null ? say("not entered", "sin anotar") : it.address(),
                                        it.phone() == null ? say("not entered", "sin anotar") : it.phone(),
                                        it.email().value()))
                                .toList()),
                table(
                        say("Grounds", "Bases"),
                        List.of(say("What", "Qué"), say("As the playbook has it", "Según las reglas")),
                        List.of(
                                List.of(
                                        say("Data may be used because of", "Los datos se pueden usar por"),
                                        notice.basis().words()),
                                List.of(
                                        say("Customers are served in", "Se atiende a clientes en"),
                                        notice.countries().stream().sorted().collect(Collectors.joining(", "))))),
                table(
                        say("The contact form asks for", "El formulario de contacto pide"),
                        List.of(say("Field", "Campo"), say("Reason", "Motivo")),
                        notice.asks().entrySet().stream()
                                .map(it -> List.of(it.getKey(), it.getValue()))
                                .toList()));
    }

    private AdminPlaybookPage.Section hours() {
        SupportHours hours = playbook.hours();
        List<List<String>> week = new ArrayList<>();
        for (DayOfWeek day : DayOfWeek.values()) {
            String open = hours.weekly().getOrDefault(day, List.of()).stream()
                    .map(SupportHours.Block::text)
                    .collect(Collectors.joining(", "));
            week.add(List.of(
                    day.getDisplayName(TextStyle.FULL, Spoken.language()),
                    open.isEmpty() ? say("closed", "cerrado") : open));
        }
        return section(
                say("Support hours", "Horario de atención"),
                say("In the zone ", "En la zona ")
                        + hours.zone()
                        + say(
                                ". Business days are counted in these hours.",
                                ". Los días hábiles se cuentan en estas horas."),
                table(say("The week", "La semana"), List.of(say("Day", "Día"), say("Open", "Abierto")), week),
                table(
                        say("Holidays", "Feriados"),
                        List.of(say("Date", "Fecha"), say("Name", "Nombre")),
                        hours.holidays().entrySet().stream()
                                .map(day -> List.of(day.getKey().toString(), day.getValue()))
                                .toList()));
    }

    private AdminPlaybookPage.Section tiers() {
        return section(
                say("Tiers and times", "Planes y plazos"),
                say(
                        "Hours are clock hours; business days are counted in support hours.",
                        "Las horas son de reloj; los días hábiles se cuentan en horario de atención."),
                table(
                        "",
                        List.of(
                                say("Tier", "Plan"),
                                say("People", "Personas"),
                                say("First answer", "Primera respuesta"),
                                say("Solved", "Resuelto"),
                                say("Climbs after", "Sube tras")),
                        playbook.tiers().values().stream()
                                .map(tier -> List.of(
                                        tier.label(),
                                        tier.aroundTheClock()
                                                ? say("day and night", "día y noche")
                                                : say("in support hours", "en horario de atención"),
                                        tier.firstResponse().said(),
                                        tier.resolution().said(),
                                        tier.escalation().said()))
                                .toList()));
    }

    private AdminPlaybookPage.Section categories() {
        List<AdminPlaybookPage.Table> tables = new ArrayList<>();
        for (Category category : playbook.categories().values()) {
            tables.add(table(
                    category.label(),
                    List.of(say("Issue", "Asunto"), say("Starts at", "Empieza en"), say("Own times", "Plazos propios")),
                    category.issues().values().stream()
                            .map(issue -> List.of(
                                    issue.label(),
                                    EventWords.level(issue.landingLevel()),
                                    times(issue.times().orElse(category.times()))))
                            .toList()));
        }
        return new AdminPlaybookPage.Section(
                say("Categories and issues", "Categorías y asuntos"),
                say(
                        "What customers write about, and where it starts.",
                        "Sobre qué escriben los clientes y dónde empieza."),
                tables);
    }

    private AdminPlaybookPage.Section ladders() {
        Words words = new Words(playbook, java.time.Instant.EPOCH);
        List<AdminPlaybookPage.Table> tables = new ArrayList<>();
        for (Category category : playbook.categories().values()) {
            List<List<String>> rungs = new ArrayList<>();
            for (Ladder.Rung rung : category.ladder().rungs()) {
                rungs.add(List.of(
                        EventWords.level(rung.level()),
                        words.team(rung.team()),
                        rung.reasons().isEmpty()
                                ? say("the last level", "el último nivel")
                                : String.join("; ", rung.reasons().values())));
            }
            tables.add(table(
                    category.label(),
                    List.of(say("Level", "Nivel"), say("Team", "Equipo"), say("Goes up for", "Sube por")),
                    rungs));
        }
        return new AdminPlaybookPage.Section(
                say("Ladders", "Escaleras"),
                say("The way up, level by level.", "El camino hacia arriba, nivel por nivel."),
                tables);
    }

    private AdminPlaybookPage.Section safety() {
        Category category = playbook.safetyCategory();
        return section(
                say("Safety", "Protección"),
                say(
                        "For every tier, day and night. These clocks never pause.",
                        "Para todos los planes, día y noche. Estos plazos nunca se detienen."),
                table(
                        say("Times", "Plazos"),
                        List.of(say("Issue", "Asunto"), say("Times", "Plazos")),
                        playbook.safety().times().entrySet().stream()
                                .map(issue -> List.of(
                                        category.issues().containsKey(issue.getKey())
                                                ? category.issues()
                                                        .get(issue.getKey())
                                                        .label()
                                                : issue.getKey(),
                                        times(issue.getValue())))
                                .toList()),
                table(
                        say("An alert waits for an answer", "Un aviso espera respuesta"),
                        List.of(
                                say("Level", "Nivel"),
                                say("Before the next person is called", "Antes de llamar a la siguiente persona")),
                        playbook.safety().paging().entrySet().stream()
                                .map(wait -> List.of(
                                        wait.getKey().toUpperCase(java.util.Locale.ROOT),
                                        wait.getValue().toMinutes() + say(" minutes", " minutos")))
                                .toList()),
                table(
                        say("Mandatory report", "Deber de denunciar"),
                        List.of(say("What", "Qué"), say("From the first flag", "Desde la primera señal")),
                        List.of(
                                List.of(
                                        say(
                                                "The Safety Team is warned after",
                                                "Se advierte al equipo de protección tras"),
                                        text(playbook.safety().report().warnAfter())),
                                List.of(
                                        say("A report is made within", "La denuncia se hace en un máximo de"),
                                        text(playbook.safety().report().within())))),
                table(
                        say("Care for those who work on grave cases", "Cuidado de quienes trabajan en casos graves"),
                        List.of(say("What", "Qué"), say("How much", "Cuánto")),
                        care(playbook.safety().care())),
                table(
                        say("How the desk watches itself", "Cómo se vigila la mesa de ayuda"),
                        List.of(say("What", "Qué"), say("How much", "Cuánto")),
                        List.of(
                                List.of(
                                        say(
                                                "Messages with nothing found that a person reads all the same",
                                                "Mensajes sin hallazgos que una persona lee igual"),
                                        playbook.safety().watch().rereadPerThousand()
                                                + say(" in 1,000", " de cada 1000")),
                                List.of(
                                        say("A drill at the latest after", "Un simulacro a más tardar tras"),
                                        playbook.safety().watch().drillEvery().toDays() + say(" days", " días")),
                                List.of(
                                        say(
                                                "A report that waits for approval goes to a deputy after",
                                                "Una denuncia que espera aprobación pasa a suplente tras"),
                                        playbook.safety().watch().deputyAfter().toMinutes()
                                                + say(" minutes", " minutos")))),
                table(
                        say("Approved answers to a child", "Respuestas aprobadas a un niño o niña"),
                        List.of(say("Answer", "Respuesta"), say("Language", "Idioma"), say("Words", "Palabras")),
                        playbook.safety().answers().values().stream()
                                .flatMap(answer -> answer.texts().entrySet().stream()
                                        .map(text -> List.of(answer.name(), text.getKey(), text.getValue())))
                                .toList()),
                table(
                        say("Sealed evidence", "Pruebas selladas"),
                        List.of(say("What", "Qué"), say("For how long", "Por cuánto tiempo")),
                        List.of(List.of(
                                say(
                                        "Kept after its case was closed, or longer while a hold stands",
                                        "Se guardan tras cerrar su caso, o más mientras haya una retención vigente"),
                                playbook.safety().sealedDays() + say(" days", " días")))),
                table(
                        say("Crisis lines", "Líneas de crisis"),
                        List.of(say("Who", "Quién"), say("How", "Cómo")),
                        playbook.safety().crisisLines().stream()
                                .map(line -> List.of(line.name(), line.reach()))
                                .toList()));
    }

    private AdminPlaybookPage.Section retention() {
        return section(
                say("How long what is kept", "Cuánto tiempo se guarda cada cosa"),
                say("In force since ", "Vigente desde ")
                        + playbook.retention().dated()
                        + say(". Every erasure waits ", ". Cada borrado espera ")
                        + playbook.retention().erasureWaitDays()
                        + say(
                                " days. Customers read the same at /privacy/retention.",
                                " días. Los clientes leen lo mismo en /privacy/retention."),
                table(
                        say("Classes of record", "Clases de registro"),
                        List.of(
                                say("What", "Qué"),
                                say("Days", "Días"),
                                say("Counted from", "Se cuenta desde"),
                                say("What for", "Para qué"),
                                say("Why it is needed", "Por qué hace falta")),
                        playbook.retention().classes().values().stream()
                                .map(one -> List.of(
                                        one.label(),
                                        Integer.toString(one.days()),
                                        one.from(),
                                        one.purpose(),
                                        one.need()))
                                .toList()));
    }

    private static List<List<String>> care(SafetyRules.Care care) {
        return List.of(
                List.of(
                        say(
                                "Grave cases that one person takes in a shift, at most",
                                "Casos graves que una persona toma en un turno, como máximo"),
                        Integer.toString(care.casesPerShift())),
                List.of(
                        say(
                                "Looks at files of grave cases in a shift, a minute each, at most",
                                "Miradas a archivos de casos graves en un turno, un minuto cada una, como máximo"),
                        Integer.toString(care.mediaMinutes())),
                List.of(say("Rest after an emergency", "Descanso tras una emergencia"), text(care.pause())),
                List.of(say("A break-glass grant lasts", "Un acceso de emergencia dura"), text(care.breakGlass())));
    }

    private static String text(java.time.Duration length) {
        return new Target.ClockHours(length).said();
    }

    private AdminPlaybookPage.Section consent() {
        ConsentRules rules = playbook.consent();
        return section(
                say("Consent of parents", "Consentimiento de madres y padres"),
                say("These may only become stricter.", "Esto solo puede ser más estricto."),
                table(
                        say("Asking a parent", "Preguntar a madre o padre"),
                        List.of(say("What", "Qué"), say("How", "Cómo")),
                        List.of(
                                List.of(
                                        say(
                                                "Somebody of unknown age is treated as",
                                                "Alguien de edad desconocida se trata como"),
                                        rules.directedToChildren()
                                                ? say("a child under 13", "menor de 13")
                                                : say("of unknown age", "de edad desconocida")),
                                List.of(
                                        say(
                                                "Without an answer a parent’s address is deleted after",
                                                "Sin respuesta, la dirección de madre o padre se elimina tras"),
                                        rules.answerWithinDays() + say(" days", " días")),
                                List.of(
                                        say("The second mail waits", "El segundo correo espera"),
                                        text(rules.confirmAfter())),
                                List.of(
                                        say("A consent holds for", "Un consentimiento vale"),
                                        rules.lastsDays() + say(" days", " días")),
                                List.of(
                                        say("A child’s data may go to", "Los datos de un niño o niña pueden ir a"),
                                        rules.thirdParties().isEmpty()
                                                ? say("nobody", "nadie")
                                                : String.join("; ", rules.thirdParties())))));
    }

    private AdminPlaybookPage.Section teams() {
        return section(
                say("Teams", "Equipos"),
                say("Who works on tickets.", "Quién trabaja en los tickets."),
                table(
                        "",
                        List.of(say("Team", "Equipo"), say("Who", "Quién"), say("Tickets", "Tickets")),
                        playbook.teams().values().stream()
                                .map(team -> List.of(
                                        team.label(),
                                        team.software() ? say("software", "programa") : say("people", "personas"),
                                        given(team)))
                                .toList()));
    }

    private static String given(Team team) {
        Giving giving = team.giving();
        if (giving == null) {
            return team.software()
                    ? say("none", "ninguno")
                    : say("are taken, or given by a person", "se toman, o los da una persona");
        }
        return (giving.by() == Giving.By.ROUND_ROBIN
                        ? say("are given out in turn", "se reparten por turno")
                        : say("are given to whoever has most room", "se dan a quien tiene más lugar"))
                + (giving.ownHours() == null
                        ? ""
                        : say(", in hours of the team’s own", ", en horario propio del equipo"))
                + say("; back from somebody away after ", "; vuelven de alguien ausente tras ")
                + giving.returnsAfterText()
                + say("; for a skill they wait ", "; por una habilidad esperan ")
                + giving.skillWaitsText();
    }

    private AdminPlaybookPage.Section skills() {
        return section(
                say("Skills", "Habilidades"),
                say(
                        "What some people of a team can do and others cannot. Tickets given out by the desk go to them first.",
                        "Lo que algunas personas de un equipo saben hacer y otras no. Los tickets que reparte la mesa de ayuda van primero a ellas."),
                table(
                        "",
                        List.of(say("Skill", "Habilidad"), say("Asked for by tickets", "La piden los tickets")),
                        playbook.skills().values().stream()
                                .map(skill -> List.of(skill.label(), askedBy(skill)))
                                .toList()));
    }

    private static String askedBy(Skill skill) {
        List<String> reasons = new ArrayList<>();
        if (skill.language() != null) {
            reasons.add(say("written in %s", "escritos en %s").formatted(Words.language(skill.language())));
        }
        if (!skill.tags().isEmpty()) {
            reasons.add(say("tagged %s", "con la etiqueta %s").formatted(sorted(skill.tags())));
        }
        if (!skill.matters().isEmpty()) {
            reasons.add(say("about %s", "sobre %s").formatted(sorted(skill.matters())));
        }
        return String.join("; ", reasons);
    }

    private static String sorted(Set<String> keys) {
        return keys.stream().sorted().collect(Collectors.joining(", "));
    }

    private AdminPlaybookPage.Section templates() {
        return section(
                say("Templates", "Plantillas"),
                say("Words to start a reply from.", "Palabras para empezar una respuesta."),
                table(
                        "",
                        List.of(say("Template", "Plantilla"), say("Languages", "Idiomas"), say("Text", "Texto")),
                        playbook.templates().values().stream()
                                .map(template -> List.of(
                                        template.label(),
                                        String.join(", ", template.texts().keySet()),
                                        template.in(playbook.brand().language()).body()))
                                .toList()));
    }

    private static String times(Times times) {
        List<String> said = new ArrayList<>();
        add(said, say("first answer", "primera respuesta"), times.firstResponse());
        add(said, say("solved", "resuelto"), times.resolution());
        add(said, say("climbs after", "sube tras"), times.escalation());
        return said.isEmpty() ? say("as the tier", "según el plan") : String.join(", ", said);
    }

    private static void add(List<String> said, String what, @Nullable Target target) {
        if (target != null) {
            said.add(what + " " + target.said());
        }
    }

    private static AdminPlaybookPage.Section section(String title, String intro, AdminPlaybookPage.Table... tables) {
        return new AdminPlaybookPage.Section(title, intro, List.of(tables));
    }

    private static AdminPlaybookPage.Table table(String caption, List<String> headings, List<List<String>> rows) {
        return new AdminPlaybookPage.Table(caption, headings, rows);
    }
}
