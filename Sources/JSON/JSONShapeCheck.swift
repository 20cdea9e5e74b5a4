/// Collects the problems of a value. Places are spelled only where there is a problem.
struct JSONShapeCheck {
    private(set) var problems: [JSONProblem] = []
    /// How many more unknown names are compared with the known ones.
    private var hintsLeft = 50

    mutating func check(
        _ object: JSONObject, of values: [JSONValue?], against shape: JSONShape,
        at place: @autoclosure () -> JSONPointer, partial: Bool
    ) {
        var knownCount = 0
        for (field, value) in zip(shape.fields, values) {
            if let value {
                knownCount += 1
                if !field.isReadOnly {
                    check(value, of: field, at: place().appending(field.name), partial: partial)
                }
            } else if field.isRequired, !field.isReadOnly, !partial {
                report(.required, at: place().appending(field.name))
            }
        }
        // No name occurs twice.
        if knownCount == object.count { return }
        for member in object.members where !shape.knows(member.key) {
            guard problems.count < JSONShape.problemsMax else { return }
            hintsLeft -= 1
            let nearest = hintsLeft < 0 ? nil : shape.nearestName(to: member.key)
            report(
                .unknownField(member.key, nearest: nearest), at: place().appending(member.key))
        }
    }

    private mutating func check(
        _ value: JSONValue, of field: JSONField, at place: @autoclosure () -> JSONPointer,
        partial: Bool
    ) {
        if value.isNull {
            if case .any = field.kind { return }
            if !field.isNullable { report(.nullNotAllowed, at: place()) }
            return
        }
        check(value, as: field.kind, at: place(), partial: partial)
    }

    private mutating func check(
        _ value: JSONValue, as kind: JSONFieldKind, at place: @autoclosure () -> JSONPointer,
        partial: Bool
    ) {
        switch kind {
        case .object(let shape):
            guard case .object(let object) = value else { return report(.notAnObject, at: place()) }
            check(
                object, of: shape.values(of: object), against: shape, at: place(), partial: partial)
        case .list(let kind, let max, let unique):
            checkList(value, of: kind, max: max, unique: unique, at: place())
        case .reference: checkReference(value, at: place())
        default: if let issue = kind.scalarIssue(of: value) { report(issue, at: place()) }
        }
    }

    private mutating func checkList(
        _ value: JSONValue, of kind: JSONFieldKind, max: Int, unique: Bool,
        at place: @autoclosure () -> JSONPointer
    ) {
        guard case .array(let items) = value else { return report(.notAnArray, at: place()) }
        if items.count > max { report(.tooManyItems(max: max), at: place()) }
        var seen = Seen(capacity: unique ? items.count : 0)
        for (index, item) in items.prefix(max).enumerated() {
            // Required members of items are required in a merge patch too: arrays are replaced
            // whole (RFC 7396 §1).
            check(item, as: kind, at: place().appending(index), partial: false)
            if unique, !seen.isNew(kind.identity(of: item)) {
                report(.notUnique, at: place().appending(index))
            }
        }
    }

    private mutating func checkReference(
        _ value: JSONValue, at place: @autoclosure () -> JSONPointer
    ) {
        switch value {
        case .string: break
        case .object(let object):
            guard let id = object["id"] else {
                return report(.required, at: place().appending("id"))
            }
            if id.string == nil { report(.notAString, at: place().appending("id")) }
        default: report(.notAString, at: place())
        }
    }

    private mutating func report(_ issue: JSONIssue, at place: @autoclosure () -> JSONPointer) {
        guard problems.count < JSONShape.problemsMax else { return }
        problems.append(JSONProblem(place(), issue))
    }
}

extension JSONFieldKind {
    /// What makes two items the same: of references the id.
    fileprivate func identity(of item: JSONValue) -> JSONValue {
        if case .reference = self, let id = item["id"] { id } else { item }
    }
}

/// The items of a list so far: most lists are so short that to compare costs less than to hash.
private struct Seen {
    private static let fewMax = 8

    private var few: [JSONValue] = []
    private var many: Set<JSONValue> = []

    init(capacity: Int) { few.reserveCapacity(min(capacity, Self.fewMax)) }

    mutating func isNew(_ item: JSONValue) -> Bool {
        if few.count < Self.fewMax {
            if few.contains(item) { return false }
            few.append(item)
            return true
        }
        return !few.contains(item) && many.insert(item).inserted
    }
}
