/// What a reader of JSON text puts up with.
public struct JSONLimits: Sendable {
    /// How deep arrays and objects may nest; a scalar alone has depth 0. More than 512 is
    /// taken as 512, so that no text can exhaust the stack.
    public var depthMax = 32

    /// The longest text in bytes.
    public var bytesMax = 1 << 20

    /// The limits given, the others at their defaults.
    public init(depthMax: Int = 32, bytesMax: Int = 1 << 20) {
        self.depthMax = depthMax
        self.bytesMax = bytesMax
    }
}
