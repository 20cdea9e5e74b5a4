/// The type of a value (RFC 8259 §3).
public enum JSONKind: Sendable {
    case null, bool, number, string, array, object
}
