/// That an organisation comes to an event: one an organisation and event (PRODUCT §2).
package struct Attendance: Sendable, Equatable {
    package static let personsMax = 10_000

    package let id: ID<Attendance>
    package var revision = 1
    package let createdAt: Timestamp
    package var updatedAt: Timestamp
    package let event: ID<Event>
    package let organisation: ID<Organisation>
    /// How many come: 1 to `personsMax`.
    package var persons: Int

    package init(
        id: ID<Attendance>, createdAt: Timestamp, event: ID<Event>,
        organisation: ID<Organisation>, persons: Int
    ) {
        self.id = id
        self.createdAt = createdAt
        updatedAt = createdAt
        self.event = event
        self.organisation = organisation
        self.persons = persons
    }

    /// Where it stands in the list of its event: in the order in which they came about.
    var timeKey: TimeKey<Organisation> { TimeKey(time: createdAt, id: organisation) }
}

extension Attendance {
    package struct Key: TrieKey {
        package let event: ID<Event>
        package let organisation: ID<Organisation>

        package init(event: ID<Event>, organisation: ID<Organisation>) {
            self.event = event
            self.organisation = organisation
        }
    }

    package var key: Key { Key(event: event, organisation: organisation) }
}
