import ArenaCore
import JSON

/// A resource as a patch leaves it, and which of its fields that changes.
struct PatchedBody {
    let body: JSONValue
    let changed: Set<String>
}

extension JSONShape {
    /// Throws every problem of a body at once; `current` is what the caller reads now, whose
    /// read-only fields may come back as they are (DECISIONS §20), and of which `taken` are missed.
    func check(
        _ body: JSONValue, in view: View, current: JSONValue? = nil, taken: [JSONField] = []
    ) throws(Refusal) {
        var found = problems(in: body).map {
            Refusal.Problem($0.pointer.path, $0.issue.code, $0.issue.values)
        }
        found += taken.map { Refusal.Problem("/\($0.name)", "read-only") }
        let values = body.object.map { self.values(of: $0) } ?? []
        for (field, sent) in zip(fields, values) {
            guard let sent else { continue }
            if field.isReadOnly {
                if sent != current?[field.name] ?? .null {
                    found.append(Refusal.Problem("/\(field.name)", "read-only"))
                }
            } else {
                field.checkBlanks(in: sent, at: JSONPointer.root.appending(field.name), &found)
            }
        }
        checkTexts(in: body, at: .root, &found)
        found += codeProblems(in: body, view, held: current)
        if !found.isEmpty { throw Refusal(.validation, found) }
    }

    /// Throws every code of a body that cannot be written; retired ones may with `allowsRetired`.
    func checkCodes(in body: JSONValue, _ view: View, allowsRetired: Bool) throws(Refusal) {
        let found = codeProblems(in: body, view, allowsRetired: allowsRetired)
        if !found.isEmpty { throw Refusal(.validation, found) }
    }

    /// Throws every problem of a line of an import but for codes, which lines before it may bring:
    /// what the server itself keeps may be anything, and with `partial` any field may be missing.
    func check(line body: JSONValue, partial: Bool) throws(Refusal) {
        var found = problems(in: body, partial: partial).map {
            Refusal.Problem($0.pointer.path, $0.issue.code, $0.issue.values)
        }
        for (field, sent) in zip(fields, body.object.map { values(of: $0) } ?? []) {
            guard let sent else { continue }
            field.checkBlanks(in: sent, at: JSONPointer.root.appending(field.name), &found)
        }
        checkTexts(in: body, at: .root, &found)
        if !found.isEmpty { throw Refusal(.validation, found) }
    }

    /// The resource as it is to become: the merge patch (RFC 7396) laid on what the caller reads.
    func patched(
        _ current: (inout JSONWriter) -> Void, with patch: JSONValue, in view: View
    ) throws(Refusal) -> PatchedBody {
        guard patch.object != nil else { throw .invalid("", "not-an-object") }
        let read = try reread(current)
        let merged = read.merging(patch: patch)
        let taken = fields.filter { field in
            field.isReadOnly && merged[field.name] == nil && !(read[field.name] ?? .null).isNull
        }
        try check(merged, in: view, current: read, taken: taken)
        // Null takes a field away, and one that is null as read was not there.
        let changed = (patch.object?.members ?? []).map(\.key)
            .filter { merged[$0] ?? .null != read[$0] ?? .null }
        return PatchedBody(body: merged, changed: Set(changed))
    }

    /// What is wrong with the codes of a body. What is `held` by the same field stays as it is,
    /// however old.
    private func codeProblems(
        in body: JSONValue, _ view: View, held: JSONValue? = nil, allowsRetired: Bool = false
    ) -> [Refusal.Problem] {
        var found: [Refusal.Problem] = []
        terms(in: body) { list, code, place in
            guard let name = Vocabulary.Name(rawValue: list),
                let fault = view.vocabularies.fault(of: code, in: name, on: view.today)
            else { return }
            if fault != .unknown {
                let field = place.tokens.first.flatMap { held?[$0] }
                if allowsRetired || field?.holds(code) ?? false { return }
            }
            found.append(Refusal.Problem(place.path, fault, in: name))
        }
        return found
    }

    /// What no text may hold, whatever its field: national identity numbers (CONVENTIONS §18), and
    /// control characters.
    private func checkTexts(
        in value: JSONValue, at place: @autoclosure () -> JSONPointer,
        _ found: inout [Refusal.Problem]
    ) {
        guard found.count < JSONShape.problemsMax else { return }
        switch value {
        case .string(let text):
            let (hasNumber, hasControl) = text.lendingUTF8 { bytes in
                (NationalIdentityNumber.occurs(in: bytes), ControlCharacter.occurs(in: bytes))
            }
            // Its digits may stand in an id by chance.
            if hasNumber, ID<Post>(text) == nil {
                found.append(Refusal.Problem(place().path, "national-id-not-allowed"))
            }
            if hasControl { found.append(Refusal.Problem(place().path, "control-character")) }
        case .array(let items):
            for (index, item) in items.enumerated() {
                checkTexts(in: item, at: place().appending(index), &found)
            }
        case .object(let object):
            for member in object.members {
                checkTexts(in: member.value, at: place().appending(member.key), &found)
            }
        case .null, .bool, .integer, .number: break
        }
    }
}

extension JSONField {
    /// Notes texts that must say something and say nothing.
    fileprivate func checkBlanks(
        in value: JSONValue, at place: @autoclosure () -> JSONPointer,
        _ found: inout [Refusal.Problem]
    ) {
        switch kind {
        case .text(let min, _) where min > 0:
            // Seen by its first byte, most is not: white space is below "!" or beyond ASCII.
            guard let text = value.string, let first = text.utf8.first,
                first <= 0x20 || first > 0x7F, text.allSatisfy(\.isWhitespace)
            else { return }
            found.append(Refusal.Problem(place().path, "blank"))
        case .object(let shape):
            for field in shape.fields where !field.isReadOnly {
                guard let held = value[field.name] else { continue }
                field.checkBlanks(in: held, at: place().appending(field.name), &found)
            }
        default: break
        }
    }
}

extension JSONValue {
    /// Whether a text stands in it as a value.
    fileprivate func holds(_ text: String) -> Bool {
        switch self {
        case .string(let own): own == text
        case .array(let items): items.contains { $0.holds(text) }
        case .object(let object): object.members.contains { $0.value.holds(text) }
        case .null, .bool, .integer, .number: false
        }
    }
}

extension Refusal.Problem {
    fileprivate init(_ pointer: String, _ fault: Vocabularies.Fault, in name: Vocabulary.Name) {
        switch fault {
        case .unknown: self.init(pointer, "unknown-code", ["vocabulary": name.rawValue])
        case .retired(let successors) where successors.isEmpty:
            self.init(pointer, "ended-code", ["vocabulary": name.rawValue])
        case .retired(let successors):
            let codes = successors.joined(separator: ", ")
            self.init(pointer, "retired-code", ["replacedBy": codes])
        case .awaited(let day): self.init(pointer, "awaited-code", ["validFrom": "\(day)"])
        }
    }
}

/// What a resource looks like to whoever is about to send it back.
func reread(_ render: (inout JSONWriter) -> Void) throws(Refusal) -> JSONValue {
    var json = JSONWriter(capacity: 1024)
    render(&json)
    do throws(JSONSyntaxError) {
        // However large it has become: it was taken piece by piece.
        return try JSONValue(parsing: json.finish(), limits: JSONLimits(bytesMax: .max))
    } catch {
        throw Refusal(.internal)
    }
}
