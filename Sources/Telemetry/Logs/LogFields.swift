/// The fields of a log line: named values in the order they were given, each name once.
public struct LogFields: Sendable, Hashable, ExpressibleByDictionaryLiteral {
    /// One named value.
    public struct Field: Sendable, Hashable {
        /// The name, such as `requestId`.
        public let name: String
        /// The value.
        public var value: LogValue
    }

    /// The fields in order.
    public private(set) var fields: [Field] = []

    /// No fields.
    public init() {}

    /// The fields in `pairs`, in order; a name that comes again changes the value it had.
    public init(_ pairs: [(String, LogValue)]) {
        for (name, value) in pairs { self[name] = value }
    }

    /// The fields in `elements`, in order; a name that comes again changes the value it had.
    public init(dictionaryLiteral elements: (String, LogValue)...) {
        self.init(elements)
    }

    /// Whether there are no fields.
    public var isEmpty: Bool { fields.isEmpty }

    /// The value of `name`. Setting a value keeps the place of a field that exists and appends
    /// one that does not; setting nil takes the field out.
    public subscript(_ name: String) -> LogValue? {
        get { fields.first { $0.name == name }?.value }
        set {
            let index = fields.firstIndex { $0.name == name }
            switch (index, newValue) {
            case (let index?, let value?): fields[index].value = value
            case (let index?, nil): fields.remove(at: index)
            case (nil, let value?): fields.append(Field(name: name, value: value))
            case (nil, nil): break
            }
        }
    }

    /// These fields and then `others`, whose values win where the names are the same.
    public func merging(_ others: LogFields) -> LogFields {
        guard !isEmpty else { return others }
        var merged = self
        for field in others.fields { merged[field.name] = field.value }
        return merged
    }
}
