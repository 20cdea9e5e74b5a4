import ArenaCore
import JSON

/// What hangs on posts and has an id of its own.
extension Importer {
    func bringComment(_ line: ImportLine, by write: inout Write) throws(Refusal) -> Result {
        if let old = line.id().flatMap(write.view.comment) {
            try mustBeUpsert("/v1/comments/\(old.id)")
            let new = try CommentHandlers.change(old, try line.patch(), by: &write)
            return result(old.id, old.revision, new.revision)
        }
        try line.checkComplete()
        guard let id: ID<Post.Comment> = line.id() else { throw .invalid("/id", "required") }
        let (post, writer) = try post(of: line, "author", write.view)
        let times = line.times(write.now)
        var comment = Post.Comment(
            id: id, createdAt: times.createdAt, post: post.id, arena: post.arena, writer: writer,
            body: line.body["body"]?.string ?? "",
            audience: try audience(line, of: post, write.view))
        comment.revision = line.revision
        comment.updatedAt = times.updatedAt
        comment.lang = line.body["lang"]?.string ?? "nb"
        comment.state = line.choice("state") ?? .published
        comment.reason = line.body["reason"]?.string
        try write.restore(comment)
        return .created("\(id)")
    }

    func bringFollowUp(_ line: ImportLine, by write: inout Write) throws(Refusal) -> Result {
        if let old = line.id().flatMap(write.view.followUp) {
            try mustBeUpsert("/v1/follow-ups/\(old.id)")
            let new = try FollowUpHandlers.change(old, try line.patch(), by: &write)
            return result(old.id, old.revision, new.revision)
        }
        try line.checkComplete()
        guard let id: ID<FollowUp> = line.id() else { throw .invalid("/id", "required") }
        let (post, writer) = try post(of: line, "organisation", write.view)
        let times = line.times(write.now)
        var followUp = FollowUp(
            id: id, createdAt: times.createdAt, post: post.id, writer: writer,
            content: FollowUpHandlers.content(line.body, write.view),
            audience: try audience(line, of: post, write.view))
        followUp.revision = line.revision
        followUp.updatedAt = times.updatedAt
        try write.restore(followUp)
        return .created("\(id)")
    }

    /// The post that a line is about, and who added what it tells; nil where nobody knows.
    private func post(of line: ImportLine, _ name: String, _ view: View)
        throws(Refusal) -> (Post, ID<Organisation>?)
    {
        var fields = FieldReader(line.body, view)
        let post = line.body["post"].flatMap { fields.post($0, at: "/post") }
        let writer = fields.organisation(name)
        try fields.finish()
        guard let post = post.flatMap(view.post) else { throw Refusal(.notFound) }
        return (post, writer)
    }
}
