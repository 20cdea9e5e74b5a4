import ArenaCore
import ArenaStore
import HTTP
import Synchronization

/// What one call shows an admin. From any thread.
final class CallReadings: Readings {
    private struct Noted {
        /// In the order they were shown, each once.
        var posts: [ID<Post>] = []
        var events: [ID<Event>] = []
        var isWhole = false
    }

    private let noted = Mutex(Noted())

    func note(_ post: ID<Post>) {
        noted.withLock { if !$0.posts.contains(post) { $0.posts.append(post) } }
    }

    func note(_ event: ID<Event>) {
        noted.withLock { if !$0.events.contains(event) { $0.events.append(event) } }
    }

    func noteAll() { noted.withLock { $0.isWhole = true } }

    /// Nil for nothing; no posts where it was all that there is.
    var posts: [ID<Post>]? {
        noted.withLock { $0.isWhole ? [] : $0.posts.isEmpty ? nil : $0.posts }
    }

    typealias Shown = (posts: [ID<Post>], events: [ID<Event>])

    /// What was shown since it was last taken; nil for nothing.
    func take() -> Shown? {
        noted.withLock { noted in
            if noted.posts.isEmpty, noted.events.isEmpty { return nil }
            defer { noted = Noted() }
            return (noted.posts, noted.events)
        }
    }

    var events: [ID<Event>] { noted.withLock { $0.isWhole ? [] : $0.events } }
}

/// What the audit log is told of a call.
extension Call {
    /// The request as the log names it, and the network that it came from.
    var origin: Change.Origin {
        Change.Origin(
            request: requestID, network: api.configuration.proxies.client(of: head).network)
    }

    /// The post that the path names, or on which hangs what it names, where an admin is shown it.
    var shownTarget: ID<Post>? {
        guard viewer.isAdmin else { return nil }
        if let post = path["post"] { return ID(post) }
        if let report = path["report"].flatMap({ ID<Report>($0) }) {
            return view.report(report)?.post
        }
        if let comment = path["comment"].flatMap({ ID<Post.Comment>($0) }) {
            return view.comment(comment)?.post
        }
        if let followUp = path["follow-up"].flatMap({ ID<FollowUp>($0) }) {
            return view.followUp(followUp)?.post
        }
        return path["request"].flatMap { ID<ReleaseRequest>($0) }.flatMap(view.release)?.post
    }

    /// Gives an answer; where it shows an admin what belongs in the audit log, when that is sure
    /// to have it.
    func told(_ response: HTTPResponse) -> HTTPAnswer {
        let readings = view.readings as? CallReadings
        let events = readings?.events ?? []
        let posts = readings?.posts
        if posts == nil, events.isEmpty { return .now(finished(response)) }
        api.writeThisRound(as: viewer, from: origin, secretIDs: 0) {
            (write: inout Write) throws(Refusal) in
            if let posts { write.noteReading(of: posts) }
            if !events.isEmpty { write.noteReading(of: events) }
        } completion: { outcome in
            self.exchange.respond {
                switch outcome {
                case .durable: self.finished(response)
                case .refused(let refusal, _): self.finished(self.response(Problem(refusal)))
                case .unavailable: self.finished(self.response(Problem(.unavailable)))
                }
            }
        }
        return .later
    }
}

extension SocketAddress {
    /// So much of the address as tells where it is and not who has it: three bytes of an IPv4
    /// address, six of an IPv6 one; empty for a local one.
    fileprivate var network: String {
        switch self {
        case .ipv4(let address, _): SocketAddress.ipv4(address & 0xFFFF_FF00, port: 0).host
        case .ipv6(let high, _, _):
            SocketAddress.ipv6(high: high & 0xFFFF_FFFF_FFFF_0000, low: 0, port: 0).host
        case .local: ""
        }
    }
}
