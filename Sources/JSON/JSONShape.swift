/// What an object may be, as data: the same data checks values and gives their JSON Schema. One of
/// few, made once: by reference, for each request looks at it.
public final class JSONShape: Sendable {
    /// The shape's name in a set of schemas.
    public let name: String
    /// What the object is, in a sentence.
    public let description: String
    /// Its members in the order in which they are written.
    public let fields: [JSONField]
    /// Where in `fields` those are that hold strings which are to stand in a list.
    let termPlaces: [Int]
    /// Where in `fields` those are that the server alone sets.
    public let readOnlyPlaces: [Int]
    /// Where in `fields` those are whose texts must not be empty, and objects, which may have some.
    public let filledPlaces: [Int]
    private let names: JSONNameTable

    /// A shape.
    public init(_ name: String, _ description: String, _ fields: [JSONField]) {
        self.name = name
        self.description = description
        self.fields = fields
        termPlaces = fields.indices.filter { fields[$0].kind.holdsTerms }
        readOnlyPlaces = fields.indices.filter { fields[$0].isReadOnly }
        filledPlaces = fields.indices.filter { place in
            switch fields[place].kind {
            case .text(let min, _): min > 0 && !fields[place].isReadOnly
            case .object: !fields[place].isReadOnly
            default: false
            }
        }
        names = JSONNameTable(fields.map(\.name))
    }

    /// The values that the object has for the fields, in their order; nil for those it has not.
    /// Costs the object's members, and not their product with the fields.
    public func values(of object: JSONObject) -> [JSONValue?] {
        var values = [JSONValue?](repeating: nil, count: fields.count)
        // By index, for the members of an iterator are copies.
        for index in object.members.indices {
            if let place = names.place(of: object.members[index].key) {
                values[place] = object.members[index].value
            }
        }
        return values
    }

    /// Whether it has a field of that name.
    func knows(_ name: String) -> Bool { names.place(of: name) != nil }

    /// So many problems are collected at most, so that a hostile value does not make an answer
    /// many times its size.
    public static let problemsMax = 1000

    /// Every problem of the value, those of known fields first in the order of the shape, then
    /// unknown fields in the order of the value. `partial` lets required fields be absent.
    public func problems(in value: JSONValue, partial: Bool = false) -> [JSONProblem] {
        guard case .object(let object) = value else { return [JSONProblem(.root, .notAnObject)] }
        return problems(in: object, of: values(of: object), partial: partial)
    }

    /// The same of an object whose `values` for the fields are known.
    public func problems(
        in object: JSONObject, of values: [JSONValue?], partial: Bool = false
    ) -> [JSONProblem] {
        var check = JSONShapeCheck()
        check.check(object, of: values, against: self, at: .root, partial: partial)
        return check.problems
    }
}
