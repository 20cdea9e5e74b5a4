/// Where an organisation is told of what is new (CONVENTIONS §12).
package struct Webhook: Sendable, Equatable {
    package enum State: String, CaseIterable, Sendable {
        case active, disabled
    }

    /// What signs its deliveries, as Standard Webhooks spells it: `whsec_` and base64.
    package struct Secret: Sendable, Equatable {
        package let text: String
        /// Until when it signs beside the one that took its place; nil for the present one.
        package var until: Timestamp?

        package init(_ text: String, until: Timestamp? = nil) {
            self.text = text
            self.until = until
        }
    }

    package let id: ID<Webhook>
    package var revision = 1
    package let createdAt: Timestamp
    package var updatedAt: Timestamp
    package let owner: ID<Organisation>
    package var url: String
    /// Empty for all.
    package var events: [Notice.Kind] = []
    /// Empty for all.
    package var arenas: [ID<Arena>] = []
    package var state = State.active
    package var disabledReason: String?
    /// The present one first.
    package var secrets: [Secret]
    /// The last notice that it is done with, whether it was told of it or not.
    package var doneThrough: UInt64
    package var lastSuccessAt: Timestamp?
    /// Since when no delivery has succeeded; nil where the last one has.
    package var failingSince: Timestamp?

    package init(
        id: ID<Webhook>, createdAt: Timestamp, owner: ID<Organisation>, url: String,
        secret: Secret, after notice: UInt64
    ) {
        self.id = id
        self.createdAt = createdAt
        updatedAt = createdAt
        self.owner = owner
        self.url = url
        secrets = [secret]
        doneThrough = notice
    }

    /// How long a secret that was replaced signs on, in seconds.
    package static let overlapSeconds: Int64 = 24 * 3600

    /// Those that sign at that time.
    package func secrets(at time: Timestamp) -> [Secret] {
        secrets.filter { $0.until.map { time < $0 } ?? true }
    }
}
