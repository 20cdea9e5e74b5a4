/// The place of a request in a trace (W3C Trace Context).
public struct TraceContext: Sendable, Hashable {
    /// 32 lower-case hexadecimal digits, not all zero; the same through the whole trace.
    public let traceID: String
    /// 16 lower-case hexadecimal digits, not all zero; the span that this context names.
    public let spanID: String
    /// The flags; bit 0 says that the caller may have recorded the trace.
    public let flags: UInt8
    /// The vendors' part, passed on unread; nil when there was none or it was malformed.
    public let tracestate: String?

    /// The context of an incoming request, or nil when `traceparent` is malformed, has version
    /// `ff` or has an all-zero identifier (W3C Trace Context §3.2).
    ///
    /// A version after `00` may have more text after a further dash; of its flags only the
    /// first bit is kept, since the others may mean something else.
    public init?(traceparent: String, tracestate: String? = nil) {
        let bytes = Array(traceparent.utf8)
        guard bytes.count >= 55,
            bytes[2] == Self.dash, bytes[35] == Self.dash, bytes[52] == Self.dash,
            let version = Self.value(bytes[0..<2]), version != 0xff,
            version == 0 ? bytes.count == 55 : bytes.count == 55 || bytes[55] == Self.dash,
            let traceID = Self.identifier(bytes[3..<35]),
            let spanID = Self.identifier(bytes[36..<52]),
            let flags = Self.value(bytes[53..<55])
        else { return nil }
        self.traceID = traceID
        self.spanID = spanID
        self.flags = version == 0 ? flags : flags & 1
        self.tracestate = tracestate.flatMap { Self.isTracestate($0) ? $0 : nil }
    }

    /// The first span of a new trace, unrecorded, with identifiers made of random bits.
    public init(randomTraceID: (UInt64, UInt64), randomSpanID: UInt64) {
        let isZero = randomTraceID.0 == 0 && randomTraceID.1 == 0
        traceID = Self.digits(randomTraceID.0) + Self.digits(isZero ? 1 : randomTraceID.1)
        spanID = Self.digits(randomSpanID == 0 ? 1 : randomSpanID)
        flags = 0
        tracestate = nil
    }

    private init(_ parent: TraceContext, spanID: String) {
        traceID = parent.traceID
        self.spanID = spanID
        flags = parent.flags
        tracestate = parent.tracestate
    }

    /// A span below this one in the same trace, whose identifier is made of `randomSpanID`.
    public func child(randomSpanID: UInt64) -> TraceContext {
        TraceContext(self, spanID: Self.digits(randomSpanID == 0 ? 1 : randomSpanID))
    }

    /// The header value to send, always of version `00`.
    public var traceparent: String {
        let digits = String(flags, radix: 16)
        return "00-\(traceID)-\(spanID)-\(flags < 16 ? "0" : "")\(digits)"
    }

    private static let dash = UInt8(ascii: "-")

    private static func identifier(_ bytes: ArraySlice<UInt8>) -> String? {
        guard bytes.allSatisfy({ digit($0) != nil }),
            bytes.contains(where: { $0 != UInt8(ascii: "0") })
        else { return nil }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func value(_ bytes: ArraySlice<UInt8>) -> UInt8? {
        var value: UInt8 = 0
        for byte in bytes {
            guard let digit = digit(byte) else { return nil }
            value = value << 4 | digit
        }
        return value
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        default: nil
        }
    }

    private static func digits(_ value: UInt64) -> String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }

    /// Whether `text` may be sent on: visible ASCII and spaces, within the 512 characters that
    /// W3C Trace Context §3.3.1.5 asks everyone to pass on.
    private static func isTracestate(_ text: String) -> Bool {
        (1...512).contains(text.utf8.count) && text.utf8.allSatisfy { (0x20...0x7e).contains($0) }
    }
}
