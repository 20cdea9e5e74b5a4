import Testing

@testable import HTTP

/// How an answer stands on the wire.
struct ResponseHeadTests {
    private static func head(
        _ response: HTTPResponse, version: HTTPVersion = .http11, closes: Bool = false
    ) -> String {
        var bytes: [UInt8] = []
        bytes.appendHead(
            of: response, commonLines: Array("Date: now\r\n".utf8), version: version,
            closes: closes)
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test(arguments: [0, 1, 9, 10, 99, 100, 1_234_567])
    func `the length is told`(count: Int) {
        let response = HTTPResponse(
            status: .ok, body: .bytes([UInt8](repeating: 0, count: count)))
        #expect(
            Self.head(response)
                == "HTTP/1.1 200 OK\r\nDate: now\r\nContent-Length: \(count)\r\n\r\n")
    }

    @Test func `the connection is told where it is not as usual`() {
        let response = HTTPResponse(status: .noContent)
        let start = "HTTP/1.1 204 No Content\r\nDate: now\r\n"
        #expect(Self.head(response) == start + "\r\n")
        #expect(Self.head(response, closes: true) == start + "Connection: close\r\n\r\n")
        #expect(
            Self.head(response, version: .http10) == start + "Connection: keep-alive\r\n\r\n")
        #expect(
            Self.head(response, version: .http10, closes: true)
                == start + "Connection: close\r\n\r\n")
    }

    @Test(arguments: [
        (1, "1"), (15, "f"), (16, "10"), (255, "ff"), (256, "100"), (70_000, "11170"),
    ])
    func `a chunk has its size`(count: Int, size: String) {
        var bytes: [UInt8] = []
        bytes.appendChunk([UInt8](repeating: 0x61, count: count))
        let content = String(repeating: "a", count: count)
        #expect(String(decoding: bytes, as: UTF8.self) == "\(size)\r\n\(content)\r\n")
    }

    @Test func `no content makes no chunk`() {
        var bytes: [UInt8] = []
        bytes.appendChunk([])
        #expect(bytes.isEmpty)
    }
}
