import ArenaCore
import JSON

private let contexts = Words<Post.Context>()
private let outcomes = Words<Post.Outcome>()
private let origins = Words<Post.Origin>()

extension Words<Post.Reuse> {
    static let reuses = Words()
}

extension Post.Content {
    func writeMembers(to writer: inout JSONWriter) {
        writer.member("title", title)
        writer.member("body", body)
        writer.member("lang", lang)
        writer.optional("context", context?.rawValue)
        writer.optional("outcome", outcome?.rawValue)
        writer.optional("innovationTypes", innovationTypes)
        writer.optional("drivers", drivers)
        writer.optional("values", values)
        writer.member("origin", origin.rawValue)
        if !collaborators.isEmpty {
            writer.key("collaborators")
            writer.beginArray()
            for collaborator in collaborators { collaborator.write(to: &writer) }
            writer.endArray()
        }
        if !basedOn.isEmpty {
            writer.key("basedOn")
            writer.beginArray()
            for source in basedOn { source.write(to: &writer) }
            writer.endArray()
        }
        lesson?.write(to: &writer)
        writer.optional("tags", tags)
    }

    /// Reads the member's value if it is one of these.
    mutating func read(_ key: JSONText, from cursor: inout JSONCursor) throws -> Bool {
        switch key {
        case "title": title = try cursor.string()
        case "body": body = try cursor.string()
        case "lang": lang = try cursor.string()
        case "context": context = try cursor.word(contexts)
        case "outcome": outcome = try cursor.word(outcomes)
        case "innovationTypes": innovationTypes = try cursor.strings()
        case "drivers": drivers = try cursor.strings()
        case "values": values = try cursor.strings()
        case "origin": origin = try cursor.word(origins)
        case "collaborators":
            try cursor.beginArray()
            while try cursor.nextElement() { collaborators.append(try .init(from: &cursor)) }
        case "basedOn":
            try cursor.beginArray()
            while try cursor.nextElement() { basedOn.append(try .init(from: &cursor)) }
        case "lesson": lesson = try Post.Lesson(from: &cursor)
        case "tags": tags = try cursor.strings()
        default: return false
        }
        return true
    }
}

extension Post.Collaborator {
    fileprivate func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("kind", kind)
        writer.optional("organisation", organisation)
        writer.optional("name", name)
        writer.endObject()
    }

    fileprivate init(from cursor: inout JSONCursor) throws {
        var kind: String?
        var organisation: ID<Organisation>?
        var name: String?
        try cursor.beginObject()
        while let key = try cursor.nextKey() {
            switch key {
            case "kind": kind = try cursor.string()
            case "organisation": organisation = try cursor.id()
            case "name": name = try cursor.string()
            default: throw RecordError.unknownMember(key)
            }
        }
        self.init(kind: try required(kind, "kind"), organisation: organisation, name: name)
    }
}

extension Post.Source {
    fileprivate func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("post", post)
        writer.member("kind", kind.rawValue)
        writer.endObject()
    }

    fileprivate init(from cursor: inout JSONCursor) throws {
        var post: ID<Post>?
        var kind: Post.Reuse?
        try cursor.beginObject()
        while let key = try cursor.nextKey() {
            switch key {
            case "post": post = try cursor.id()
            case "kind": kind = try cursor.word(Words.reuses)
            default: throw RecordError.unknownMember(key)
            }
        }
        self.init(post: try required(post, "post"), kind: try required(kind, "kind"))
    }
}

extension Post.Lesson {
    fileprivate func write(to writer: inout JSONWriter) {
        writer.key("lesson")
        writer.beginObject()
        writer.optional("observation", observation)
        writer.optional("discussion", discussion)
        writer.optional("conclusion", conclusion)
        writer.optional("recommendation", recommendation)
        writer.endObject()
    }

    fileprivate init(from cursor: inout JSONCursor) throws {
        self.init()
        try cursor.beginObject()
        while let key = try cursor.nextKey() {
            switch key {
            case "observation": observation = try cursor.string()
            case "discussion": discussion = try cursor.string()
            case "conclusion": conclusion = try cursor.string()
            case "recommendation": recommendation = try cursor.string()
            default: throw RecordError.unknownMember(key)
            }
        }
    }
}
