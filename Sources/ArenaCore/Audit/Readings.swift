/// Where it is noted what an admin is shown that belongs in the audit log: content of AMBER and
/// stricter posts and events (PRODUCT §4). From any thread.
package protocol Readings: AnyObject, Sendable {
    func note(_ post: ID<Post>)
    func note(_ event: ID<Event>)
    /// All that there is, as an export shows it.
    func noteAll()
}

extension View {
    /// To be called by whatever writes content of the post, or of what hangs on it, to an answer.
    package func noteReading(of post: Post) {
        guard let readings, post.audience.tlp >= .amber else { return }
        readings.note(post.id)
    }

    /// The same where only the post's id is at hand; with the label of what hangs on it.
    package func noteReading(of id: ID<Post>, with tlp: TLP = .clear) {
        guard let readings else { return }
        if max(tlp, state.posts[id]?.value.audience.tlp ?? .clear) >= .amber { readings.note(id) }
    }

    /// The same of an event.
    package func noteReading(of event: Event) {
        guard let readings, event.content.tlp >= .amber else { return }
        readings.note(event.id)
    }

    /// To be called by whatever writes all that there is to an answer.
    package func noteReadingOfAll() { readings?.noteAll() }
}

extension Write {
    /// An admin was shown the post, or what hangs on it, as it is.
    package mutating func noteReading(of post: ID<Post>) {
        if state.posts[post]?.value.audience.tlp ?? .clear >= .amber {
            note("post.read", .reading([post]))
        }
    }

    /// What an admin was shown, which changes nothing but the audit log; no posts where it was all
    /// that there is.
    package mutating func noteReading(of posts: [ID<Post>]) {
        note(posts.isEmpty ? "export.read" : "post.read", .reading(posts))
    }

    /// The same of events.
    package mutating func noteReading(of events: [ID<Event>]) {
        note("event.read", .eventReading(events))
    }
}
