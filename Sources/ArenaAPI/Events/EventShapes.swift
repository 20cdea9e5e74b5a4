import ArenaCore
import JSON

extension JSONShape {
    static let event = JSONShape(
        "Event", "A conference, exercise or meeting that an arena arranges.",
        JSONField.resource + [
            JSONField("arena", .reference(to: "Arena"), readOnly: true, "Whose it is.")
        ] + told + [state])

    static let eventDraft = JSONShape("EventDraft", "An event that is to be.", told)

    /// An event as an import brings it.
    static let eventLine = JSONShape(
        "EventLine", event.description,
        LineType.kept + [
            JSONField("arena", .reference(to: "Arena"), required: true, "Whose it is.")
        ] + told + [state])

    private static let state = JSONField(
        "state", .choice(Event.State.self),
        "Planned or cancelled. One that is cancelled stays in lists and calendars as such.",
        example: "planned")

    private static let told =
        [
            JSONField(
                "title", .text(min: 1, max: 300), required: true, "What it is called.",
                example: "Øvelse på Værnes"),
            JSONField(
                "kind", .choice(Event.Kind.self), "What kind it is; meeting where none is given.",
                example: "exercise"),
        ] + time + place + [
            JSONField(
                "agenda", .text(min: 1, max: 20_000), nullable: true,
                "What is to happen, in Markdown."),
            JSONField("lang", .language, "The language of the texts; nb where none is given."),
            JSONField(
                "rule", .choice(Event.Rule.self),
                "Under `chatham` only curators learn who comes.", example: "open"),
            JSONField(
                "tlp", .label, required: true, "Whom it is for.", example: "TLP:GREEN"),
        ]

    private static let time = [
        JSONField(
            "startsAt", .timestamp, required: true, "When it begins.",
            example: "2027-03-01T09:00:00Z"),
        JSONField("endsAt", .timestamp, nullable: true, "When it ends: not before it begins."),
        JSONField(
            "timeZone", .timeZone, "Where its clocks are, by a name of the IANA database.",
            example: "Europe/Oslo"),
    ]

    private static let place = [
        JSONField(
            "place", .text(min: 1, max: 300), nullable: true, "Where it is.",
            example: "Trondheim lufthavn, Værnes"),
        JSONField(
            "region", .code(.regions), nullable: true, "A code of /v1/vocabularies/regions.",
            example: "NO-50"),
        JSONField("url", .url, nullable: true, "Where there is more about it."),
    ]

    static let attendance = JSONShape(
        "Attendance", "That an organisation comes to an event.",
        JSONField.resource + [
            JSONField("event", .postID, readOnly: true, "The event."),
            JSONField("organisation", .reference(to: "Organisation"), readOnly: true, "Who comes."),
            persons,
        ])

    /// An attendance as an import brings it.
    static let attendanceLine = JSONShape(
        "AttendanceLine", attendance.description,
        LineType.kept + [
            JSONField("event", .postID, required: true, "The event."),
            JSONField(
                "organisation", .reference(to: "Organisation"), required: true, "Who comes."),
            persons,
        ])

    private static let persons = JSONField(
        "persons", .integer(min: 1, max: Int64(Attendance.personsMax)),
        "How many come; one where nothing is said.", example: 3)
}

extension View {
    func write(_ event: Event, to json: inout JSONWriter) {
        json.beginObject()
        writeFields(event, to: &json)
        json.endObject()
    }

    func writeFields(_ event: Event, to json: inout JSONWriter) {
        noteReading(of: event)
        let content = event.content
        json.resource(
            event.id, revision: event.revision, createdAt: event.createdAt,
            updatedAt: event.updatedAt)
        json.key("arena")
        writeReference(event.arena, to: &json)
        json.member("title", content.title)
        json.member("kind", content.kind.rawValue)
        json.member("startsAt", content.startsAt)
        json.member("endsAt", content.endsAt)
        json.member("timeZone", content.timeZone)
        json.member("place", content.place)
        json.member("region", content.region)
        json.member("url", content.url)
        json.member("agenda", content.agenda)
        json.member("lang", content.lang)
        json.member("rule", content.rule.rawValue)
        json.member("tlp", content.tlp.label)
        json.member("state", event.state.rawValue)
    }

    func write(_ attendance: Attendance, to json: inout JSONWriter) {
        json.beginObject()
        writeFields(attendance, to: &json)
        json.endObject()
    }

    func writeFields(_ attendance: Attendance, to json: inout JSONWriter) {
        json.resource(
            attendance.id, revision: attendance.revision, createdAt: attendance.createdAt,
            updatedAt: attendance.updatedAt)
        json.member("event", attendance.event)
        json.key("organisation")
        writeReference(attendance.organisation, to: &json)
        json.member("persons", attendance.persons)
    }
}
