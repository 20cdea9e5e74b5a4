import ArenaCore
import JSON

/// Reads what an author tells, from a body whose shape has been checked.
struct PostReader {
    private let view: View
    private var fields: FieldReader
    /// The fields to read; nil for all of them.
    private let changed: Set<String>?
    /// Whether it may be based on what is not here yet.
    private let isTrusting: Bool

    init(
        _ body: JSONValue, changed: Set<String>? = nil, trusting: Bool = false, _ view: View
    ) {
        isTrusting = trusting
        self.view = view
        fields = FieldReader(body, view)
        self.changed = changed
    }

    private func reads(_ name: String) -> Bool { changed?.contains(name) ?? true }

    func finish() throws(Refusal) { try fields.finish() }

    /// A new experience.
    mutating func draft() -> PostDraft {
        var content = Post.Content(title: "", body: "")
        read(into: &content)
        var draft = PostDraft(content: consume content)
        draft.tlp = fields.label("tlp")
        draft.attribution = fields.choice("attribution")
        draft.alsoIn = fields.arenas("alsoIn")
        draft.exclude = fields.organisations("exclude")
        draft.declaration = fields.flag("declaration") ?? false
        draft.author = fields.organisation("author")
        return draft
    }

    /// Reads the fields of the content that were asked for; the others stay as they are, also in
    /// what the viewer cannot see of them.
    mutating func read(into content: inout Post.Content) {
        if reads("title") { content.title = fields.text("title") ?? content.title }
        if reads("body") { content.body = fields.text("body") ?? content.body }
        if reads("lang") { content.lang = fields.text("lang") ?? "nb" }
        if reads("context") { content.context = fields.choice("context") }
        if reads("outcome") { content.outcome = fields.choice("outcome") }
        if reads("innovationTypes") { content.innovationTypes = fields.texts("innovationTypes") }
        if reads("drivers") { content.drivers = fields.texts("drivers") }
        if reads("values") { content.values = fields.texts("values") }
        if reads("origin") { content.origin = fields.choice("origin") ?? .unknown }
        if reads("collaborators") { content.collaborators = collaborators() }
        if reads("basedOn") {
            let hidden = content.basedOn.filter { view.post($0.post) == nil }
            content.basedOn = sources(besides: hidden.map(\.post)) + hidden
        }
        if reads("lesson") { content.lesson = lesson() }
        if reads("tags") { content.tags = fields.texts("tags") }
    }

    mutating func read(into audience: inout Post.Audience) {
        if reads("tlp") {
            if let label = fields.label("tlp") {
                audience.tlp = label
            } else {
                fields.problem("/tlp", "required")
            }
        }
        // An arena that the author no longer sees goes: that only narrows.
        if reads("alsoIn") { audience.alsoIn = fields.arenas("alsoIn") }
        if reads("exclude") { audience.exclude = fields.organisations("exclude") }
    }

    private mutating func collaborators() -> [Post.Collaborator] {
        fields.array("collaborators").enumerated().map { index, item in
            var organisation: ID<Organisation>?
            if let reference = item["organisation"], !reference.isNull {
                organisation = fields.organisation(
                    reference, at: "/collaborators/\(index)/organisation")
            }
            return Post.Collaborator(
                kind: item["kind"]?.string ?? "other", organisation: organisation,
                name: item["name"]?.string)
        }
    }

    /// Those that the post names already and the viewer does not see, or not yet, stay as they are.
    private mutating func sources(besides hidden: [ID<Post>]) -> [Post.Source] {
        fields.array("basedOn").enumerated().compactMap { index, item in
            if let id: ID<Post> = item["post"].flatMap({ fields.id($0) }), hidden.contains(id) {
                return nil
            }
            let place = "/basedOn/\(index)/post"
            let trusted: ID<Post>? = isTrusting ? item["post"].flatMap { fields.id($0) } : nil
            guard let post = trusted ?? item["post"].flatMap({ fields.post($0, at: place) })
            else { return nil }
            let kind = item["kind"]?.string.flatMap(Post.Reuse.init(rawValue:))
            return Post.Source(post: post, kind: kind ?? .inspired)
        }
    }

    private func lesson() -> Post.Lesson? {
        guard let value = fields.object("lesson") else { return nil }
        var lesson = Post.Lesson()
        lesson.observation = value["observation"]?.string
        lesson.discussion = value["discussion"]?.string
        lesson.conclusion = value["conclusion"]?.string
        lesson.recommendation = value["recommendation"]?.string
        return lesson
    }
}
