/// What an object may be, as data: the same data checks values and gives their JSON Schema.
public struct JSONShape: Sendable {
    /// The shape's name in a set of schemas.
    public let name: String
    /// What the object is, in a sentence.
    public let description: String
    /// Its members in the order in which they are written.
    public let fields: [JSONField]

    /// A shape.
    public init(_ name: String, _ description: String, _ fields: [JSONField]) {
        self.name = name
        self.description = description
        self.fields = fields
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
