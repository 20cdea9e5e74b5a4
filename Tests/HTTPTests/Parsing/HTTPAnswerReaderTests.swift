import Testing

@testable import HTTP

/// A client's reading of one answer, cut anywhere.
struct HTTPAnswerReaderTests {
    private static let answers: [(text: String, status: Int, content: String)] = [
        ("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc", 200, "abc"),
        ("HTTP/1.1 204 No Content\r\n\r\n", 204, ""),
        ("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", 200, ""),
        (
            "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 422 No\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "3\r\nabc\r\n2;x=y\r\n\r\n\r\n0\r\n\r\n",
            422, "abc\r\n"
        ),
    ]

    @Test(arguments: answers.indices)
    func `an answer is read whole however it is cut`(index: Int) throws {
        let (text, status, content) = Self.answers[index]
        let bytes = Array(text.utf8)
        for length in 1...bytes.count {
            var reader = HTTPAnswerReader()
            var read: [UInt8] = []
            for start in stride(from: 0, to: bytes.count, by: length) {
                #expect(!reader.isComplete)
                let piece = bytes[start..<min(start + length, bytes.count)]
                read += try reader.read(Array(piece))
            }
            #expect(reader.status == status && reader.isComplete)
            #expect(String(decoding: read, as: UTF8.self) == content)
        }
    }

    @Test func `one that is cut off is not complete`() throws {
        for (text, _, _) in Self.answers {
            var reader = HTTPAnswerReader()
            _ = try reader.read(Array(text.utf8.dropLast()))
            #expect(!reader.isComplete)
        }
    }

    @Test(arguments: [
        "SSH-2.0\r\n\r\n", "HTTP/1.1 OK\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nx\r\n",
        "HTTP/1.1 200 OK\r\n" + String(repeating: "a: b\r\n", count: 20_000),
    ])
    func `what is no answer is refused`(text: String) {
        var reader = HTTPAnswerReader()
        #expect(throws: HTTPRefusal.self) { try reader.read(Array(text.utf8)) }
    }
}
