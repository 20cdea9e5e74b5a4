import ArenaCore
import JSON

extension Importer {
    func bringPost(_ line: ImportLine, by write: inout Write) throws(Refusal) -> Result {
        let view = write.view
        let id = line.id() ?? madeID(line, view)
        if let old = id.flatMap({ view.post($0) }) {
            try mustBeUpsert("/v1/posts/\(old.id)")
            let patch = try line.patch(of: try reread { view.write(old, to: &$0) })
            let new = try PostHandlers.change(old, patch, by: &write)
            return result(old.id, old.revision, new.revision)
        }
        try line.checkComplete()
        try line.checkCodes(in: view)
        if line.isWhole {
            let post = try post(line, view)
            try write.restore(post)
            return .created("\(post.id)")
        }
        let (draft, arena) = try draft(line, view)
        let post = try write.share(draft, in: arena, id: id, marks(line))
        return .created("\(post.id)")
    }

    func bringRevision(_ line: ImportLine, by write: inout Write) throws(Refusal) -> Result {
        try line.checkComplete()
        try line.checkCodes(in: write.view)
        let post = try post(line, write.view)
        return try write.restore(revision: post) ? .created("\(post.id)") : .unchanged("\(post.id)")
    }

    func bringAdoption(_ line: ImportLine, by write: inout Write) throws(Refusal) -> Result {
        try line.checkComplete()
        let view = write.view
        var fields = FieldReader(line.body, view)
        let postID = line.body["post"].flatMap { fields.post($0, at: "/post") }
        let adopter = fields.organisation("organisation")
        try fields.finish()
        guard let post = postID.flatMap({ view.post($0) }) else { throw Refusal(.notFound) }
        guard let adopter else { throw .invalid("/organisation", "null-not-allowed") }
        if let old = view.adoption(of: post, by: adopter) {
            try mustBeUpsert("/v1/posts/\(post.id)/adoptions/\(adopter)")
            let patched = try JSONShape.adoption.patched(
                { view.write(old, to: &$0) }, with: try line.patch(), in: view)
            let content = try AdoptionHandlers.content(patched.body, view)
            let new = try write.adopt(post, as: adopter, content)
            return result(old.id, old.revision, new.revision)
        }
        try line.checkCodes(in: view)
        let content = try AdoptionHandlers.content(line.body, view)
        guard line.isWhole, let id: ID<Adoption> = line.id() else {
            return .created("\(try write.adopt(post, as: adopter, content).id)")
        }
        let times = line.times(write.now)
        var adoption = Adoption(
            id: id, createdAt: times.createdAt, post: post.id, organisation: adopter,
            content: content, audience: try audience(line, of: post, view))
        adoption.revision = line.revision
        adoption.updatedAt = times.updatedAt
        try write.restore(adoption)
        return .created("\(id)")
    }

    private func draft(_ line: ImportLine, _ view: View) throws(Refusal) -> (PostDraft, Arena) {
        var fields = FieldReader(line.body, view)
        let arena = fields.arena("arena")
        var reader = PostReader(line.body, trusting: line.isWhole, view)
        let draft = reader.draft()
        try fields.finish()
        try reader.finish()
        guard let arena else { throw Refusal(.notFound) }
        return (draft, arena)
    }

    private func marks(_ line: ImportLine) -> PostCuration {
        var marks = PostCuration()
        marks.state = line.choice("state")
        marks.isPinned = line.body["pinned"]?.bool
        marks.isFeatured = line.body["featured"]?.bool
        if let reason = line.body["reason"] { marks.reason = .some(reason.string) }
        return marks
    }

    /// The post as it was given out.
    private func post(_ line: ImportLine, _ view: View) throws(Refusal) -> Post {
        let (draft, arena) = try draft(line, view)
        guard let id: ID<Post> = line.id() else { throw .invalid("/id", "required") }
        guard let tlp = draft.tlp else { throw .invalid("/tlp", "required") }
        var fields = FieldReader(line.body, view)
        var audience = Post.Audience(tlp: tlp)
        audience.alsoIn = draft.alsoIn
        audience.exclude = draft.exclude
        audience.frozenWalls = fields.organisations("frozenWalls")
        try fields.finish()
        let times = line.times(view.now)
        var post = Post(
            id: id, createdAt: times.createdAt, arena: arena.id, author: draft.author,
            attribution: draft.attribution ?? .named, audience: audience,
            state: line.choice("state") ?? .published, content: draft.content)
        post.revision = line.revision
        post.updatedAt = times.updatedAt
        post.publishedAt = line.time("publishedAt") ?? times.createdAt
        let marks = marks(line)
        post.reason = marks.reason ?? nil
        post.isPinned = marks.isPinned ?? false
        post.isFeatured = marks.isFeatured ?? false
        return post
    }

    /// Whom the post was for when the line was written: today where it does not tell.
    func audience(_ line: ImportLine, of post: Post, _ view: View) throws(Refusal)
        -> Post.Audience
    {
        guard let told = line.body["audience"], !told.isNull else { return post.audience }
        var fields = FieldReader(told, view)
        guard let tlp = fields.label("tlp") else { throw .invalid("/audience/tlp", "required") }
        var audience = Post.Audience(tlp: tlp)
        audience.alsoIn = fields.arenas("alsoIn")
        audience.exclude = fields.organisations("exclude")
        audience.frozenWalls = fields.organisations("frozenWalls")
        try fields.finish()
        return audience
    }

    private func madeID(_ line: ImportLine, _ view: View) -> ID<Post>? {
        var fields = FieldReader(line.body, view)
        guard let arena = fields.arena("arena"), let author = fields.organisation("author"),
            let title = fields.text("title"), let body = fields.text("body")
        else { return nil }
        return madeID(arena.id.description, author.description, title, body)
    }
}
