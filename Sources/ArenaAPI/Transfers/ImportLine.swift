import ArenaCore
import JSON

/// A line of an import whose shape has been checked.
struct ImportLine: Sendable {
    let type: LineType
    let body: JSONValue

    init(_ body: JSONValue) throws(Refusal) {
        guard body.object != nil else { throw .invalid("", "not-an-object") }
        guard let name = body["type"] else { throw .invalid("/type", "required") }
        guard let type = name.string.flatMap(LineType.init(rawValue:)) else {
            let allowed = LineType.allCases.map(\.rawValue).joined(separator: ", ")
            throw .invalid("/type", "not-a-choice", ["allowed": allowed])
        }
        self.type = type
        self.body = body
        try type.shape.check(line: body, partial: true)
        if type == .revision, !isWhole { throw .invalid("/revision", "required") }
    }

    func id<Subject>(of: Subject.Type = Subject.self) -> ID<Subject>? {
        body["id"]?.string.flatMap { ID<Subject>($0) }
    }

    /// Whether it is a resource as it was given out, which comes back as it was.
    var isWhole: Bool {
        body["id"] != nil && body["revision"] != nil && body["createdAt"] != nil
    }

    /// Throws what is missing of a resource that is not there yet.
    func checkComplete() throws(Refusal) {
        try type.shape.check(line: body, partial: false)
    }

    /// Throws where a resource that is not there yet has codes that cannot be written; one as it
    /// was given out may have retired ones.
    func checkCodes(in view: View) throws(Refusal) {
        try type.shape.checkCodes(in: body, view, allowsRetired: isWhole)
    }

    var revision: Int { Int(body["revision"]?.integer ?? 1) }

    func time(_ name: String) -> Timestamp? { body[name]?.string.flatMap { Timestamp($0) } }

    /// When it was made and last changed.
    func times(_ now: Timestamp) -> (createdAt: Timestamp, updatedAt: Timestamp) {
        let createdAt = time("createdAt") ?? now
        return (createdAt, time("updatedAt") ?? createdAt)
    }

    func choice<Choice: RawRepresentable<String>>(_ name: String, as: Choice.Type = Choice.self)
        -> Choice?
    {
        body[name]?.string.flatMap(Choice.init(rawValue:))
    }

    /// The fields that it names of a resource that is there, as a merge patch. What the server
    /// keeps of it is passed over, but what is fixed must be as `read`.
    func patch(of read: JSONValue = .null) throws(Refusal) -> JSONValue {
        let problems = type.fixed.compactMap { name -> Refusal.Problem? in
            guard let sent = body[name], Self.name(sent) != nil else { return nil }
            let isSame = Self.names(of: read[name]).contains(Self.name(sent))
            return isSame ? nil : Refusal.Problem("/\(name)", "read-only")
        }
        if !problems.isEmpty { throw Refusal(.validation, problems) }
        var patch = JSONObject()
        for field in type.resource.fields where !field.isReadOnly {
            if let value = body[field.name] { patch[field.name] = value }
        }
        return .object(patch)
    }

    private static func name(_ reference: JSONValue) -> String? {
        reference.string ?? reference["id"]?.string
    }

    /// An id, and for arenas the slug.
    private static func names(of reference: JSONValue?) -> [String?] {
        guard let reference else { return [] }
        return [name(reference), reference["slug"]?.string]
    }
}
