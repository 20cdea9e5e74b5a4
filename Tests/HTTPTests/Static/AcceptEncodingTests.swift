import Testing

@testable import HTTP

struct AcceptEncodingTests {
    private static func allows(_ fields: String) throws -> Bool {
        AcceptEncoding.allowsGzip(
            try HTTPRequestHead.parsing("GET / HTTP/1.1\r\nHost: a\r\n\(fields)\r\n").fields)
    }

    @Test(arguments: [
        "gzip", "GZIP", "x-gzip", "br, gzip", "gzip;q=0.001", "gzip ; q=1", "*", "*;q=0.5",
        "gzip;q=1.000, *;q=0", "deflate\r\nAccept-Encoding: gzip",
    ])
    func `gzip is allowed`(value: String) throws {
        #expect(try Self.allows("Accept-Encoding: \(value)\r\n"))
    }

    @Test(arguments: [
        "", "identity", "br", "gzip;q=0", "gzip;q=0.000", "*;q=0", "gzip;q=0, *", "gzipped",
        "gzip;q=", "gzip;x",
    ])
    func `gzip is not allowed`(value: String) throws {
        #expect(try !Self.allows("Accept-Encoding: \(value)\r\n"))
    }

    @Test func `gzip is not allowed without the field`() throws {
        #expect(try !Self.allows(""))
    }
}
