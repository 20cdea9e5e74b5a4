/// What the braces of a route's pattern stood for, percent-decoded.
public struct HTTPPathParameters: Sendable {
    private let names: [String]
    private let values: [String]

    /// No parameters.
    public static let none = HTTPPathParameters(names: [], values: [])

    /// For tests of handlers.
    public init(_ pairs: [(name: String, value: String)]) {
        self.init(names: pairs.map(\.name), values: pairs.map(\.value))
    }

    init(names: [String], values: [String]) {
        self.names = names
        self.values = values
    }

    /// The value of the parameter of that name; nil where the pattern has none.
    public subscript(_ name: String) -> String? {
        for index in names.indices where names[index] == name { return values[index] }
        return nil
    }
}
