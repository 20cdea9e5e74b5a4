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
        guard case .object(let object) = body else { throw .invalid("", "not-an-object") }
        let values = values(of: object)
        var found = problems(in: object, of: values).map(Refusal.Problem.init)
        found += taken.map { Refusal.Problem("/\($0.name)", "read-only") }
        for place in readOnlyPlaces {
            guard let sent = values[place], sent != current?[fields[place].name] ?? .null
            else { continue }
            found.append(Refusal.Problem("/\(fields[place].name)", "read-only"))
        }
        checkBlanks(in: values, at: .root, &found)
        checkTexts(in: body, at: .root, &found)
        found += codeProblems(in: values, view, held: current)
        if !found.isEmpty { throw Refusal(.validation, found) }
    }

    /// Throws every code of a body that cannot be written; retired ones may with `allowsRetired`.
    func checkCodes(in body: JSONValue, _ view: View, allowsRetired: Bool) throws(Refusal) {
        guard case .object(let object) = body else { return }
        let found = codeProblems(in: values(of: object), view, allowsRetired: allowsRetired)
        if !found.isEmpty { throw Refusal(.validation, found) }
    }

    /// Throws every problem of a line of an import but for codes, which lines before it may bring:
    /// what the server itself keeps may be anything, and with `partial` any field may be missing.
    func check(line body: JSONValue, partial: Bool) throws(Refusal) {
        guard case .object(let object) = body else { throw .invalid("", "not-an-object") }
        let values = values(of: object)
        var found = problems(in: object, of: values, partial: partial).map(Refusal.Problem.init)
        checkBlanks(in: values, at: .root, &found)
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

    /// What is wrong with the codes among the values of a body. What is `held` by the same field
    /// stays as it is, however old.
    private func codeProblems(
        in values: [JSONValue?], _ view: View, held: JSONValue? = nil, allowsRetired: Bool = false
    ) -> [Refusal.Problem] {
        var found: [Refusal.Problem] = []
        terms(in: values) { list, code, place in
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

    /// Notes texts that must say something and say nothing, among the values of an object.
    private func checkBlanks(
        in values: [JSONValue?], at place: @autoclosure () -> JSONPointer,
        _ found: inout [Refusal.Problem]
    ) {
        for index in filledPlaces {
            switch values[index] {
            case .string(let text):
                // Seen by its first byte, most is not: white space is below "!" or beyond ASCII.
                guard let first = text.utf8.first, first <= 0x20 || first > 0x7F,
                    text.allSatisfy(\.isWhitespace)
                else { continue }
                let place = place().appending(fields[index].name)
                found.append(Refusal.Problem(place.path, "blank"))
            case .object(let object):
                guard case .object(let shape) = fields[index].kind else { continue }
                shape.checkBlanks(
                    in: shape.values(of: object), at: place().appending(fields[index].name),
                    &found)
            default: break
            }
        }
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
            for index in items.indices {
                checkTexts(in: items[index], at: place().appending(index), &found)
            }
        case .object(let object):
            // By index, for the members of an iterator are copies.
            for index in object.members.indices {
                checkTexts(
                    in: object.members[index].value,
                    at: place().appending(object.members[index].key), &found)
            }
        case .null, .bool, .integer, .number: break
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
    fileprivate init(_ problem: JSONProblem) {
        self.init(problem.pointer.path, problem.issue.code, problem.issue.values)
    }

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
