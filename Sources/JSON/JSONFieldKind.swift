/// What a field may hold.
public indirect enum JSONFieldKind: Sendable {
    /// A string of so many Unicode scalars.
    case text(min: Int, max: Int)
    /// `true` or `false`.
    case bool
    /// An integer written without fraction and exponent.
    case integer(min: Int64, max: Int64)
    /// Any number that a double can hold.
    case number
    /// One of these strings.
    case choice([String])
    /// A string that `check` finds no issue with. `format`, `pattern` (ECMA 262) and `allowed`
    /// (empty means any) only describe it in the schema.
    case checked(
        format: String, allowed: [String] = [], pattern: String? = nil,
        check: @Sendable (String) -> JSONIssue?)
    /// A string that stands in the list named. Which do is known elsewhere: see
    /// ``JSONShape/terms(in:_:)``.
    case term(of: String)
    /// The id of a resource of the type named; in requests also the object with a member `id`
    /// that an answer gave, in answers always such an object.
    case reference(to: String)
    /// An array of so many such items, each once where `unique`.
    case list(JSONFieldKind, max: Int, unique: Bool)
    /// An object of that shape.
    case object(JSONShape)
    /// Any value.
    case any
}
