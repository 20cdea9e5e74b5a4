/// A member that an object may have. One of few, made once: by reference, for each request walks
/// over them.
public final class JSONField: Sendable {
    /// The member's name.
    public let name: String
    /// What it may hold.
    public let kind: JSONFieldKind
    /// Whether requests must have it.
    public let isRequired: Bool
    /// Whether the server alone sets it. Requests may bring it back; whether it is unchanged is
    /// for the caller to check.
    public let isReadOnly: Bool
    /// Whether it is shown once, and null whenever the same is told again.
    public let isSecret: Bool
    /// Whether it may be null.
    public let isNullable: Bool
    /// What it means, in a sentence.
    public let description: String
    /// A value it may have.
    public let example: JSONValue?

    /// A field.
    public init(
        _ name: String, _ kind: JSONFieldKind, required: Bool = false, readOnly: Bool = false,
        nullable: Bool = false, secret: Bool = false, _ description: String,
        example: JSONValue? = nil
    ) {
        self.name = name
        self.kind = kind
        isRequired = required
        isReadOnly = readOnly
        isNullable = nullable
        isSecret = secret
        self.description = description
        self.example = example
    }
}
