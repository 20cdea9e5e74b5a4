import Testing

@testable import HTTP

struct HTTPChunkedDecoderTests {
    /// What a body decodes to, and what is left behind it.
    enum Outcome: Equatable {
        case content(String, consumed: Int)
        case incomplete(String)
        case invalid(HTTPRefusal)
    }

    /// Gives the decoder the pieces that the cuts make.
    private static func decode(_ bytes: [UInt8], cuts: [Int] = []) -> Outcome {
        var decoder = HTTPChunkedDecoder()
        var content: [UInt8] = []
        var offset = 0
        for end in cuts + [bytes.count] {
            while offset < end {
                let piece = Array(bytes[offset..<end])
                switch piece.withUnsafeBytes({ decoder.next($0) }) {
                case .more(let consumed): offset += consumed
                case .content(let range):
                    content += piece[range]
                    offset += range.upperBound
                case .end(let consumed):
                    return .content(
                        String(decoding: content, as: UTF8.self), consumed: offset + consumed)
                case .invalid(let refusal): return .invalid(refusal)
                }
            }
        }
        return .incomplete(String(decoding: content, as: UTF8.self))
    }

    @Test(arguments: [
        ("0\r\n\r\n", ""), ("000\r\n\r\n", ""), ("3\r\nabc\r\n0\r\n\r\n", "abc"),
        ("3\r\nabc\r\nA\r\n0123456789\r\n0\r\n\r\n", "abc0123456789"),
        ("00a\r\n0123456789\r\n0\r\n\r\n", "0123456789"), ("2\r\n\r\n\r\n0\r\n\r\n", "\r\n"),
        ("1;a\r\nx\r\n0;b=\"c d\"\r\n\r\n", "x"), ("1 \t;a=b\r\nx\r\n0\r\n\r\n", "x"),
        ("1\r\nx\r\n0\r\nA: b\r\nC:\r\n\r\n", "x"),
    ])
    func `a body is decoded wherever it is cut`(body: String, content: String) {
        let bytes = Array(body.utf8)
        let expected = Outcome.content(content, consumed: bytes.count)
        #expect(Self.decode(bytes) == expected)
        #expect(Self.decode(bytes + Array("GET /".utf8)) == expected)
        for cut in 0...bytes.count { #expect(Self.decode(bytes, cuts: [cut]) == expected) }
        #expect(Self.decode(bytes, cuts: Array(0...bytes.count)) == expected)
    }

    @Test(arguments: [
        "\r\n", "x\r\n", "-1\r\n", "+1\r\n", "0x1\r\n", " 1\r\n", "1 \r\n", "1 x\r\n", "1\n",
        "1\rx", "1\r\nxy", "1\r\nx\ry", "1\r\nx\n", "3\r\nab\r\n0", ";a\r\n", "1;a\n",
        "1;\u{1}\r\n", "8000000000000000\r\n", "FFFFFFFFFFFFFFFF\r\n", "00000000000000001\r\n",
        "0\r\nA\r\n", "0\r\nA : b\r\n", "0\r\n b\r\n", "0\r\nA: b\n", "0\r\nA: \u{0}\r\n",
        "0\r\n:\r\n", "0\r\n\rx", "0\n\n", "0\r\n\n", "0\r\nA: b\r\n c\r\n",
    ])
    func `a faulty body is refused wherever it is cut`(body: String) {
        let bytes = Array(body.utf8)
        let whole = Self.decode(bytes)
        guard case .invalid(let refusal) = whole else {
            Issue.record("\(whole)")
            return
        }
        #expect(refusal.status == .badRequest)
        for cut in 0...bytes.count { #expect(Self.decode(bytes, cuts: [cut]) == whole) }
    }

    @Test func `the largest size is taken and waits for its content`() {
        #expect(Self.decode(Array("7FFFFFFFFFFFFFFF\r\nab".utf8)) == .incomplete("ab"))
    }

    @Test func `extensions and trailers are bounded`() {
        let long = String(repeating: "a", count: HTTPChunkedDecoder.extensionBytesMax - 1)
        #expect(Self.decode(Array("0;\(long)\r\n\r\n".utf8)) == .content("", consumed: 4101))
        let longer: [String] = [
            "0;\(long)a\r\n\r\n", "1;\(long)\r\nx\r\n0;a\r\n\r\n",
            "0\r\nA:\(String(repeating: "a", count: HTTPChunkedDecoder.trailerBytesMax))\r\n\r\n",
        ]
        for body in longer {
            guard case .invalid = Self.decode(Array(body.utf8)) else {
                Issue.record("\(body.utf8.count) bytes are taken")
                return
            }
        }
    }
}
