import Telemetry
import Testing

struct TraceContextTests {
    static let trace = "4bf92f3577b34da6a3ce929d0e0e4736"
    static let span = "00f067aa0ba902b7"

    @Test(arguments: ["00", "01", "03", "ff"])
    func `a well formed header comes back as it was`(flags: String) throws {
        let header = "00-\(Self.trace)-\(Self.span)-\(flags)"
        let context = try #require(TraceContext(traceparent: header))
        #expect(context.traceID == Self.trace)
        #expect(context.spanID == Self.span)
        #expect(context.flags == UInt8(flags, radix: 16))
        #expect(context.traceparent == header)
    }

    @Test(arguments: [
        "", "00", "00-\(trace)-\(span)", "00-\(trace)-\(span)-0", "00-\(trace)-\(span)-010",
        "00-\(trace)-\(span)-01-", "00-\(trace)-\(span)-01-x", " 00-\(trace)-\(span)-01",
        "ff-\(trace)-\(span)-01", "0g-\(trace)-\(span)-01", "FF-\(trace)-\(span)-01",
        "00-00000000000000000000000000000000-\(span)-01", "00-\(trace)-0000000000000000-01",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-\(span)-01", "00-\(trace)-\(span)-0A",
        "00_\(trace)_\(span)_01", "cc-\(trace)-\(span)-01.x",
        "00-4bf92f3577b34da6a3ce929d0e0e473å-00f067aa0ba902b-01",
    ])
    func `a malformed header is ignored`(header: String) {
        #expect(TraceContext(traceparent: header) == nil)
    }

    @Test(arguments: ["", "-", "-what comes later"])
    func `a later version is read as far as it is known`(more: String) throws {
        let header = "cc-\(Self.trace)-\(Self.span)-ff\(more)"
        let context = try #require(TraceContext(traceparent: header))
        #expect(context.traceparent == "00-\(Self.trace)-\(Self.span)-01")
    }

    @Test func `a child keeps trace, flags and tracestate`() throws {
        let parent = try #require(
            TraceContext(
                traceparent: "00-\(Self.trace)-\(Self.span)-01", tracestate: "rojo=1,congo=t"))
        let child = parent.child(randomSpanID: 0xab)
        #expect(child.traceparent == "00-\(Self.trace)-00000000000000ab-01")
        #expect(child.tracestate == "rojo=1,congo=t")
        #expect(parent.child(randomSpanID: 0).spanID == "0000000000000001")
    }

    @Test(arguments: ["", "a=\r\nb", "a=å", String(repeating: "a", count: 513)])
    func `a tracestate that may not be sent on is dropped`(tracestate: String) throws {
        let header = "00-\(Self.trace)-\(Self.span)-01"
        let context = try #require(TraceContext(traceparent: header, tracestate: tracestate))
        #expect(context.tracestate == nil)
    }

    @Test func `a new trace has identifiers of the random bits and never zero`() {
        let context = TraceContext(randomTraceID: (1, .max), randomSpanID: 0x10)
        #expect(context.traceparent == "00-0000000000000001ffffffffffffffff-0000000000000010-00")
        let zero = TraceContext(randomTraceID: (0, 0), randomSpanID: 0)
        #expect(TraceContext(traceparent: zero.traceparent) == zero)
    }
}
