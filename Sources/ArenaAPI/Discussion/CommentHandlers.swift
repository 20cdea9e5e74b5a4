import ArenaCore
import HTTP
import JSON

enum CommentHandlers {
    static func list(_ call: Call) throws(Refusal) -> HTTPResponse {
        let post = try call.post(in: call.view)
        var filter = CommentFilter()
        filter.states = call.query.choices("state")
        filter.updatedAfter = call.query.timestamp("updatedAfter")
        return call.list(call.view.comments(on: post, filter, call.page)) {
            call.view.write($0, on: post, to: &$1)
        }
    }

    static func get(_ call: Call) throws(Refusal) -> HTTPResponse {
        answer(call, try call.comment(in: call.view), call.view)
    }

    static func create(_ call: Call, _ body: JSONValue) throws(Refusal) -> HTTPAnswer {
        try JSONShape.commentDraft.check(body, in: call.view)
        return call.write { (write: inout Write) throws(Refusal) in
            let post = try call.post(in: write.view)
            var reader = FieldReader(body, write.view)
            let named = reader.organisation("author")
            try reader.finish()
            let comment = try write.comment(
                on: post, reader.text("body") ?? "", in: reader.text("lang"), for: named)
            return (comment, post)
        } answer: { made, view in
            let (comment, post) = made
            return call.made(
                status: comment.state == .held ? .accepted : .created, revision: comment.revision,
                location: "/v1/comments/\(comment.id)",
                members: { view.writeFields(comment, on: post, to: &$0) },
                more: {
                    view.writeWarnings(
                        walled: view.walledOff(from: comment, on: post),
                        isHeld: comment.state == .held, call.language, to: &$0)
                })
        }
    }

    static func edit(_ call: Call, _ patch: JSONValue) throws(Refusal) -> HTTPAnswer {
        call.write { (write: inout Write) throws(Refusal) in
            let comment = try call.comment(in: write.view)
            try call.checkIfMatch(comment.revision)
            return try change(comment, patch, by: &write)
        } answer: { comment, view in
            answer(call, comment, view)
        }
    }

    static func change(_ comment: Post.Comment, _ patch: JSONValue, by write: inout Write)
        throws(Refusal) -> Post.Comment
    {
        let patched = try JSONShape.comment.patched(
            { write.view.write(comment, to: &$0) }, with: patch, in: write.view)
        var change = Post.Comment.Change()
        change.body = patched.body["body"]?.string
        if patched.changed.contains("lang") { change.lang = patched.body["lang"]?.string ?? "nb" }
        if patched.changed.contains("state") {
            change.state = Post.Comment.State(
                rawValue: patched.body["state"]?.string ?? "published")
        }
        if patched.changed.contains("reason") {
            change.reason = .some(patched.body["reason"]?.string)
        }
        return try write.change(comment, change)
    }

    static func remove(_ call: Call, _: JSONValue) throws(Refusal) -> HTTPAnswer {
        call.write { (write: inout Write) throws(Refusal) in
            let comment = try call.comment(in: write.view)
            try call.checkIfMatch(comment.revision)
            try write.remove(comment)
        } answer: { _, _ in
            call.done()
        }
    }

    private static func answer(_ call: Call, _ comment: Post.Comment, _ view: View) -> HTTPResponse
    {
        call.resource(revision: comment.revision) { view.write(comment, to: &$0) }
    }
}

extension View {
    /// A comment, which is on a post that the viewer may see.
    func write(_ comment: Post.Comment, to json: inout JSONWriter) {
        guard let post = post(comment.post) else { return json.null() }
        write(comment, on: post, to: &json)
    }

    func write(_ comment: Post.Comment, on post: Post, to json: inout JSONWriter) {
        json.beginObject()
        writeFields(comment, on: post, to: &json)
        json.endObject()
    }

    func writeFields(_ comment: Post.Comment, on post: Post, to json: inout JSONWriter) {
        let tlp = max(comment.audience.tlp, post.audience.tlp)
        noteReading(of: post.id, with: tlp)
        json.resource(
            comment.id, revision: comment.revision, createdAt: comment.createdAt,
            updatedAt: comment.updatedAt)
        json.member("post", comment.post)
        json.key("author")
        writeReference(shownWriter(comment.writer, on: post), to: &json)
        json.member("body", comment.body)
        json.member("lang", comment.lang)
        json.member("tlp", tlp.label)
        json.member("state", comment.state.rawValue)
        let seesReason = curates(post.arena) || isWriter(comment.writer, on: post)
        json.member("reason", seesReason ? comment.reason : nil)
    }
}
