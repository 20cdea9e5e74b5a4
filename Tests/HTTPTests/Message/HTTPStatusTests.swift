import Testing

@testable import HTTP

struct HTTPStatusTests {
    @Test func `a code outside the classes becomes 500`() {
        for code in [Int.min, 0, 99, 600, Int.max] { #expect(HTTPStatus(code: code).code == 500) }
        for code in [100, 200, 599] { #expect(HTTPStatus(code: code).code == code) }
    }

    @Test func `the line has the code and the reason`() {
        #expect(
            String(decoding: HTTPStatus.notFound.line, as: UTF8.self)
                == "HTTP/1.1 404 Not Found\r\n")
        #expect(String(decoding: HTTPStatus(code: 299).line, as: UTF8.self) == "HTTP/1.1 299 \r\n")
        #expect(HTTPStatus.ok.reason == "OK")
    }

    @Test func `each refusal has a status with a reason`() {
        let refusals: [HTTPRefusal] = [
            .malformed(.hostIsMissing), .requestTimeout, .contentTooLarge(limit: 1),
            .targetTooLong, .expectationFailed, .fieldsTooLarge,
            .notImplemented(.methodIsUnknown), .unavailable, .versionNotSupported,
        ]
        #expect(refusals.map(\.status.code) == [400, 408, 413, 414, 417, 431, 501, 503, 505])
        for refusal in refusals {
            #expect(!refusal.status.reason.isEmpty)
            #expect(refusal.reason.hasSuffix("."))
        }
    }
}
