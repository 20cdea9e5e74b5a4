import ArenaCore
import JSON

/// How experiences look on the wire to one viewer.
extension View {
    func write(_ post: Post, to json: inout JSONWriter) {
        json.beginObject()
        writeFields(post, to: &json)
        json.endObject()
    }

    func writeFields(_ post: Post, to json: inout JSONWriter) {
        noteReading(of: post)
        json.resource(
            post.id, revision: post.revision, createdAt: post.createdAt,
            updatedAt: post.updatedAt)
        json.member("publishedAt", post.publishedAt)
        json.key("arena")
        writeReference(post.arena, to: &json)
        json.key("author")
        writeReference(seesAuthor(of: post) ? post.author : nil, to: &json)
        write(post.content, to: &json)
        writeAudience(of: post, to: &json)
        json.member("lessonStatus", lessonStatus(of: post))
        json.member("state", post.state.rawValue)
        json.member("reason", seesReason(of: post) ? post.reason : nil)
        json.member("pinned", post.isPinned)
        json.member("featured", post.isFeatured)
        json.key("counts")
        json.beginObject()
        json.member("comments", commentCount(of: post))
        json.member("adoptions", adoptionCount(of: post))
        json.member("basedOnThis", basedOnThisCount(of: post))
        json.endObject()
    }

    private func writeAudience(of post: Post, to json: inout JSONWriter) {
        json.member("tlp", post.audience.tlp.label)
        json.member("attribution", post.attribution.rawValue)
        json.key("exclude")
        if seesExclusions(of: post) {
            writeReferences(post.audience.exclude, to: &json)
        } else {
            json.null()
        }
        json.key("alsoIn")
        writeReferences(post.audience.alsoIn, to: &json)
    }

    private func write(_ content: Post.Content, to json: inout JSONWriter) {
        json.member("title", content.title)
        json.member("body", content.body)
        json.member("lang", content.lang)
        json.member("context", content.context?.rawValue)
        json.member("outcome", content.outcome?.rawValue)
        json.member("innovationTypes", content.innovationTypes)
        json.member("drivers", content.drivers)
        json.member("values", content.values)
        json.member("origin", content.origin.rawValue)
        json.key("collaborators")
        json.beginArray()
        for collaborator in content.collaborators { write(collaborator, to: &json) }
        json.endArray()
        json.key("basedOn")
        json.beginArray()
        // An edge is there only for those who may see both of its ends (PRODUCT §4).
        for source in content.basedOn where post(source.post) != nil {
            json.beginObject()
            json.member("post", source.post)
            json.member("kind", source.kind.rawValue)
            json.endObject()
        }
        json.endArray()
        json.key("lesson")
        writeLesson(content.lesson, to: &json)
        json.member("tags", content.tags)
    }

    private func write(_ collaborator: Post.Collaborator, to json: inout JSONWriter) {
        json.beginObject()
        json.member("kind", collaborator.kind)
        json.key("organisation")
        writeReference(collaborator.organisation, to: &json)
        json.member("name", collaborator.name)
        json.endObject()
    }

    private func writeLesson(_ lesson: Post.Lesson?, to json: inout JSONWriter) {
        guard let lesson else { return json.null() }
        json.beginObject()
        json.member("observation", lesson.observation)
        json.member("discussion", lesson.discussion)
        json.member("conclusion", lesson.conclusion)
        json.member("recommendation", lesson.recommendation)
        json.endObject()
    }
}
