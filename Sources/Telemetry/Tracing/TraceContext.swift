/// The place of a request in a trace (W3C Trace Context).
public struct TraceContext: Sendable, Hashable {
    /// The 128 bits of the trace's identifier.
    private let trace: TraceIdentifier
    private let span: UInt64
    /// The flags; bit 0 says that the caller may have recorded the trace.
    public let flags: UInt8
    /// The vendors' part, passed on unread; nil when there was none or it was malformed.
    public let tracestate: String?

    private struct TraceIdentifier: Hashable {
        let high: UInt64
        let low: UInt64
    }

    /// 32 lower-case hexadecimal digits, not all zero; the same through the whole trace.
    public var traceID: String { Self.digits(trace.high) + Self.digits(trace.low) }

    /// 16 lower-case hexadecimal digits, not all zero; the span that this context names.
    public var spanID: String { Self.digits(span) }

    /// The context of an incoming request, or nil when `traceparent` is malformed, has version
    /// `ff` or has an all-zero identifier (W3C Trace Context §3.2).
    ///
    /// A version after `00` may have more text after a further dash; of its flags only the
    /// first bit is kept, since the others may mean something else.
    public init?(traceparent: String, tracestate: String? = nil) {
        let bytes = Array(traceparent.utf8)
        guard bytes.count >= Self.headerCount,
            bytes[2] == Self.dash, bytes[35] == Self.dash, bytes[52] == Self.dash,
            let version = Self.value(bytes[0..<2]), version != 0xff,
            version == 0 ? bytes.count == 55 : bytes.count == 55 || bytes[55] == Self.dash,
            let high = Self.value(bytes[3..<19]), let low = Self.value(bytes[19..<35]),
            high | low != 0, let span = Self.value(bytes[36..<52]), span != 0,
            let flags = Self.value(bytes[53..<55])
        else { return nil }
        trace = TraceIdentifier(high: high, low: low)
        self.span = span
        self.flags = UInt8(version == 0 ? flags : flags & 1)
        self.tracestate = tracestate.flatMap { Self.isTracestate($0) ? $0 : nil }
    }

    /// The first span of a new trace, unrecorded, with identifiers made of random bits.
    public init(randomTraceID: (UInt64, UInt64), randomSpanID: UInt64) {
        let isZero = randomTraceID.0 | randomTraceID.1 == 0
        trace = TraceIdentifier(high: randomTraceID.0, low: isZero ? 1 : randomTraceID.1)
        span = randomSpanID == 0 ? 1 : randomSpanID
        flags = 0
        tracestate = nil
    }

    private init(_ parent: TraceContext, span: UInt64) {
        trace = parent.trace
        self.span = span
        flags = parent.flags
        tracestate = parent.tracestate
    }

    /// A span below this one in the same trace, whose identifier is made of `randomSpanID`.
    public func child(randomSpanID: UInt64) -> TraceContext {
        TraceContext(self, span: randomSpanID == 0 ? 1 : randomSpanID)
    }

    /// The header value to send, always of version `00`.
    public var traceparent: String {
        var bytes: [UInt8] = []
        write(into: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Appends the header value without making a string: every answer carries one.
    public func write(into bytes: inout [UInt8]) {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: Self.headerCount) { text in
            text[0] = UInt8(ascii: "0")
            text[1] = UInt8(ascii: "0")
            text[2] = Self.dash
            Self.spell(trace.high, to: text, 3..<19)
            Self.spell(trace.low, to: text, 19..<35)
            text[35] = Self.dash
            Self.spell(span, to: text, 36..<52)
            text[52] = Self.dash
            Self.spell(UInt64(flags), to: text, 53..<55)
            bytes.append(contentsOf: text)
        }
    }

    private static let headerCount = 55
    private static let dash = UInt8(ascii: "-")

    /// Fills the room with the lowest digits of the value, the last one last.
    private static func spell(
        _ value: UInt64, to text: UnsafeMutableBufferPointer<UInt8>, _ room: Range<Int>
    ) {
        var rest = value
        var index = room.upperBound
        while index > room.lowerBound {
            index -= 1
            let digit = UInt8(rest & 0xf)
            text[index] =
                digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + (digit - 10)
            rest >>= 4
        }
    }

    private static func value(_ bytes: ArraySlice<UInt8>) -> UInt64? {
        var value: UInt64 = 0
        for byte in bytes {
            guard let digit = digit(byte) else { return nil }
            value = value << 4 | UInt64(digit)
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
