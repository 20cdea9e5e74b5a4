/// What an object may be, as data: the same data checks values and gives their JSON Schema.
public struct JSONShape: Sendable {
    /// The shape's name in a set of schemas.
    public let name: String
    /// What the object is, in a sentence.
    public let description: String
    /// Its members in the order in which they are written.
    public let fields: [JSONField]
    /// The fields that hold strings which are to stand in a list.
    let termFields: [JSONField]
    /// Where in `fields` the names of each length are: of one length there are few.
    private let places: [[Int]]

    /// A shape.
    public init(_ name: String, _ description: String, _ fields: [JSONField]) {
        self.name = name
        self.description = description
        self.fields = fields
        termFields = fields.filter(\.kind.holdsTerms)
        let lengths = fields.map(\.name.utf8.count)
        places = (0...(lengths.max() ?? 0)).map { length in
            lengths.indices.filter { lengths[$0] == length }
        }
    }

    /// The values that the object has for the fields, in their order; nil for those it has not.
    /// Costs the object's members, and not their product with the fields.
    public func values(of object: JSONObject) -> [JSONValue?] {
        var values = [JSONValue?](repeating: nil, count: fields.count)
        for member in object.members {
            if let place = place(of: member.key) { values[place] = member.value }
        }
        return values
    }

    /// Whether it has a field of that name.
    func knows(_ name: String) -> Bool { place(of: name) != nil }

    private func place(of name: String) -> Int? {
        guard name.utf8.count < places.count else { return nil }
        return places[name.utf8.count].first { fields[$0].name.hasSameBytes(as: name) }
    }

    /// So many problems are collected at most, so that a hostile value does not make an answer
    /// many times its size.
    public static let problemsMax = 1000

    /// Every problem of the value, those of known fields first in the order of the shape, then
    /// unknown fields in the order of the value. `partial` lets required fields be absent.
    public func problems(in value: JSONValue, partial: Bool = false) -> [JSONProblem] {
        var check = JSONShapeCheck()
        check.check(value, against: self, at: .root, partial: partial)
        return check.problems
    }
}
