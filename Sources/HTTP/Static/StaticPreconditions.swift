/// What the preconditions of a request for a file decide, in the order of RFC 9110 §13.2.2.
enum StaticPreconditions: Equatable {
    /// The file is answered, or the part that `Range` asks for.
    case met
    /// The client has it already: 304.
    case notModified
    /// The client wants another version than there is: 412.
    case failed

    init(_ fields: HTTPFields, entityTag: String, modified: Int) {
        if fields.contains("if-match") {
            guard EntityTag.isListed(entityTag, in: fields, "if-match", .strong) else {
                self = .failed
                return
            }
        } else if let date = Self.date("if-unmodified-since", fields), modified > date {
            self = .failed
            return
        }
        self = Self.isKnown(fields, entityTag, modified) ? .notModified : .met
    }

    private static func isKnown(_ fields: HTTPFields, _ entityTag: String, _ modified: Int) -> Bool
    {
        // §13.1.3: If-Modified-Since counts only without If-None-Match.
        if fields.contains("if-none-match") {
            return EntityTag.isListed(entityTag, in: fields, "if-none-match", .weak)
        }
        return Self.date("if-modified-since", fields).map { modified <= $0 } ?? false
    }

    /// Seconds since 1970. A date that cannot be read is no condition (§13.1.3, §13.1.4).
    private static func date(_ field: StaticString, _ fields: HTTPFields) -> Int? {
        fields.first(field).flatMap { HTTPDate($0)?.secondsSinceEpoch }
    }

    /// Whether `Range` counts (§13.1.5): without `If-Range`, or where that names the tag. A date
    /// never does: it cannot tell two versions of one second apart (§8.8.2.2), and who was given
    /// a tag must not send it.
    static func allowRange(_ fields: HTTPFields, entityTag: String) -> Bool {
        guard let validator = fields.first("if-range") else { return true }
        return validator == entityTag
    }
}
