/// A conference, exercise or meeting that an arena arranges (PRODUCT §2).
package struct Event: Sendable, Equatable {
    package enum Kind: String, CaseIterable, Sendable {
        case conference, exercise, meeting
        case fieldVisit = "field-visit"
        case webinar, course
    }

    /// Whether what is said there may be told with the name of who said it.
    package enum Rule: String, CaseIterable, Sendable {
        case open, chatham
    }

    package enum State: String, CaseIterable, Sendable {
        case planned, cancelled
    }

    /// What the arena's curators tell.
    package struct Content: Sendable, Equatable {
        package var title: String
        package var kind = Kind.meeting
        package var startsAt: Timestamp
        package var endsAt: Timestamp?
        /// A name of the IANA time zone database: where its clocks are.
        package var timeZone = TimeZoneName.norway
        package var place: String?
        /// A code of the vocabulary.
        package var region: String?
        package var url: String?
        package var agenda: String?
        package var lang = "nb"
        package var rule = Rule.open
        package var tlp: TLP

        package init(title: String, startsAt: Timestamp, tlp: TLP) {
            self.title = title
            self.startsAt = startsAt
            self.tlp = tlp
        }
    }

    package let id: ID<Event>
    package var revision = 1
    package let createdAt: Timestamp
    package var updatedAt: Timestamp
    package var arena: ID<Arena>
    package var content: Content
    package var state = State.planned

    package init(id: ID<Event>, createdAt: Timestamp, arena: ID<Arena>, content: Content) {
        self.id = id
        self.createdAt = createdAt
        updatedAt = createdAt
        self.arena = arena
        self.content = content
    }

    /// Where it stands among events: by its beginning.
    var timeKey: TimeKey<Event> { TimeKey(time: content.startsAt, id: id) }
}
