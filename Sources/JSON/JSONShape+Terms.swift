extension JSONShape {
    /// Calls `take` with each string that is to stand in a list, of an object whose `values` for
    /// the fields these are: the list's name, the string and its place. Values of other kinds than
    /// the shape asks for are passed over.
    public func terms(
        in values: [JSONValue?],
        _ take: (_ list: String, _ text: String, _ place: JSONPointer) -> Void
    ) {
        terms(in: values, at: .root, take)
    }

    fileprivate func terms(
        in values: [JSONValue?], at place: @autoclosure () -> JSONPointer,
        _ take: (String, String, JSONPointer) -> Void
    ) {
        for index in termPlaces {
            guard let held = values[index] else { continue }
            let field = fields[index]
            field.kind.terms(in: held, at: place().appending(field.name), take)
        }
    }
}

extension JSONFieldKind {
    /// Whether its values hold strings that are to stand in a list.
    var holdsTerms: Bool {
        switch self {
        case .term: true
        case .list(let kind, _, _): kind.holdsTerms
        case .object(let shape): !shape.termPlaces.isEmpty
        default: false
        }
    }

    fileprivate func terms(
        in value: JSONValue, at place: @autoclosure () -> JSONPointer,
        _ take: (String, String, JSONPointer) -> Void
    ) {
        switch self {
        case .term(let list):
            if let text = value.string { take(list, text, place()) }
        case .list(let kind, let max, _):
            for (index, item) in (value.array ?? []).prefix(max).enumerated() {
                kind.terms(in: item, at: place().appending(index), take)
            }
        case .object(let shape):
            guard case .object(let object) = value else { return }
            shape.terms(in: shape.values(of: object), at: place(), take)
        default: break
        }
    }
}
