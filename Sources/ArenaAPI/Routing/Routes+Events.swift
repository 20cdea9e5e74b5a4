import ArenaCore
import HTTP
import JSON

extension Routes {
    static let events: [Route] = [
        Route(
            .get, "/v1/arenas/{arena}/events", "listArenaEvents", for: .anyone,
            "The events of an arena, by their beginning.",
            parameters: QueryParameter.eventsOfArena, answers: [.list(.event)], order: .byStart,
            .read(EventHandlers.list)),
        Route(
            .post, "/v1/arenas/{arena}/events", "createEvent", for: .scope(.post),
            "Arranges an event: for the arena's curators.",
            body: .json(.eventDraft), answers: [.created(.event)], .write(EventHandlers.create)),
        Route(
            .get, "/v1/events", "listEvents", for: .anyone,
            "The events of all arenas, by their beginning.",
            parameters: QueryParameter.events, answers: [.list(.event)], order: .byStart,
            .read(EventHandlers.list)),
        Route(
            .get, "/v1/events/{event}", "getEvent", for: .anyone, "One event.",
            answers: [.ok(.event)], .read(EventHandlers.get)),
        Route(
            .patch, "/v1/events/{event}", "updateEvent", for: .scope(.post),
            "Changes an event: for the arena's curators.",
            body: .patch(.event), answers: [.ok(.event)], .write(EventHandlers.edit)),
        Route(
            .delete, "/v1/events/{event}", "deleteEvent", for: .scope(.post),
            "Cancels an event, which stays in lists as cancelled.",
            answers: [.noContent], .write(EventHandlers.cancel)),
        Route(
            .get, "/v1/events/{event}/attendees", "listAttendees", for: .anyone,
            "Who comes to an event, as far as the caller may see it.",
            parameters: QueryParameter.attendees, answers: [.list(.attendance)],
            .read(AttendanceHandlers.list)),
        Route(
            .get, "/v1/events/{event}/attendees/{organisation}", "getAttendee", for: .anyone,
            "Whether an organisation comes to an event.",
            answers: [.ok(.attendance)], .read(AttendanceHandlers.get)),
        Route(
            .put, "/v1/events/{event}/attendees/{organisation}", "putAttendee",
            for: .scope(.post), "Says that one's organisation comes, and how many.",
            body: .json(.attendance, required: false),
            answers: [.ok(.attendance), .created(.attendance)], .write(AttendanceHandlers.put)),
        Route(
            .delete, "/v1/events/{event}/attendees/{organisation}", "deleteAttendee",
            for: .scope(.post), "Takes it back; a curator or an admin takes any back.",
            answers: [.noContent], .write(AttendanceHandlers.remove)),
    ]
}
