/// How long the parts of a request head may be.
public struct HTTPHeadLimits: Sendable {
    /// Bytes of the request target; more is answered by 414.
    public var targetBytesMax = 8 << 10
    /// Bytes of all field lines; more is answered by 431.
    public var fieldBytesMax = 16 << 10
    /// Field lines; more is answered by 431.
    public var fieldCountMax = 100

    /// The limits of the wire rules: 8 KiB, 16 KiB and 100 fields.
    public init() {}

    /// What a request line may hold beside its target: a method, the version and two spaces.
    static let requestLineRest = 64
}
