import Testing

@testable import HTTP

struct ByteRangeTests {
    private static func range(_ fields: String, of count: Int = 10) throws -> ByteRange {
        let head = try HTTPRequestHead.parsing("GET / HTTP/1.1\r\nHost: a\r\n\(fields)\r\n")
        return ByteRange(head.fields, count: count)
    }

    /// RFC 9110 §14.1.2.
    @Test(arguments: [
        ("0-0", 0..<1), ("0-9", 0..<10), ("3-5", 3..<6), ("9-9", 9..<10), ("4-", 4..<10),
        ("0-", 0..<10), ("7-99", 7..<10), ("-1", 9..<10), ("-10", 0..<10), ("-11", 0..<10),
        ("0-99999999999999999999999", 0..<10), ("-99999999999999999999999", 0..<10),
        (" 3-5 ", 3..<6), ("003-005", 3..<6),
    ])
    func `one range is taken`(text: String, range: Range<Int>) throws {
        #expect(try Self.range("Range: bytes=\(text)\r\n") == .part(range))
        #expect(try Self.range("range: Bytes=\(text)\r\n") == .part(range))
    }

    @Test(arguments: ["10-", "10-11", "99999999999999999999999-", "-0"])
    func `a range that begins behind the end cannot be satisfied`(text: String) throws {
        #expect(try Self.range("Range: bytes=\(text)\r\n") == .unsatisfiable)
    }

    @Test func `nothing has no range`() throws {
        for text in ["0-", "0-0", "-1", "-0"] {
            #expect(try Self.range("Range: bytes=\(text)\r\n", of: 0) == .unsatisfiable)
        }
    }

    @Test(arguments: [
        "", "Range:\r\n", "Range: bytes\r\n", "Range: bytes=\r\n", "Range: bytes=-\r\n",
        "Range: bytes=5-3\r\n", "Range: bytes=a-b\r\n", "Range: bytes=1 - 2\r\n",
        "Range: bytes=+1-2\r\n", "Range: bytes=1--2\r\n", "Range: bytes=0x1-2\r\n",
        "Range: lines=0-1\r\n", "Range: bytes 0-1\r\n", "Range: bytes=0-1,3-4\r\n",
        "Range: bytes=0-1\r\nRange: bytes=3-4\r\n", "Range: bytes=5\r\n",
    ])
    func `all else is answered whole`(fields: String) throws {
        #expect(try Self.range(fields) == .whole)
    }
}
