import ArenaCore
import ArenaStore
import HTTP
import JSON

enum PostHandlers {
    static func list(_ call: Call) throws(Refusal) -> HTTPResponse {
        var filter = PostFilter(call.query, call.view)
        if call.path["arena"] != nil { filter.arenas = [try call.arena(in: call.view).id] }
        return call.list(call.view.posts(filter, call.page)) { call.view.write($0, to: &$1) }
    }

    static func get(_ call: Call) throws(Refusal) -> HTTPResponse {
        answer(call, try call.post(in: call.view), call.view)
    }

    static func revisions(_ call: Call) throws(Refusal) -> HTTPResponse {
        let post = try call.post(in: call.view)
        let start = call.query.timestamp("updatedAfter")
        let revisions = (call.view.earlierRevisions(of: post) + [post])
            .filter { revision in start.map { revision.updatedAt >= $0 } ?? true }
        let page = Page(call.page, sorting: revisions) { SortPosition(revision: $0.revision) }
        return call.list(page) { call.view.write($0, to: &$1) }
    }

    static func share(_ call: Call, _ body: JSONValue) throws(Refusal) -> HTTPAnswer {
        try JSONShape.postDraft.check(body, in: call.view)
        return call.write { (write: inout Write) throws(Refusal) in
            // By reference: it goes through many hands.
            Box(try share(body, in: try call.arena(in: write.view), by: &write))
        } answer: { shared, view in
            let post = shared.value
            return call.made(
                status: post.state == .held ? .accepted : .created, revision: post.revision,
                location: "/v1/posts/\(post.id)", members: { view.writeFields(post, to: &$0) },
                more: {
                    view.writeWarnings(
                        walled: view.walledOff(from: post), isHeld: post.state == .held,
                        call.language, to: &$0)
                })
        }
    }

    static func shareLines(_ call: Call) -> any HTTPBodySink {
        let dryRun = call.isDryRun ? DryRun(call) : nil
        return LinesSink(call, results: LineResults(call)) { number, body, complete in
            let once = Once(call, line: number, body)
            do throws(Refusal) {
                if let known = try once?.reply(in: call.with(call.api.store.stateBox)) {
                    return complete(LineOutcome(known))
                }
                try JSONShape.postDraft.check(body, in: call.with(call.api.store.stateBox))
                if let dryRun {
                    let (post, _) = try dryRun.attempt { (write: inout Write) throws(Refusal) in
                        try share(body, in: try call.arena(in: write.view), by: &write)
                    }
                    return complete(LineOutcome(post))
                }
            } catch {
                return complete(.refused(Problem(error)))
            }
            call.api.store.write(as: call.viewer, from: call.origin, startsGroup: false) {
                (write: inout Write) throws(Refusal) -> LineOutcome in
                if let known = try once?.reply(in: write.view) { return LineOutcome(known) }
                let outcome = LineOutcome(
                    try share(body, in: try call.arena(in: write.view), by: &write))
                if let once { write.keep(once, outcome) }
                return outcome
            } completion: { outcome in
                switch outcome {
                case .durable(let outcome, _, _): complete(outcome)
                case .refused(let refusal, _): complete(.refused(Problem(refusal)))
                case .unavailable: complete(.refused(Problem(.unavailable)))
                }
            }
        }
    }

    private static func share(_ body: JSONValue, in arena: Arena, by write: inout Write)
        throws(Refusal) -> Post
    {
        var reader = PostReader(body, write.view)
        let draft = reader.draft()
        try reader.finish()
        return try write.share(draft, in: arena)
    }

    /// The fields of its own change by the author's hand, the state and the marks by a curator's;
    /// tags by either.
    static func edit(_ call: Call, _ patch: JSONValue) throws(Refusal) -> HTTPAnswer {
        call.write { (write: inout Write) throws(Refusal) in
            let post = try call.post(in: write.view)
            try call.checkIfMatch(post.revision)
            return try change(post, patch, by: &write)
        } answer: { post, view in
            answer(call, post, view)
        }
    }

    static func change(_ post: Post, _ patch: JSONValue, by write: inout Write)
        throws(Refusal) -> Post
    {
        let isAuthor = write.viewer.isAdmin || write.view.isAuthor(of: post)
        let curates = write.view.curates(post.arena)
        guard isAuthor || curates else { throw Refusal(.notAllowed) }
        let patched = try JSONShape.post.patched(
            { write.view.write(post, to: &$0) }, with: patch, in: write.view)
        let curation = PostCuration(patched, withTags: !isAuthor)
        let told = patched.changed.subtracting(PostCuration.fields)
            .subtracting(isAuthor ? [] : ["tags"])
        if told.contains("attribution") {
            throw .invalid("/attribution", "attribution-is-fixed")
        }
        try check(told, are: isAuthor, "only-author")
        try check(
            patched.changed.intersection(PostCuration.fields), are: curates, "only-curator")
        if told.isEmpty, curation.isEmpty { return post }
        return try write.change(post, patched, told, curation)
    }

    static func retract(_ call: Call, _: JSONValue) throws(Refusal) -> HTTPAnswer {
        call.write { (write: inout Write) throws(Refusal) in
            let post = try call.post(in: write.view)
            try call.checkIfMatch(post.revision)
            try write.retract(post)
        } answer: { _, _ in
            call.done()
        }
    }

    private static func check(_ fields: Set<String>, are allowed: Bool, _ code: String)
        throws(Refusal)
    {
        if allowed || fields.isEmpty { return }
        throw Refusal(.notAllowed, fields.sorted().map { Refusal.Problem("/\($0)", code) })
    }

    private static func answer(_ call: Call, _ post: Post, _ view: View) -> HTTPResponse {
        call.resource(revision: post.revision) { view.write(post, to: &$0) }
    }
}

extension PostCuration {
    /// The fields that only curators change.
    fileprivate static let fields: Set<String> = ["state", "reason", "pinned", "featured"]

    fileprivate init(_ patched: PatchedBody, withTags: Bool) {
        self.init()
        let body = patched.body
        if patched.changed.contains("state") {
            state = Post.State(rawValue: body["state"]?.string ?? "")
        }
        if patched.changed.contains("reason") { reason = .some(body["reason"]?.string) }
        if patched.changed.contains("pinned") { isPinned = body["pinned"]?.bool }
        if patched.changed.contains("featured") { isFeatured = body["featured"]?.bool }
        if withTags, patched.changed.contains("tags") {
            tags = body["tags"]?.array?.compactMap(\.string) ?? []
        }
    }
}

extension LineOutcome {
    fileprivate init(_ post: Post) {
        self = .done(status: post.state == .held ? 202 : 201, "\(post.id)")
    }
}

extension Write {
    /// What the author and the curator of one request change, as one change of the post.
    fileprivate mutating func change(
        _ post: Post, _ patched: PatchedBody, _ told: Set<String>, _ curation: PostCuration
    ) throws(Refusal) -> Post {
        if told.isEmpty { return try curate(post, curation) }
        var content = post.content
        var audience = post.audience
        var reader = PostReader(patched.body, changed: told, view)
        reader.read(into: &content)
        reader.read(into: &audience)
        try reader.finish()
        if curation.isEmpty { return try edit(post, content: content, audience: audience) }
        return try edit(post, content: content, audience: audience, curation)
    }
}
